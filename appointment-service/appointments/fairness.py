"""Who is given work first: whoever has the least of it."""

from datetime import date, time
from typing import Any
from uuid import UUID

from appointments.calendar import Calendar, Slot
from appointments.kinds import ResourceKind
from appointments.local_time import A_DAY, Span, first_moment, whole_day
from appointments.uses import NEVER_USED


def fairest_first(known: Calendar, slot: Slot, preferred: UUID | None = None) -> Slot:
    """The slot with its technicians in order.

    Rule: whoever is preferred comes first; then who has the fewest minutes to work that week, from Monday on
    the location's clock; among equals who has fewer that day, then the lower id.
    """
    day = known.day_of(slot.start)
    times = (week_of(day, known), whole_day(day, known.zone))

    def in_turn(who: Any) -> tuple[Any, ...]:
        uses = known.uses.get(who.id, NEVER_USED)
        return (who.id != preferred, *(uses.minutes_within(one) for one in times), who.id)

    needs = [
        need._replace(resources=sorted(need.resources, key=in_turn))
        if need.kind == ResourceKind.TECHNICIAN
        else need
        for need in slot.needs
    ]
    return slot._replace(needs=needs)


def week_of(day: date, known: Calendar) -> Span:
    monday = day - day.weekday() * A_DAY
    return Span(*(first_moment(one, time.min, known.zone) for one in (monday, monday + 7 * A_DAY)))
