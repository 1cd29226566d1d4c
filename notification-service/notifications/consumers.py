"""Who is told of what."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from chassis.events import Event, handles
from contacts.actions import admins, contact_of
from deliveries.actions import cancel
from notifications import actions, news
from preferences.times import zone_of

APPOINTMENT = ("appointment_id", "customer_id", "location_id", "service_type.name", "start", "time_zone")
PROJECT = ("project_id", "customer_id", "location_id", "title")

APPOINTMENT_KINDS = {
    "appointment.booked.v1": "booked",
    "appointment.confirmed.v1": "confirmed",
    "appointment.rescheduled.v1": "rescheduled",
    "appointment.checked_in.v1": "checked_in",
    "appointment.started.v1": "started",
    "appointment.no_show.v1": "no_show",
    "appointment.expired.v1": "expired",
}
# After any of these a reminder from before is out of date.
OVERTAKES_REMINDERS = (
    "appointment.rescheduled.v1",
    "appointment.checked_in.v1",
    "appointment.cancelled.v1",
    "appointment.no_show.v1",
    "appointment.expired.v1",
)
WAITED_IN_VAIN = {"range_over", "offers_passed"}
# What a project became.
PROJECT_KINDS = {
    "estimate": "project_estimate",
    "authorised": "project_authorised",
    "ready": "ready",
    "cancelled": "project_cancelled",
    "rejected": "project_rejected",
}
# Of work that was booked the appointment tells these, which ends with it.
ENDS_UNDONE = {"cancelled", "rejected"}
TASK_KINDS = {
    "task.assigned.v1": "task_assigned",
    "task.unassigned.v1": "task_unassigned",
    "task.cancelled.v1": "task_cancelled",
}


@handles(*APPOINTMENT_KINDS, since="now", reads=APPOINTMENT)
def tell_customer_of_appointment(event: Event) -> None:
    _notify(event, "customer_id", APPOINTMENT_KINDS[event.name], news.booking(event.data), "appointment")


@handles(
    "appointment.extended.v1",
    since="now",
    reads=["appointment_id", "customer_id", "location_id", "service_type.name", "end", "time_zone"],
)
def tell_customer_of_extension(event: Event) -> None:
    _notify(event, "customer_id", "extended", news.extension(event.data), "appointment")


@handles("appointment.cancelled.v1", since="now", reads=[*APPOINTMENT, "reason", "reason_visibility"])
def tell_customer_of_cancellation(event: Event) -> None:
    values = {**news.booking(event.data), **news.reason(event.data)}
    _notify(event, "customer_id", "cancelled", values, "appointment")


@handles("appointment.assigned.v1", since="now", reads=[*APPOINTMENT, "employee_id", "previous_employee_id"])
def tell_technicians_of_appointment(event: Event) -> None:
    """Rule: whoever is given a booking is told, and whoever it is taken from."""
    for whom, kind in (("employee_id", "assigned"), ("previous_employee_id", "unassigned")):
        _notify(event, whom, kind, news.booking(event.data), "appointment")


@handles(*OVERTAKES_REMINDERS, newest_only=True, since="now", reads=["appointment_id"])
@handles("appointment.reminder_due.v1", newest_only=True, since="now", reads=[*APPOINTMENT, "valid_until"])
def remind_customer(event: Event) -> None:
    """Rule: no customer is reminded of what has begun, of what the next reminder says already, or of a time
    that an appointment no longer has."""
    cancel("reminder", UUID(event.data["appointment_id"]))
    if event.name in OVERTAKES_REMINDERS:
        return
    valid_until = datetime.fromisoformat(event.data["valid_until"])
    if timezone.now() < valid_until:
        values = news.booking(event.data)
        _notify(event, "customer_id", "reminder", values, "appointment", valid_until=valid_until)


@handles(
    "waitlist.offered.v1",
    since="now",
    reads=[
        "entry_id", "customer_id", "location_id", "service_type.name", "start", "expires_at", "time_zone",
    ],
)  # fmt: skip
def tell_customer_of_offer(event: Event) -> None:
    valid_until = datetime.fromisoformat(event.data["expires_at"])
    values = news.offer(event.data)
    _notify(event, "customer_id", "slot_offered", values, "waitlist", "entry_id", valid_until=valid_until)


@handles(
    "waitlist.expired.v1",
    since="now",
    reads=["entry_id", "customer_id", "location_id", "service_type.name", "start", "time_zone"],
)
def tell_customer_of_lost_offer(event: Event) -> None:
    _notify(event, "customer_id", "offer_expired", news.booking(event.data), "waitlist", "entry_id")


@handles(
    "waitlist.ended.v1",
    since="now",
    reads=["entry_id", "customer_id", "location_id", "service_type.name", "reason"],
)
def tell_customer_of_waiting(event: Event) -> None:
    """Rule: that nothing came of waiting is told; not to whose vehicle or account is gone."""
    if event.data["reason"] in WAITED_IN_VAIN:
        _notify(event, "customer_id", "waiting_ended", news.waiting(event.data), "waitlist", "entry_id")


@handles(
    "series.date_refused.v1",
    since="now",
    reads=["series_id", "customer_id", "location_id", "service_type.name", "start", "time_zone"],
)
def tell_customer_of_refused_date(event: Event) -> None:
    """Rule: that a planned date of a series could not be booked is told; what is booked, by the booking."""
    _notify(event, "customer_id", "date_refused", news.booking(event.data), "series")


@handles(
    "project.status_changed.v1",
    since="now",
    reads=[*PROJECT, "appointment_id", "status", "reason", "reason_visibility"],
)
def tell_customer_of_project(event: Event) -> None:
    """Rule: the customer is told that their work is being estimated, that it is agreed to, and when it is
    done; that it ends undone is told once, by the appointment that it came from if there is one."""
    project = event.data
    by_appointment = project["status"] in ENDS_UNDONE and project["appointment_id"] is not None
    if project["status"] in PROJECT_KINDS and not by_appointment:
        values = {**news.title(project), **news.reason(project)}
        _notify(event, "customer_id", PROJECT_KINDS[project["status"]], values, "project")


@handles(
    "estimate.sent.v1",
    since="now",
    reads=[*PROJECT, "total.amount", "total.currency", "undecided_lines"],
)
def tell_customer_of_estimate(event: Event) -> None:
    """Rule: each time that an estimate is sent its customer is told what it comes to."""
    _notify(event, "customer_id", "estimate_sent", news.estimate(event.data), "project")


@handles(
    "project.eta_changed.v1",
    since="now",
    reads=[*PROJECT, "ready_at", "time_zone", "reason", "reason_visibility"],
)
def tell_customer_of_eta(event: Event) -> None:
    _notify(event, "customer_id", "eta", news.eta(event.data), "project")


@handles("project.progressed.v1", since="now", reads=[*PROJECT, "progress_percent"])
def tell_customer_of_progress(event: Event) -> None:
    _notify(event, "customer_id", "progress", news.progress(event.data), "project")


@handles(
    "invoice.issued.v1",
    since="now",
    reads=["invoice_id", "customer_id", "location_id", "name", "title", "total", "paid", "due_on"],
)
def tell_customer_of_invoice(event: Event) -> None:
    _notify(event, "customer_id", "invoice", news.invoice(event.data), "invoice")


@handles(
    "payment.received.v1",
    since="now",
    reads=["payment_id", *PROJECT, "appointment_id", "amount", "balance"],
)
def tell_customer_of_payment(event: Event) -> None:
    """Of a deposit it is the appointment that is named, as there may be no project yet."""
    about = "project" if event.data["project_id"] else "appointment"
    _notify(event, "customer_id", "payment_received", news.payment(event.data), about)


@handles("payment.refunded.v1", since="now", reads=[*PROJECT, "amount", "reason"])
def tell_customer_of_refund(event: Event) -> None:
    _notify(event, "customer_id", "payment_refunded", news.refund(event.data), "project")


@handles(
    "vehicle.reminder_due.v1",
    since="now",
    reads=["vehicle_id", "document_id", "owner_id", "title", "make", "model"],
)
def tell_owner_of_reminder(event: Event) -> None:
    """Older news say no document, of when there were none."""
    kind = "document_expired" if event.data.get("document_id") else "service_due"
    _notify(event, "owner_id", kind, news.vehicle(event.data), "vehicle")


@handles(
    "project.message_written.v1",
    since="now",
    reads=[*PROJECT, "written_by", "excerpt", "employee_ids"],
)
def tell_the_other_side_of_message(event: Event) -> None:
    """Rule: what the workshop writes its customer is told, and what the customer writes those of the workshop
    whom the project knows; where it knows nobody, the admins."""
    values = news.message(event.data)
    if event.data["written_by"] == "workshop":
        _notify(event, "customer_id", "message_from_workshop", values, "project")
        return
    about, location_id = UUID(event.data["project_id"]), UUID(event.data["location_id"])
    for reader in map(UUID, event.data["employee_ids"] or admins()):
        actions.notify(reader, "message_from_customer", values, "project", about, event.id, location_id)


@handles(*TASK_KINDS, since="now", reads=["task_id", "assignee_id", "title"])
def tell_technician_of_task(event: Event) -> None:
    if event.data["assignee_id"] is not None:
        _notify(event, "assignee_id", TASK_KINDS[event.name], news.title(event.data), "task")


@handles(
    "account.security_noted.v1",
    since="now",
    reads=["account_id", "what", "at", "address", "device", "name"],
)
def tell_of_security(event: Event) -> None:
    """Rule: whoever's account it is hears of what concerns its security, by mail in any case."""
    zone = zone_of(contact_of(UUID(event.data["account_id"]))).key
    _notify(event, "account_id", event.data["what"], news.security(event.data, zone), "account")


def _notify(
    event: Event,
    whom: str,
    kind: str,
    values: dict[str, Any],
    about: str,
    about_id: str = "",
    *,
    valid_until: datetime | None = None,
) -> None:
    """`whom` and `about_id` name fields of the event. Older news, and those of no location, say none."""
    location_id = event.data.get("location_id")
    actions.notify(
        UUID(event.data[whom]),
        kind,
        values,
        about,
        UUID(event.data[about_id or f"{about}_id"]),
        event.id,
        UUID(location_id) if location_id else None,
        valid_until=valid_until,
    )
