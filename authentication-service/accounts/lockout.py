"""Guessing is stopped after a few wrong tries.

Rule: five wrong passwords for one address, from wherever, and the next attempt, right or wrong, is 429 for a
minute; each wrong one after that doubles the wait, up to an hour. A right one ends that, and so does a day.
Rule: on a device that signed in to the account before, wrong ones count for that device alone, so that no
stranger locks its owner out of it.
Rule: a hundred wrong ones within ten minutes from one client, for whichever addresses, and it waits likewise,
but not on known devices. The half of an IPv6 address that a client chooses for itself makes no other client.
Rule: an address counts as the database compares it, whether or not it has an account. What comes in parallel
is judged in turn, so that a burst of guesses gains nothing.
Whoever is signed in, or half, and shows a password or a factor once more, is counted by their account.
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accounts.errors import TOO_MANY_ATTEMPTS
from accounts.models import FailedSignIn, KnownDevice
from chassis.bearer_codes import digest_of
from chassis.locking import take_turns
from chassis.origins import Origin

REMEMBERED = timedelta(days=1)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Subject:
    """Whose wrong tries are counted together; `name` is kept as a hash.

    With as many as `allowed` in the time of `within` it has to wait. A right try `forgives` those before.
    """

    name: str
    allowed: int = 5
    within: timedelta = REMEMBERED
    forgives: bool = True

    @property
    def digest(self) -> str:
        return digest_of(self.name)


def of_sign_in(email: str, device: KnownDevice | None, origin: Origin) -> list[Subject]:
    """What a password counts for that is tried at signing in."""
    if device is not None:
        return [of_device(device)]
    return [of_email(email), of_client(origin)]


def of_email(email: str) -> Subject:
    """Python and PostgreSQL differ on some small letters."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower(%s)", [email])
        [address] = cursor.fetchone()
    return Subject(f"address {address}")


def of_device(device: KnownDevice) -> Subject:
    return Subject(f"device {device.pk}")


def of_account(account_id: UUID, what: str) -> Subject:
    """`what` is tried there: the password, or the second factor."""
    return Subject(f"{what} of account {account_id}")


def of_client(origin: Origin) -> Subject:
    """One of their tries being right says nothing of the others."""
    client = client_of(origin.address)
    return Subject(f"client {client}", allowed=100, within=timedelta(minutes=10), forgives=False)


def refuse_if_locked(*subjects: Subject) -> None:
    """Before anything is hashed, so that who is locked out costs next to nothing. Raises TooMany (429)."""
    now = timezone.now()
    recent = FailedSignIn.objects.filter(
        subject__in=[subject.digest for subject in subjects],
        failed_at__gt=now - LONGEST_WAIT,
        wait_seconds__gt=0,
    )
    ends = [failed.failed_at + timedelta(seconds=failed.wait_seconds) for failed in recent]
    left = max((math.ceil((end - now).total_seconds()) for end in ends), default=0)
    if left > 0:
        raise TOO_MANY_ATTEMPTS(wait=left)


def judge(*subjects: Subject, right: bool) -> None:
    """Count this attempt, unless those before it already lock it out. Raises TooMany (429)."""
    with transaction.atomic():
        for subject in sorted(subjects, key=lambda subject: subject.digest):
            take_turns(subject.digest)
        refuse_if_locked(*subjects)
        if right:
            forget(*(subject for subject in subjects if subject.forgives))
        else:
            FailedSignIn.objects.bulk_create(
                FailedSignIn(subject=subject.digest, wait_seconds=_wait_after_one_more(subject))
                for subject in subjects
            )


def forget(*subjects: Subject) -> None:
    """Whoever has shown otherwise who they are waits no longer."""
    FailedSignIn.objects.filter(subject__in=[subject.digest for subject in subjects]).delete()


def client_of(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 that an IPv6 customer is given."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((int(parsed), 64), strict=False))


def _wait_after_one_more(subject: Subject) -> int:
    """Seconds; each wait of the last day doubles the next."""
    now = timezone.now()
    failures = FailedSignIn.objects.filter(subject=subject.digest)
    if failures.filter(failed_at__gt=now - subject.within).count() + 1 < subject.allowed:
        return 0
    waits = failures.filter(failed_at__gt=now - REMEMBERED, wait_seconds__gt=0).count()
    return int(min(FIRST_WAIT * 2 ** min(waits, 10), LONGEST_WAIT).total_seconds())
