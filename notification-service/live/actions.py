"""Whether somebody may follow what they ask for."""

from collections.abc import Sequence
from functools import partial

from chassis.auth import Actor
from chassis.auth.authentication import counts_until
from chassis.auth.tokens import key_id_of
from chassis.errors import NotFound
from chassis.http import together
from live.clients import may_see_project
from live.news import ACCOUNT, BOARD
from live.subscriptions import Subscription


def subscribe(actor: Actor, topics: Sequence[str], last: str) -> Subscription:
    """Settle what is sent to `actor`: what concerns their account, and the topics that they name.

    Rule: whoever may read a project may follow it, and the staff follow the board; all else is not there
    (404). What somebody may see is asked again when their token is over, for then the stream ends.
    Rule: projects and the board have news of bookings, times and money, which the scopes of a token may not
    include; so a token with scopes follows its inbox alone.
    Raises NotFound, and what vehicleandproject-service refuses.
    """
    if (topics and actor.scopes is not None) or (BOARD in topics and not actor.is_staff):
        raise NotFound
    asked = [topic.removeprefix("project:") for topic in topics if topic != BOARD]
    if not all(together(*(partial(may_see_project, actor, project_id) for project_id in asked))):
        raise NotFound
    return Subscription(
        actor=actor,
        # No key of ours has signed an API key.
        key_id="" if actor.is_api_key else key_id_of(actor.token or ""),
        expires_at=counts_until(actor),
        topics=frozenset({ACCOUNT.format(account_id=actor.id), *topics}),
        last=last,
    )
