"""The ways into an account beside its password and sessions; an app registers its own when it is loaded.

Some end when the password is reset by mail, when an admin signs their person out everywhere and when the
account is deactivated. Those that are shown beside the password outlive that, and are removed where a
stranger may have added them.
"""

from collections.abc import Callable
from datetime import datetime

from accounts.models import Account
from chassis.origins import Origin

End = Callable[[Account, Origin], None]
Remove = Callable[[Account, Origin, datetime], None]

_ends: list[End] = []
_removals: list[Remove] = []


def ends_with_a_reset(end: End) -> None:
    """`end` is called in the transaction that holds the account's row, and tells its person."""
    _ends.append(end)


def outlives_a_reset(remove: Remove) -> None:
    """`remove` takes away what was added since a moment, in the transaction that holds the account's row."""
    _removals.append(remove)


def end_all(account: Account, origin: Origin) -> None:
    for end in _ends:
        end(account, origin)


def remove_added_since(account: Account, since: datetime, origin: Origin) -> None:
    for remove in _removals:
        remove(account, origin, since)
