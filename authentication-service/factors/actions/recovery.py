from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import events
from accounts.actions import require_recent_sign_in
from accounts.models import Account
from chassis.auth import Actor
from chassis.locking import locked
from chassis.origins import Origin
from factors.errors import NO_SECOND_FACTOR
from factors.models import RecoveryCode
from factors.recovery_codes import COUNT, new_recovery_code, read_recovery_code


def make_recovery_codes(actor: Actor, origin: Origin) -> list[str]:
    """Make ten recovery codes anew; those of before no longer count.

    Rule: recovery codes are for who has a second factor. Raises Conflict (409) `no_second_factor`,
    Unauthenticated (401) `insufficient_user_authentication`.
    """
    require_recent_sign_in(actor)
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        if not account.second_factors:
            raise NO_SECOND_FACTOR()
        events.security_noted(account, "recovery_codes_made", origin)
        return renew_recovery_codes(account)


def renew_recovery_codes(account: Account) -> list[str]:
    """Ten new codes instead of those there are, in the transaction that holds the account's row."""
    codes = {number: new_recovery_code(number) for number in range(COUNT)}
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, number=number, hashed=_hashed(code)) for number, code in codes.items()
    )
    return list(codes.values())


def _hashed(code: str) -> str:
    _, letters = read_recovery_code(code) or (0, None)
    return make_password(letters)
