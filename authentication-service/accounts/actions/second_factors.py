from collections.abc import Iterable
from functools import partial

from django.db import transaction

from accounts import events
from accounts.models import Account
from accounts.tokens import must_enrol
from chassis.auth import renew_rights


def factors_changed(account: Account, factors: Iterable[str]) -> None:
    """Keep which second factors an account has. Call it in the transaction that holds the account's row.

    Rule: where an admin needs a second factor, their first one, and their last one's going, count everywhere
    at once: tokens of before are refused as expired, and the next ones open everything, or enrolment alone.
    """
    enrolling = must_enrol(account)
    changes = account.update({"second_factors": sorted(factors)})
    if enrolling != must_enrol(account):
        account.count_rights()
        transaction.on_commit(partial(renew_rights, account.id, account.rights))
    if changes:
        events.account_changed(account, changes)
