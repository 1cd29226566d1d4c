"""When a reminder is due, and that it is."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from service_plans.clock import today
from service_plans.events import reminder_due
from service_plans.forecast import Known
from service_plans.models import Reminder
from service_plans.months import months_later
from service_plans.statuses import Status, status_of
from vehicles.models import Vehicle

# In an hour; what is more is looked at in the next.
AT_ONCE = 10_000


def set_due(reminder: Reminder) -> None:
    """Compute when it is due, from when it was done last."""
    months, km = reminder.every_months, reminder.every_km
    reminder.due_on = months_later(reminder.last_done_on, months) if months else None
    counts = km is not None and reminder.last_done_km is not None
    reminder.due_km = reminder.last_done_km + km if counts else None  # type: ignore[operator]


def announce(vehicle: Vehicle, reminders: Iterable[Reminder], day: date) -> None:
    """Publish which of these, of one vehicle, became due. They are locked, or new.

    Rule: that a service is due is published once, until it is due no more; never of a vehicle that was taken
    off its owner's list, nor of what an owner of before asked for.
    """
    if vehicle.removed_at is not None:
        return
    known = Known(day, vehicle.distance_km)
    for reminder in reminders:
        if reminder.owner_id != vehicle.owner_id:
            continue
        due = _is_due(reminder, known)
        if due and reminder.announced_at is None:
            reminder_due(reminder, vehicle)
            reminder.update({"announced_at": timezone.now()})
        elif not due:
            reminder.update({"announced_at": None})


def announce_by_date() -> None:
    """Look which reminders have become due by their date."""
    day = today()
    due = Q(due_on__lte=day, announced_at__isnull=True)
    wanted = Q(vehicle__removed_at__isnull=True, owner_id=F("vehicle__owner_id"))
    waiting = Reminder.objects.filter(due, wanted).order_by("due_on", "id")
    for reminder_id, vehicle_id in list(waiting.values_list("id", "vehicle_id")[:AT_ONCE]):
        with transaction.atomic():
            reminders = Reminder.objects.filter(due, pk=reminder_id).select_for_update(skip_locked=True)
            announce(Vehicle.objects.get(pk=vehicle_id), reminders, day)


def announce_by_distance(vehicle_id: UUID, distance_km: int) -> None:
    """Look at the reminders of a vehicle whose odometer was read.

    Rule: the first reading is where a distance begins to count that was unknown.
    """
    with transaction.atomic():
        reminders = list(locked_of(vehicle_id))
        for reminder in reminders:
            if reminder.every_km is not None and reminder.last_done_km is None:
                reminder.last_done_km = distance_km
                set_due(reminder)
                reminder.save()
        announce(Vehicle.objects.get(pk=vehicle_id), reminders, today())


def locked_of(vehicle_id: UUID) -> QuerySet[Reminder]:
    """The reminders of a vehicle, each in its turn and in the same order for all."""
    return Reminder.objects.filter(vehicle_id=vehicle_id).order_by("id").select_for_update()


def _is_due(reminder: Reminder, known: Known) -> bool:
    return status_of(reminder.due_on, reminder.due_km, 0, 0, known) == Status.DUE
