"""The news of appointments. Payloads: contracts/events/."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from appointments.attention import Attention, reasons_of
from appointments.local_time import instant_text
from appointments.models import Appointment, Block
from appointments.statuses import Status, Visibility
from chassis.events import emit, emit_together
from chassis.events.event import Changes

NEWS_OF = {
    Status.CONFIRMED: "appointment.confirmed.v1",
    Status.CHECKED_IN: "appointment.checked_in.v1",
    Status.IN_PROGRESS: "appointment.started.v1",
    Status.COMPLETED: "appointment.completed.v1",
    Status.CANCELLED: "appointment.cancelled.v1",
    Status.NO_SHOW: "appointment.no_show.v1",
    Status.EXPIRED: "appointment.expired.v1",
}

LONGEST_NAME = 120


class Reminder(NamedTuple):
    """An appointment of which its customer is to be reminded, since when it is due, and what overtakes it."""

    appointment: Appointment
    due: datetime
    valid_until: datetime


def appointment_booked(appointment: Appointment) -> None:
    data = {**_payload(appointment), "deposit": appointment.deposit}
    emit("appointment.booked.v1", subject=appointment.id, data=data)


def appointment_rescheduled(appointment: Appointment) -> None:
    emit("appointment.rescheduled.v1", subject=appointment.id, data=_payload(appointment))


def appointment_assigned(appointment: Appointment, number: int, previous_employee_id: UUID) -> None:
    """Tell who does it from now on, and who did; of several services this one, counted from 0."""
    data = {
        **_payload(appointment),
        "employee_id": appointment.services[number]["employee_id"],
        "previous_employee_id": str(previous_employee_id),
        "position": number + 1,
    }
    changes = {"employee_id": [data["previous_employee_id"], data["employee_id"]]}
    emit("appointment.assigned.v1", subject=appointment.id, data=data, changes=changes)


def appointment_extended(appointment: Appointment, previous_end: datetime) -> None:
    data = {**_payload(appointment), "previous_end": instant_text(previous_end)}
    changes = {"end": [data["previous_end"], data["end"]]}
    emit("appointment.extended.v1", subject=appointment.id, data=data, changes=changes)


def appointment_changed(appointment: Appointment, changes: Changes) -> None:
    data = {**_payload(appointment), "previous_notes": changes["notes"][0]}
    emit("appointment.changed.v1", subject=appointment.id, data=data, changes=changes)


def appointment_needs_attention(appointment: Appointment, before: Attention | None) -> None:
    appointments_need_attention([(appointment, before)])


def appointments_need_attention(changed: list[tuple[Appointment, Attention | None]]) -> None:
    """What each of them needs attention for from now on, and did before; of none it says so."""
    data = {
        appointment.id: {
            **_payload(appointment),
            "reasons": reasons_of(appointment.attention),
            "previous_reasons": reasons_of(before),
        }
        for appointment, before in changed
    }
    emit_together("appointment.needs_attention.v1", data)


def appointment_became(
    appointment: Appointment, reason: str = "", visibility: Visibility = Visibility.CUSTOMER
) -> None:
    """Tell of the status that it has now. Whoever shows the reason to a customer asks whom it is for."""
    data = _payload(appointment)
    if appointment.status == Status.CANCELLED:
        data |= {"reason": reason, "reason_visibility": str(visibility)}
    emit(NEWS_OF[Status(appointment.status)], subject=appointment.id, data=data)


def loan_changed(appointment: Appointment) -> None:
    """What is lent with it is to come back at another moment, or is back."""
    lent = appointment.lent or {}
    names = ("lendable_id", "kind", "name", "ends", "returned_at")
    data = {**_payload(appointment), "lent": {name: lent[name] for name in names}}
    emit("appointment.loan_changed.v1", subject=appointment.id, data=data)


def deposit_received(appointment: Appointment) -> None:
    data = {**_payload(appointment), "deposit": appointment.deposit}
    emit("appointment.deposit_received.v1", subject=appointment.id, data=data)


def reminders_due(reminders: Sequence[Reminder]) -> None:
    emit_together(
        "appointment.reminder_due.v1",
        {
            appointment.id: {
                **_payload(appointment),
                "minutes_before": (appointment.start - due) // timedelta(minutes=1),
                "valid_until": instant_text(valid_until),
            }
            for appointment, due, valid_until in reminders
        },
    )


def block_added(block: Block) -> None:
    emit("block.added.v1", subject=block.id, data=_block(block))


def block_removed(block: Block) -> None:
    emit("block.removed.v1", subject=block.id, data=_block(block))


def _block(block: Block) -> dict[str, Any]:
    return {
        "block_id": str(block.id),
        "location_id": str(block.location_id),
        "bay_id": str(block.bay_id) if block.bay_id else None,
        "equipment_id": str(block.equipment_id) if block.equipment_id else None,
        "start": instant_text(block.start),
        "end": instant_text(block.end),
        "reason": block.reason,
    }


def _payload(appointment: Appointment) -> dict[str, Any]:
    service_type = appointment.service_type
    return {
        "appointment_id": str(appointment.id),
        "customer_id": str(appointment.customer_id),
        "booked_by": str(appointment.booked_by) if appointment.booked_by else None,
        "vehicle_id": str(appointment.vehicle_id),
        "location_id": str(appointment.location_id),
        "service_type": {"code": service_type.code, "name": _name_of(appointment)},
        "services": appointment.services,
        "start": instant_text(appointment.start),
        "end": instant_text(appointment.end),
        "time_zone": appointment.time_zone,
        "status": str(appointment.status),
        "employee_id": str(appointment.employee_id),
        "notes": appointment.notes,
    }


def _name_of(appointment: Appointment) -> str:
    """What it is called where there is one line for it: by all of its services, or their number."""
    first = appointment.service_type.name
    if len(appointment.services) < 2:
        return first
    names = ", ".join(sold["name"] for sold in appointment.services)
    return names if len(names) <= LONGEST_NAME else f"{first} and {len(appointment.services) - 1} more"
