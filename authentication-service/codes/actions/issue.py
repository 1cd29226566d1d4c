import math
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Account
from chassis.locking import take_turns
from chassis.models import new_id
from codes import events
from codes.derivation import code_of, digest_to_compare
from codes.errors import TOO_MANY_CODES
from codes.models import MailedCode, MailedCodeQuerySet
from codes.purposes import LIFETIMES, Purpose, channel_of

WINDOW = timedelta(hours=1)
MOST_IN_WINDOW = 5


def issue(account: Account, purpose: Purpose, *, address: str) -> MailedCode:
    """Have a code sent to an address. Call it in the transaction that holds the account's row.

    Rule: of one account and purpose the newest code counts alone; but whoever had an address before keeps the
    code that brings it back, whatever follows.
    Rule: at most five an hour go out for one account or to one address, of each purpose; all that bring
    addresses back do. Raises TooMany (429) `too_many_codes`.
    """
    if purpose != Purpose.UNDO_EMAIL_CHANGE:
        take_turns(f"{purpose} codes to {address}")
        _refuse_too_many(account, purpose, address)
        withdraw(account, purpose)
    code_id, channel = new_id(), channel_of(purpose)
    code = MailedCode.objects.create(
        id=code_id,
        account=account,
        purpose=purpose,
        channel=channel,
        address=address,
        digest=digest_to_compare(code_id, channel, code_of(code_id, channel)),
        expires_at=timezone.now() + LIFETIMES[purpose],
    )
    events.code_issued(code)
    return code


def withdraw(account: Account, *purposes: Purpose, after: MailedCode | None = None) -> None:
    """Let codes of an account count no more, of these purposes; `after`: that were made after this one."""
    codes: MailedCodeQuerySet = MailedCode.objects.left().filter(account=account, purpose__in=purposes)
    if after is not None:
        codes = codes.filter(created_at__gt=after.created_at)
    codes.update(withdrawn_at=timezone.now())


def _refuse_too_many(account: Account, purpose: Purpose, address: str) -> None:
    now = timezone.now()
    sent = MailedCode.objects.filter(
        Q(account=account) | Q(address=address), purpose=purpose, created_at__gt=now - WINDOW
    ).order_by("-created_at")
    oldest = next(iter(sent.values_list("created_at", flat=True)[MOST_IN_WINDOW - 1 : MOST_IN_WINDOW]), None)
    if oldest is not None:
        raise TOO_MANY_CODES(wait=math.ceil((oldest + WINDOW - now).total_seconds()))
