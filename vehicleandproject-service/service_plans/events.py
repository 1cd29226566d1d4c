"""The news of reminders. Payload: contracts/events/vehicle.reminder_due.v1.json."""

from chassis.events import emit
from service_plans.models import Reminder
from vehicles.models import Vehicle


def reminder_due(reminder: Reminder, vehicle: Vehicle) -> None:
    data = {
        "reminder_id": str(reminder.id),
        "vehicle_id": str(vehicle.id),
        "document_id": reminder.document_id and str(reminder.document_id),
        "owner_id": str(vehicle.owner_id),
        "make": vehicle.make,
        "model": vehicle.model,
        "title": reminder.title,
        "service_type": reminder.service_type,
        "due_on": reminder.due_on and reminder.due_on.isoformat(),
        "due_km": reminder.due_km,
        "distance_km": vehicle.distance_km,
    }
    emit("vehicle.reminder_due.v1", subject=reminder.id, data=data)
