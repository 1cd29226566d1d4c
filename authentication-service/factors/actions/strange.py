from datetime import datetime

from accounts import events
from accounts.actions import factors_changed
from accounts.models import Account
from chassis.origins import Origin
from factors.kinds import held_by, remove_added_since
from factors.models import Enrolment, RecoveryCode


def remove_strange_factors(account: Account, origin: Origin, since: datetime) -> None:
    """Take away the second factors that a stranger may have added since a moment, with their recovery codes.

    Call it in the transaction that holds the account's row.

    Rule: whoever proves that an account's address is theirs is not asked for a second factor that was added
    while nobody had proved it; its person is sent news of it.
    """
    removed = remove_added_since(account, since)
    left = held_by(account)
    codes = RecoveryCode.objects.filter(account=account)
    (codes.filter(created_at__gte=since) if left else codes).delete()
    Enrolment.objects.filter(account=account).delete()
    if removed:
        factors_changed(account, left)
        events.security_noted(account, "second_factor_removed", origin)
