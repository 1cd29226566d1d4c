"""Who is told of what."""

import uuid
from datetime import datetime

from django.utils import timezone

from chassis.events import Event, handles
from notifications import actions, texts

APPOINTMENT = ("appointment_id", "customer_id", "service_type.name", "start", "time_zone")


@handles(*texts.APPOINTMENT_TEXTS, since="now", reads=APPOINTMENT)
def tell_customer_of_appointment(event: Event) -> None:
    text = texts.about_appointment(texts.APPOINTMENT_TEXTS[event.name], event.data)
    _tell_of_appointment(event, event.data["customer_id"], text)


@handles(
    "appointment.extended.v1",
    since="now",
    reads=["appointment_id", "customer_id", "service_type.name", "end", "time_zone"],
)
def tell_customer_of_extension(event: Event) -> None:
    _tell_of_appointment(event, event.data["customer_id"], texts.about_extension(event.data))


@handles("appointment.cancelled.v1", since="now", reads=[*APPOINTMENT, "reason", "reason_visibility"])
def tell_customer_of_cancellation(event: Event) -> None:
    _tell_of_appointment(event, event.data["customer_id"], texts.about_cancellation(event.data))


@handles("appointment.assigned.v1", since="now", reads=[*APPOINTMENT, "employee_id", "previous_employee_id"])
def tell_technicians_of_appointment(event: Event) -> None:
    """Rule: whoever is given a booking is told, and whoever it is taken from."""
    for whom, text in (("employee_id", texts.ASSIGNED), ("previous_employee_id", texts.UNASSIGNED)):
        _tell_of_appointment(event, event.data[whom], texts.about_appointment(text, event.data))


@handles(*texts.OVERTAKES_REMINDERS, newest_only=True, since="now", reads=["appointment_id"])
@handles("appointment.reminder_due.v1", newest_only=True, since="now", reads=[*APPOINTMENT, "valid_until"])
def remind_customer(event: Event) -> None:
    """Rule: no customer is reminded of what has begun, of what the next reminder says already, or of a time
    that an appointment no longer has."""
    if event.name in texts.OVERTAKES_REMINDERS:
        return
    if timezone.now() < datetime.fromisoformat(event.data["valid_until"]):
        text = texts.about_appointment(texts.REMINDER, event.data)
        _tell_of_appointment(event, event.data["customer_id"], text)


def _tell_of_appointment(event: Event, account_id: str, text: texts.Text) -> None:
    about = uuid.UUID(event.data["appointment_id"])
    actions.notify(uuid.UUID(account_id), text, "appointment", about, event.id)


@handles(
    *texts.WAITLIST_TEXTS,
    since="now",
    reads=["entry_id", "customer_id", "service_type.name", "start", "expires_at", "time_zone"],
)
def tell_customer_of_offer(event: Event) -> None:
    _tell_of_waiting(event, texts.about_offer(event.name, event.data))


@handles("waitlist.ended.v1", since="now", reads=["entry_id", "customer_id", "service_type.name", "reason"])
def tell_customer_of_waiting(event: Event) -> None:
    """Rule: that nothing came of waiting is told; not to whose vehicle or account is gone."""
    if event.data["reason"] in texts.WAITED_IN_VAIN:
        _tell_of_waiting(event, texts.about_waiting(event.data))


def _tell_of_waiting(event: Event, text: texts.Text) -> None:
    about = uuid.UUID(event.data["entry_id"])
    actions.notify(uuid.UUID(event.data["customer_id"]), text, "waitlist", about, event.id)


@handles(
    "series.date_refused.v1",
    since="now",
    reads=["series_id", "customer_id", "service_type.name", "start", "time_zone"],
)
def tell_customer_of_refused_date(event: Event) -> None:
    """Rule: that a planned date of a series could not be booked is told; what is booked, by the booking."""
    actions.notify(
        uuid.UUID(event.data["customer_id"]),
        texts.about_refused_date(event.data),
        "series",
        uuid.UUID(event.data["series_id"]),
        event.id,
    )


@handles(
    "project.status_changed.v1",
    since="now",
    reads=[
        "project_id", "customer_id", "appointment_id", "title", "status", "reason", "reason_visibility",
    ],
)  # fmt: skip
def tell_customer_of_project(event: Event) -> None:
    """Rule: the customer is told that their work is being estimated, that it is agreed to, and when it is
    done; that it ends undone is told once, by the appointment that it came from if there is one."""
    project = event.data
    by_appointment = project["status"] in texts.ENDS_UNDONE and project["appointment_id"] is not None
    if project["status"] not in texts.PROJECT_TEXTS or by_appointment:
        return
    actions.notify(
        uuid.UUID(project["customer_id"]),
        texts.about_project(project),
        "project",
        uuid.UUID(project["project_id"]),
        event.id,
    )


@handles(
    "estimate.sent.v1",
    since="now",
    reads=["project_id", "customer_id", "title", "total.amount", "total.currency", "undecided_lines"],
)
def tell_customer_of_estimate(event: Event) -> None:
    """Rule: each time that an estimate is sent its customer is told what it comes to."""
    project = event.data
    actions.notify(
        uuid.UUID(project["customer_id"]),
        texts.about_estimate(project),
        "project",
        uuid.UUID(project["project_id"]),
        event.id,
    )


@handles(
    "project.eta_changed.v1",
    since="now",
    reads=["project_id", "customer_id", "title", "ready_at", "time_zone", "reason", "reason_visibility"],
)
def tell_customer_of_eta(event: Event) -> None:
    project = event.data
    actions.notify(
        uuid.UUID(project["customer_id"]),
        texts.about_eta(project),
        "project",
        uuid.UUID(project["project_id"]),
        event.id,
    )


@handles(
    "project.progressed.v1",
    since="now",
    reads=["project_id", "customer_id", "title", "progress_percent"],
)
def tell_customer_of_progress(event: Event) -> None:
    project = event.data
    actions.notify(
        uuid.UUID(project["customer_id"]),
        texts.about_progress(project),
        "project",
        uuid.UUID(project["project_id"]),
        event.id,
    )


@handles(
    "invoice.issued.v1",
    since="now",
    reads=["invoice_id", "customer_id", "name", "title", "total", "paid", "due_on"],
)
def tell_customer_of_invoice(event: Event) -> None:
    invoice = event.data
    about = uuid.UUID(invoice["invoice_id"])
    actions.notify(
        uuid.UUID(invoice["customer_id"]), texts.about_invoice(invoice), "invoice", about, event.id
    )


@handles(
    "payment.received.v1",
    since="now",
    reads=["payment_id", "project_id", "appointment_id", "customer_id", "title", "amount", "balance"],
)
def tell_customer_of_payment(event: Event) -> None:
    """Of a deposit it is the appointment that is named, as there may be no project yet."""
    payment = event.data
    about = "project" if payment["project_id"] else "appointment"
    actions.notify(
        uuid.UUID(payment["customer_id"]),
        texts.about_payment(payment),
        about,
        uuid.UUID(payment[f"{about}_id"]),
        event.id,
    )


@handles(
    "payment.refunded.v1",
    since="now",
    reads=["project_id", "customer_id", "title", "amount", "reason"],
)
def tell_customer_of_refund(event: Event) -> None:
    refund = event.data
    about = uuid.UUID(refund["project_id"])
    actions.notify(uuid.UUID(refund["customer_id"]), texts.about_refund(refund), "project", about, event.id)


@handles(
    "vehicle.reminder_due.v1",
    since="now",
    reads=["vehicle_id", "document_id", "owner_id", "title", "make", "model"],
)
def tell_owner_of_reminder(event: Event) -> None:
    actions.notify(
        uuid.UUID(event.data["owner_id"]),
        texts.about_reminder(event.data),
        "vehicle",
        uuid.UUID(event.data["vehicle_id"]),
        event.id,
    )


@handles(*texts.TASK_TEXTS, since="now", reads=["task_id", "assignee_id", "title"])
def tell_technician_of_task(event: Event) -> None:
    task = event.data
    if task["assignee_id"] is None:
        return
    actions.notify(
        uuid.UUID(task["assignee_id"]),
        texts.about_task(event.name, task),
        "task",
        uuid.UUID(task["task_id"]),
        event.id,
    )
