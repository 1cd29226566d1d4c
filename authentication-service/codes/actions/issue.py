from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.models import Account
from chassis.locking import take_turns
from codes import events
from codes.derivation import code_of, digest_for
from codes.models import IS_TEXT, MailedCode, MailedCodeQuerySet
from codes.pace import DAY, refuse_after
from codes.purposes import LIFETIMES, Channel, Purpose, channel_of

MOST_IN_AN_HOUR = 5
# Each costs money, and those who are paid for what they receive ask for many, to numbers of their own.
MOST_TEXTS_FROM_A_CLIENT, MOST_TEXTS_IN_A_DAY = 20, 200


def issue(
    account: Account,
    purpose: Purpose,
    *,
    address: str,
    within: UUID | None = None,
    client: str = "",
    throttled: bool = True,
) -> MailedCode:
    """Have a code sent to an address. Call it in the transaction that holds the account's row.

    Rule: of one account and purpose the newest code counts alone; but whoever had an address before keeps the
    code that brings it back, whatever follows.
    Rule: what was begun in a session, as its id `within` says, is over with it.
    Rule: at most five an hour are sent for one account or to one address, of each purpose. Raises TooMany
    (429) `too_many_codes`, unless it is not `throttled`, because a code was needed to come this far.
    Rule: by text message one `client` is sent at most twenty an hour, and all together two hundred a day.
    """
    if throttled:
        take_turns(f"{purpose} codes to {address}")
        refuse_after(MOST_IN_AN_HOUR, _sent(account, purpose, address))
    channel = channel_of(purpose)
    if channel == Channel.SMS:
        _refuse_more_texts(client)
    if purpose != Purpose.UNDO_EMAIL_CHANGE:
        withdraw(account, purpose)
    code = MailedCode(
        account=account,
        purpose=purpose,
        channel=channel,
        address=address,
        expires_at=timezone.now() + LIFETIMES[purpose],
        within=within,
        client=client,
    )
    code.digest = digest_for(code, code_of(code))
    code.save(force_insert=True)
    events.code_issued(code)
    return code


def withdraw(account: Account, *purposes: Purpose, after: MailedCode | None = None) -> None:
    """Let codes of an account count no more, of these purposes; `after`: that were made after this one."""
    codes = MailedCode.objects.left().filter(account=account, purpose__in=purposes)
    if after is not None:
        codes = codes.filter(created_at__gt=after.created_at)
    codes.update(withdrawn_at=timezone.now())


def _sent(account: Account, purpose: Purpose, address: str) -> MailedCodeQuerySet:
    return MailedCode.objects.filter(Q(account=account) | Q(address=address), purpose=purpose)


def _refuse_more_texts(client: str) -> None:
    take_turns("codes by text message")
    texts = MailedCode.objects.filter(IS_TEXT)
    refuse_after(MOST_TEXTS_FROM_A_CLIENT, texts.filter(client=client))
    refuse_after(MOST_TEXTS_IN_A_DAY, texts, within=DAY)
