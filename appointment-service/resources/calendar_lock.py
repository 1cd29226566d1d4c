"""Whoever takes time, and whoever changes the calendar by which it is taken, wait for each other."""

from chassis.locking import share, take_turns

CALENDAR = "calendar"


def hold_the_calendar_still(*turns: str) -> None:
    """Before time is taken. Rule: the calendar by which it is taken stands until it is; takers do not wait
    for each other, but for those who take turns over the same."""
    share(CALENDAR, *turns)


def change_the_calendar() -> None:
    """Before hours, closures, bays, services, technicians or the policy change. Rule: what is being taken by
    the old calendar is waited for, so that a change knows every booking that it hits."""
    take_turns(CALENDAR)
