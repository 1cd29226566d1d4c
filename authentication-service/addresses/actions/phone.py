from django.conf import settings
from django.db import transaction

from accounts import events
from accounts.models import Account
from addresses.errors import NO_PHONE, PHONE_VERIFIED, TEXT_MESSAGES_OFF
from chassis.auth import Actor
from chassis.locking import locked
from codes.actions import issue, redeem_typed
from codes.errors import CODE_INVALID
from codes.purposes import Purpose


def verify_phone(actor: Actor) -> None:
    """Have six digits sent to one's own phone by text message.

    Rule: no other text message goes to a number before it is verified.
    Rule: where text messages are not sent at all, nobody is left to wait for one.
    Raises Conflict (409) `text_messages_off`, `no_phone`, `phone_verified`; TooMany (429) `too_many_codes`;
    NotFound (404).
    """
    if not settings.SENDS_TEXT_MESSAGES:
        raise TEXT_MESSAGES_OFF()
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        if not account.phone:
            raise NO_PHONE()
        if account.phone_verified:
            raise PHONE_VERIFIED()
        issue(account, Purpose.VERIFY_PHONE, address=account.phone)


def confirm_phone(actor: Actor, code: str) -> Account:
    """Take it that a phone number is its person's, by the six digits that were sent there.

    Rule: they verify the number that they were sent to, and none that the account has since.
    Raises InvalidField (400) `code_invalid`, NotFound (404).
    """
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        redeemed = redeem_typed(account, code, Purpose.VERIFY_PHONE)
        changes = account.update({"phone_verified": True}) if redeemed else {}
        if changes:
            events.account_changed(account, changes)
    if redeemed is None:
        raise CODE_INVALID(field="code")
    return account
