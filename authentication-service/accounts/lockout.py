"""Guessing passwords is stopped after a few wrong ones.

Rule: five wrong passwords within fifteen minutes for one address from one client, and the sixth attempt,
right or wrong, is 429 until the oldest of the five is fifteen minutes old. Attempts in parallel are judged
one after the other, so that a burst of guesses gains nothing.
"""

import hashlib
import math
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.errors import TooManyAttempts
from accounts.models import FailedSignIn
from accounts.origins import Origin

WINDOW = timedelta(minutes=15)
ALLOWED_FAILURES = 5


def refuse_if_locked(email: str, origin: Origin) -> None:
    """Before the password is hashed, so that a locked-out client costs next to nothing."""
    _refuse_if_locked(_subject(email, origin))


def judge(email: str, origin: Origin, *, right: bool) -> None:
    """Count this attempt, unless those before it already lock it out. Raises TooManyAttempts."""
    subject = _subject(email, origin)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [subject])
        _refuse_if_locked(subject)
        if right:
            FailedSignIn.objects.filter(subject=subject).delete()
        else:
            _forget_old_ones()
            FailedSignIn.objects.create(subject=subject)


def _refuse_if_locked(subject: str) -> None:
    now = timezone.now()
    failures = FailedSignIn.objects.filter(subject=subject, failed_at__gt=now - WINDOW)
    latest = list(failures.order_by("-failed_at").values_list("failed_at", flat=True)[:ALLOWED_FAILURES])
    if len(latest) == ALLOWED_FAILURES:
        raise TooManyAttempts(wait=math.ceil((latest[-1] + WINDOW - now).total_seconds()))


def _forget_old_ones() -> None:
    old = FailedSignIn.objects.filter(failed_at__lte=timezone.now() - WINDOW).values_list("pk", flat=True)
    # Skipping what another attempt is deleting, so that no two wait for each other.
    FailedSignIn.objects.filter(pk__in=list(old.select_for_update(skip_locked=True))).delete()


def _subject(email: str, origin: Origin) -> str:
    return hashlib.sha256(f"{email.lower()}\n{origin.address}".encode()).hexdigest()
