from typing import TypedDict

from accounts.models import Account
from accounts.tokens import must_enrol
from chassis.auth import Actor
from chassis.errors import NotFound
from factors.models import Authenticator, RecoveryCode


class Overview(TypedDict):
    second_factors: list[str]
    totp: Authenticator | None
    recovery_codes_left: int
    enrolment_required: bool


def overview(actor: Actor) -> Overview:
    """Which second factors an account has. Raises NotFound (404)."""
    account = Account.objects.filter(pk=actor.id).first()
    if account is None:
        raise NotFound
    return {
        "second_factors": account.second_factors,
        "totp": Authenticator.objects.filter(account=account).first(),
        "recovery_codes_left": RecoveryCode.objects.filter(account=account, used_at=None).count(),
        "enrolment_required": must_enrol(account),
    }
