"""How an import goes on. Payload: contracts/events/vehicle_import.advanced.v1.json."""

from chassis.events import emit
from imports.models import Import


def advanced(one: Import) -> None:
    data = {"import_id": str(one.id), "position": one.position, "rows": one.rows}
    emit("vehicle_import.advanced.v1", subject=one.id, data=data)
