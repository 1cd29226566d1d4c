"""From when on a `since="now"` handler hears, however often its stream is told again."""

from datetime import datetime

from django.db import connection

from chassis.events.event import Event, stream_of
from chassis.events.models import FirstSubscribed
from chassis.events.registry import Subscription, all_subscriptions

_began: dict[tuple[str, str], datetime] = {}


def note_beginnings(stream: str, reached: datetime | None) -> None:
    """Note once for all when each such handler of a stream began: now, or where our group stands already.

    The group has passed on to other handlers what is behind it; what lies ahead is new to this one too.
    """
    with connection.cursor() as cursor:
        for name, subscription in all_subscriptions():
            if subscription.since != "now" or stream_of(name) != stream:
                continue
            cursor.execute(
                "INSERT INTO events_since (handler, name, since) VALUES (%s, %s, COALESCE(%s, now()))"
                " ON CONFLICT DO NOTHING",
                [subscription.key, name, reached],
            )
            cursor.execute(
                "SELECT since FROM events_since WHERE handler = %s AND name = %s", [subscription.key, name]
            )
            _began[subscription.key, name] = cursor.fetchone()[0]


def began_after(subscription: Subscription, event: Event) -> bool:
    """Whether an event happened before its handler began to listen."""
    if subscription.since != "now":
        return False
    began = _began.get((subscription.key, event.name)) or _noted_beginning(subscription, event)
    return began is not None and event.occurred_at < began


def _noted_beginning(subscription: Subscription, event: Event) -> datetime | None:
    """What another process noted: a command that replays the dead reads no stream itself."""
    noted = FirstSubscribed.objects.filter(handler=subscription.key, name=event.name)
    return noted.values_list("since", flat=True).first()
