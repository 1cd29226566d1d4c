"""What billing does when money, or the word of it, comes from elsewhere."""

from datetime import datetime
from uuid import UUID

from billing import actions
from chassis.events import Event, handles
from chassis.money import read_amount


@handles(
    "appointment.deposit_received.v1",
    reads=[
        "appointment_id",
        "customer_id",
        "vehicle_id",
        "location_id",
        "deposit.amount",
        "deposit.currency",
        "deposit.received_at",
    ],
)
def keep_deposit(event: Event) -> None:
    deposit = event.data["deposit"]
    location_id = event.data.get("location_id")
    actions.keep_deposit(
        event.id,
        appointment_id=UUID(event.data["appointment_id"]),
        customer_id=UUID(event.data["customer_id"]),
        vehicle_id=UUID(event.data["vehicle_id"]),
        location_id=UUID(location_id) if location_id else None,
        amount=read_amount(deposit["amount"], deposit["currency"]),
        currency=deposit["currency"],
        received_at=datetime.fromisoformat(deposit["received_at"]),
    )


@handles("project.created.v1", reads=["appointment_id"])
def count_deposit(event: Event) -> None:
    if event.data["appointment_id"]:
        actions.count_deposit(UUID(event.data["appointment_id"]))


@handles(
    "payment.received.v1",
    "payment.refunded.v1",
    "invoice.voided.v1",
    "invoice.settled.v1",
    reads=["project_id"],
)
def end_outdated_checkouts(event: Event) -> None:
    if event.data["project_id"]:
        actions.end_outdated_checkouts(UUID(event.data["project_id"]))
