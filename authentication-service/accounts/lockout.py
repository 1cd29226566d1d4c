"""Guessing passwords is stopped after a few wrong ones.

Rule: five wrong passwords within fifteen minutes for one address from one client, and the sixth attempt,
right or wrong, is 429 until the oldest of the five is fifteen minutes old. Attempts in parallel are judged
one after the other, so that a burst of guesses gains nothing.
Rule: fifty within fifteen minutes for one address from all clients, and it is 429 for all but those on which
the account is signed in, so that guessing from many places locks out nobody who is known.
Rule: an address counts as the database compares it, whether or not it has an account, and the half of an IPv6
address that a client chooses for itself does not count.
"""

import hashlib
import math
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import connection, transaction
from django.utils import timezone

from accounts.errors import TOO_MANY_ATTEMPTS
from accounts.models import Account, FailedSignIn, Session
from chassis.locking import take_turns
from chassis.origins import Origin

WINDOW = timedelta(minutes=15)
ALLOWED_FROM_A_CLIENT = 5
ALLOWED_FROM_ALL = 50


def refuse_if_locked(email: str, origin: Origin) -> None:
    """Before the password is hashed, so that a locked-out client costs next to nothing."""
    _refuse_if_locked(email, *_subjects(email, origin), origin)


def judge(email: str, origin: Origin, *, right: bool) -> None:
    """Count this attempt, unless those before it already lock it out. Raises TooMany (429)."""
    everywhere, here = _subjects(email, origin)
    with transaction.atomic():
        take_turns(everywhere)
        _refuse_if_locked(email, everywhere, here, origin)
        if right:
            FailedSignIn.objects.filter(subject=here).delete()
        else:
            FailedSignIn.objects.bulk_create(FailedSignIn(subject=each) for each in (everywhere, here))


def client_of(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 that an IPv6 customer is given."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((int(parsed), 64), strict=False))


def _refuse_if_locked(email: str, everywhere: str, here: str, origin: Origin) -> None:
    wait = _wait(here, ALLOWED_FROM_A_CLIENT)
    if wait is None:
        wait = _wait(everywhere, ALLOWED_FROM_ALL)
        if wait is not None and _is_known(email, origin):
            wait = None
    if wait is not None:
        raise TOO_MANY_ATTEMPTS(wait=wait)


def _wait(subject: str, allowed: int) -> int | None:
    """Seconds until the oldest failure of those that lock is old enough; None if there are not that many."""
    now = timezone.now()
    failures = FailedSignIn.objects.filter(subject=subject, failed_at__gt=now - WINDOW)
    latest = failures.order_by("-failed_at").values_list("failed_at", flat=True)[allowed - 1 : allowed]
    return next((math.ceil((oldest + WINDOW - now).total_seconds()) for oldest in latest), None)


def _is_known(email: str, origin: Origin) -> bool:
    accounts = Account.objects.with_email(email).values("pk")
    addresses = Session.objects.alive().filter(account__in=accounts).values_list("address", flat=True)
    return client_of(origin.address) in {client_of(address) for address in addresses}


def _subjects(email: str, origin: Origin) -> tuple[str, str]:
    """The address everywhere, and from this client. Python and PostgreSQL differ on some small letters."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower(%s)", [email])
        [address] = cursor.fetchone()
    return _hashed(address), _hashed(f"{address}\n{client_of(origin.address)}")


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
