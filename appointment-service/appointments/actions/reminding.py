"""Customers are reminded of what they booked."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import OperationalError, transaction
from django.utils import timezone

from appointments.events import Reminder, reminders_due
from appointments.models import Appointment
from resources.models import Policy

AT_ONCE = 100
MINUTE = timedelta(minutes=1)

log = structlog.get_logger("reminders")


def plan_reminders(appointment: Appointment, policy: Policy, since: datetime) -> None:
    """Note when its customer is to be reminded of the start that it was given.

    Rule: they are reminded as long before it as its location's policy says when it is given, and of none of
    these times that is past by then.
    """
    planned = (appointment.start - minutes * MINUTE for minutes in policy.reminder_minutes)
    appointment.reminders_due = sorted(due for due in planned if due > since)


def send_reminders() -> None:
    """Remind whoever is to be reminded by now.

    Rule: what is due leaves the plan in the transaction that publishes it, so that it is sent once.
    Rule: only of what is still to come; after an outage once, however much of the plan is past.
    """
    now = timezone.now()
    _plan_what_nobody_planned(now)
    due = Appointment.objects.due_reminders(now)
    left: set[UUID] = set()
    while ids := set(due.exclude(pk__in=left).values_list("pk", flat=True)[:AT_ONCE]):
        left |= ids - _send_what_can_be_sent(ids, now)


def _plan_what_nobody_planned(now: datetime) -> None:
    """For what was booked before reminders were, and by replicas of then."""
    unplanned = Appointment.objects.without_planned_reminders(now).select_for_update(skip_locked=True)
    found = AT_ONCE
    while found == AT_ONCE:
        with transaction.atomic():
            appointments = list(unplanned[:AT_ONCE])
            locations = {appointment.location_id for appointment in appointments}
            known = Policy.objects.filter(location__in=locations)
            policies = {policy.location_id: policy for policy in known}
            for appointment in appointments:
                policy = policies.get(appointment.location_id, Policy())
                plan_reminders(appointment, policy, appointment.created_at)
            Appointment.objects.bulk_update(appointments, ["reminders_due"])
        found = len(appointments)


def _send_what_can_be_sent(ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Together, and where that fails one by one: one that cannot be published keeps back no other."""
    try:
        return _send(ids, now)
    except OperationalError:  # of the database, and no fault of an appointment
        raise
    except Exception:
        if len(ids) == 1:
            log.exception("reminder not sent", appointment_id=str(next(iter(ids))))
            return set()
    return set[UUID]().union(*(_send_what_can_be_sent([one], now) for one in ids))


def _send(ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Which were dealt with. Those that somebody else is at come next time.

    Rule: a reminder is overtaken by the next one, and the last of them by the start.
    """
    reminders = []
    with transaction.atomic():
        due = Appointment.objects.due_reminders(now).filter(pk__in=ids).select_for_update(skip_locked=True)
        appointments = list(due.prefetch_related("service_type"))
        for appointment in appointments:
            planned = appointment.reminders_due or []
            past = [moment for moment in planned if moment <= now]
            appointment.reminders_due = left = planned[len(past) :]
            if appointment.start > now:
                overtaken = min([appointment.start, *left])
                reminders.append(Reminder(appointment, due=past[-1], valid_until=overtaken))
        reminders_due(reminders)
        Appointment.objects.bulk_update(appointments, ["reminders_due"])
    return {appointment.pk for appointment in appointments}
