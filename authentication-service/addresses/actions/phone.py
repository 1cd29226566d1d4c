from django.conf import settings
from django.db import transaction

from accounts import events
from accounts.errors import ADDRESS_UNVERIFIED
from accounts.lockout import client_of
from accounts.models import Account
from accounts.permissions import address_counts
from addresses.errors import NO_PHONE, PHONE_VERIFIED, TEXT_MESSAGES_OFF
from chassis.auth import Actor
from chassis.locking import locked
from chassis.origins import Origin
from codes.actions import issue, redeem_typed
from codes.errors import CODE_INVALID
from codes.purposes import Purpose


def verify_phone(actor: Actor, origin: Origin) -> None:
    """Have six digits sent to one's own phone by text message.

    Rule: no other text message goes to a number before it is verified.
    Rule: where text messages are not sent at all, nobody is left to wait for one.
    Rule: where REQUIRE_VERIFIED_EMAIL says so, text messages are for who has verified an address, and so is
    somebody: each costs money.
    Raises Conflict (409) `text_messages_off`, `no_phone`, `phone_verified`, `address_unverified`; TooMany
    (429) `too_many_codes`; NotFound (404).
    """
    if not settings.SENDS_TEXT_MESSAGES:
        raise TEXT_MESSAGES_OFF()
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        if not account.phone:
            raise NO_PHONE()
        if account.phone_verified:
            raise PHONE_VERIFIED()
        if not address_counts(account):
            raise ADDRESS_UNVERIFIED()
        issue(account, Purpose.VERIFY_PHONE, address=account.phone, client=client_of(origin.address))


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
