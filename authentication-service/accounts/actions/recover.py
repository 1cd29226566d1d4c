from uuid import UUID

from accounts import events
from accounts.actions.sessions import end_all
from accounts.models import Account
from chassis.origins import Origin


def recover(account: Account, origin: Origin) -> list[UUID]:
    """Leave nobody in an account that its person got back by mail. The sessions that ended, for `deny`.

    Call it in the transaction that holds the account's row.

    Rule: all sessions and API keys end, no device is known any more, a sign-in that waits for a second factor
    is over; and by `account.recovered.v1` what follows an account elsewhere ends too. Second factors stay.
    """
    events.account_recovered(account)
    return end_all(account, origin)
