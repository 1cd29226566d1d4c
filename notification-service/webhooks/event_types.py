"""What the workshop's other programs may be sent: the published table of types, and the fields that go out.

A type changes by addition only. Fields are those of the event's contract, without what only the staff are to
read, as notes and the reason of a cancellation.
"""

from typing import NamedTuple

APPOINTMENT = (
    "appointment_id", "customer_id", "vehicle_id", "location_id", "service_type.code", "service_type.name",
    "start", "end", "time_zone", "status", "employee_id",
)  # fmt: skip
PROJECT = ("project_id", "customer_id", "vehicle_id", "title")
ESTIMATE = (*PROJECT, "revision", "total.amount", "total.currency", "undecided_lines")
INVOICE = (
    "invoice_id", "name", "status", *PROJECT, "issued_on", "due_on", "total.amount", "total.currency",
)  # fmt: skip
PAYMENT = ("payment_id", "method", "amount.amount", "amount.currency", *PROJECT)
VEHICLE = ("vehicle_id", "owner_id", "make", "model", "year", "plate", "plate_country")


class EventType(NamedTuple):
    """`event` is what it is made of, whose version clients are not shown."""

    event: str
    about: str
    fields: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.event.rpartition(".")[0]


TYPES = [
    EventType("appointment.booked.v1", "somebody booked", APPOINTMENT),
    EventType("appointment.confirmed.v1", "the workshop confirmed a booking", APPOINTMENT),
    EventType("appointment.rescheduled.v1", "a booking was moved", APPOINTMENT),
    EventType("appointment.assigned.v1", "it was given to a technician", APPOINTMENT),
    EventType("appointment.cancelled.v1", "it was called off", APPOINTMENT),
    EventType("appointment.expired.v1", "nobody confirmed it in time", APPOINTMENT),
    EventType("appointment.no_show.v1", "nobody came", APPOINTMENT),
    EventType("appointment.checked_in.v1", "the vehicle is there", APPOINTMENT),
    EventType("appointment.started.v1", "work on it began", APPOINTMENT),
    EventType("appointment.extended.v1", "it takes longer", APPOINTMENT),
    EventType("appointment.completed.v1", "it is over", APPOINTMENT),
    EventType(
        "project.created.v1",
        "work on a vehicle was opened",
        (*PROJECT, "appointment_id", "kind", "status"),
    ),
    EventType(
        "project.status_changed.v1",
        "it went on to another status",
        (*PROJECT, "appointment_id", "status", "previous_status"),
    ),
    EventType("project.progressed.v1", "some of it is done", (*PROJECT, "progress_percent", "status")),
    EventType(
        "project.eta_changed.v1",
        "it will be ready at another time",
        (*PROJECT, "ready_at", "previous_ready_at", "time_zone"),
    ),
    EventType("estimate.sent.v1", "a customer was sent an estimate", ESTIMATE),
    EventType("invoice.issued.v1", "an invoice was issued", INVOICE),
    EventType("invoice.settled.v1", "nothing of an invoice is owed any more", INVOICE),
    EventType("invoice.voided.v1", "an invoice was taken back", (*INVOICE, "credit_note")),
    EventType("payment.received.v1", "somebody paid", (*PAYMENT, "received_at")),
    EventType("payment.refunded.v1", "money was given back", ("refund_id", *PAYMENT)),
    EventType("vehicle.registered.v1", "there is a new vehicle", VEHICLE),
    EventType("vehicle.changed.v1", "what is known of a vehicle changed", VEHICLE),
    EventType("vehicle.transferred.v1", "it has another owner", (*VEHICLE, "previous_owner_id")),
    EventType("vehicle.removed.v1", "it is here no longer", VEHICLE),
]
BY_EVENT = {one.event: one for one in TYPES}
CHOICES = [(one.name, one.about) for one in TYPES]
# What `POST webhooks/{id}/test/` sends, and nobody can choose.
TEST = "webhook.test"


def table() -> str:
    """The table in Markdown, as the documentation shows it."""
    rows = [f"| `{one.name}` | {one.about} | {', '.join(one.fields)} |" for one in TYPES]
    return "\n".join(["| type | when | `data` |", "|---|---|---|", *rows])
