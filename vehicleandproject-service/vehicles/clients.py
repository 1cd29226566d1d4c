"""What vehicles ask of their upstreams."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.utils import timezone

from chassis.auth import Actor
from chassis.http import Page, ServiceClient
from vehicles.errors import NO_SUCH_CUSTOMER, OWNER_INACTIVE

customers = ServiceClient("CUSTOMER_SERVICE_URL")
appointments = ServiceClient("APPOINTMENT_SERVICE_URL")

NOT_HERE_YET = {"pending", "confirmed"}
HERE = {"checked_in", "in_progress"}
LONGEST_APPOINTMENT = timedelta(days=2)
MOST_NAMED = 100


class Customer(msgspec.Struct):
    """What is read of a customer."""

    is_active: bool


class Booking(msgspec.Struct):
    """What is read of an appointment."""

    id: UUID
    status: str
    end: datetime


class BookedVehicle(msgspec.Struct):
    """What is read of a vehicle's appointments."""

    open_appointments: list[UUID]


def check_owner(owner_id: UUID) -> None:
    """Raises InvalidField (400) for who is no customer or none any more, UpstreamUnavailable (503)."""
    owner: Customer = customers.find(
        f"/internal/customers/{owner_id}/",
        actor=None,
        field="owner_id",
        unknown=NO_SUCH_CUSTOMER,
        reads=Customer,
    )
    if not owner.is_active:
        raise OWNER_INACTIVE(field="owner_id")


def bookings_of(actor: Actor, vehicle_id: UUID) -> list[UUID]:
    """Those that are ahead, and those for which the vehicle is in the workshop, as the actor may see them."""
    now = timezone.now()
    page = appointments.get(
        "/api/v1/appointments/",
        actor,
        reads=Page[Booking],
        vehicle_id=vehicle_id,
        starts_from=(now - LONGEST_APPOINTMENT).isoformat(),
        page_size=MOST_NAMED,
    )
    return [
        booking.id
        for booking in page.results
        if booking.status in HERE or (booking.status in NOT_HERE_YET and booking.end > now)
    ]


def is_booked(vehicle_id: UUID) -> bool:
    """Whether anybody's booking of it is ahead or under way. Raises UpstreamUnavailable (503)."""
    booked: BookedVehicle = appointments.get(
        f"/internal/vehicles/{vehicle_id}/", actor=None, reads=BookedVehicle
    )
    return bool(booked.open_appointments)
