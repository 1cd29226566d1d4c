"""How long outbox, inbox and dead letters remember.

Rule: the inbox remembers longer than anything can be told again (chassis.events.care.TOLD_AGAIN_FOR).
"""

from django.db.models import Q

from chassis.events.models import DeadEvent, HandledEvent, NewestHandled, OutgoingEvent, WrittenStream
from chassis.retention import keep


def read_by_all() -> Q:
    """What every known reader of its stream has handled, and what was published before entries were noted."""
    read = Q(entry=None)
    for stream in WrittenStream.objects.all():
        read |= Q(name__startswith=stream.name.removeprefix("events:") + ".", entry__lte=stream.read)
    return read


keep(OutgoingEvent, "events that all readers have handled", days=7, since="published_at", where=read_by_all)
keep(HandledEvent, "ids of handled events", days=400, since="handled_at")
keep(NewestHandled, "the newest version heard of a subject", days=400, since="occurred_at")
keep(DeadEvent, "dead letters that nobody replayed", days=90, since="died_at", loud=True)
