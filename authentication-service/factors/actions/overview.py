from typing import TypedDict

from accounts.permissions import own_account
from accounts.tokens import must_enrol
from chassis.auth import Actor
from factors.models import Authenticator, RecoveryCode


class Overview(TypedDict):
    has_password: bool
    second_factors: list[str]
    totp: Authenticator | None
    recovery_codes_left: int
    enrolment_required: bool


def overview(actor: Actor) -> Overview:
    """What an account can be shown to be one's own by. Raises NotFound (404)."""
    account = own_account(actor)
    return {
        "has_password": account.has_usable_password(),
        "second_factors": account.second_factors,
        "totp": Authenticator.objects.filter(account=account).first(),
        "recovery_codes_left": RecoveryCode.objects.filter(account=account, used_at=None).count(),
        "enrolment_required": must_enrol(account),
    }
