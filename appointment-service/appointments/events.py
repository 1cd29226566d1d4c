"""The news of appointments. Payloads: contracts/events/appointment.*.json."""

from datetime import UTC, datetime
from typing import Any

from appointments.models import Appointment
from appointments.statuses import Status
from chassis.events import emit

NEWS_OF = {
    Status.CONFIRMED: "appointment.confirmed.v1",
    Status.CHECKED_IN: "appointment.checked_in.v1",
    Status.IN_PROGRESS: "appointment.started.v1",
    Status.COMPLETED: "appointment.completed.v1",
    Status.CANCELLED: "appointment.cancelled.v1",
    Status.NO_SHOW: "appointment.no_show.v1",
}


def appointment_booked(appointment: Appointment) -> None:
    emit("appointment.booked.v1", subject=appointment.id, data=_payload(appointment))


def appointment_rescheduled(appointment: Appointment) -> None:
    emit("appointment.rescheduled.v1", subject=appointment.id, data=_payload(appointment))


def appointment_became(appointment: Appointment) -> None:
    """Tell of the status that it has now."""
    emit(NEWS_OF[Status(appointment.status)], subject=appointment.id, data=_payload(appointment))


def _payload(appointment: Appointment) -> dict[str, Any]:
    service_type = appointment.service_type
    return {
        "appointment_id": str(appointment.id),
        "customer_id": str(appointment.customer_id),
        "vehicle_id": str(appointment.vehicle_id),
        "service_type": {"code": service_type.code, "name": service_type.name},
        "start": _instant(appointment.start),
        "end": _instant(appointment.end),
        "time_zone": appointment.time_zone,
        "status": str(appointment.status),
        "employee_id": str(appointment.employee_id),
        "notes": appointment.notes,
    }


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
