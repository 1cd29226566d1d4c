"""What an admin sets: the locations, and of each its services, bays, opening hours and policy.

Closures: the app `appointments`, for they hit bookings.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.errors import refusing
from chassis.events.event import Changes
from chassis.locking import locked
from resources import events
from resources.calendar_changes import calendar_changed
from resources.calendar_lock import change_the_calendar
from resources.errors import CODE_TAKEN, EQUIPMENT_NAME_TAKEN, LOCATION_NAME_TAKEN, NAME_TAKEN, NO_SUCH_REGION
from resources.identity_actions import follow_first_price
from resources.locations import location_of
from resources.models import Bay, Equipment, Lendable, Location, OpeningHours, Policy, ServiceType, Technician
from resources.public_holidays import is_region

Unit = TypeVar("Unit", Bay, Equipment, Lendable)


def add_location(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Location:
    """Open a location; hours, bays and services are its own.

    Raises InvalidField (400) unknown_region, Conflict (409) location_name_taken.
    """
    _check_region(data.get("country", ""), data.get("region", ""))
    with refusing(unique_location_name=LOCATION_NAME_TAKEN), transaction.atomic():
        location = Location.objects.create(**data)
        events.location_changed(location)
        store_reply(location)
    return location


def change_location(
    location_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Location:
    """Change a location.

    Rule: in another zone its hours are read on another clock, and what is booked stays at its instant.
    Rule: a location that is not active keeps its bookings, which need attention, and offers nothing.
    Raises InvalidField (400) unknown_region, NotFound (404), Conflict (409) location_name_taken.
    """
    with refusing(unique_location_name=LOCATION_NAME_TAKEN), transaction.atomic():
        change_the_calendar()
        location = locked(Location.objects.all(), location_id)
        check_precondition(location)
        _check_region(data.get("country", location.country), data.get("region", location.region))
        if changes := location.update(data):
            calendar_changed(location_id=location.id)
            events.location_changed(location, changes)
    return location


def _check_region(country: str, region: str) -> None:
    """Rule: a region is one of its location's country."""
    if region and not is_region(region, country):
        raise NO_SUCH_REGION(field="region")


def add_service_type(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> ServiceType:
    """Offer a service at a location. Raises InvalidField (400), Conflict (409) code_taken."""
    location = location_of(data)
    with refusing(unique_service_type_code=CODE_TAKEN), transaction.atomic():
        follow_first_price(location, data["price_currency"])
        service_type = ServiceType.objects.create(**{**data, "location_id": location.id})
        events.service_type_added(service_type)
        store_reply(service_type)
    return service_type


def change_service_type(
    service_type_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> ServiceType:
    """Change a service.

    Rule: bookings that stand keep the time they were given; its code, by which others know it, stays.
    Raises NotFound (404).
    """
    with transaction.atomic():
        change_the_calendar()
        service_type = locked(ServiceType.objects.all(), service_type_id)
        check_precondition(service_type)
        if changes := service_type.update(data):
            calendar_changed(service_type_id=service_type.id)
            events.service_type_changed(service_type, changes)
    return service_type


def add_bay(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Bay:
    """Raises InvalidField (400), Conflict (409) name_taken."""
    with refusing(unique_bay_name=NAME_TAKEN):
        return add_unit(Bay, data, store_reply, events.bay_changed)


def change_bay(
    bay_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Bay:
    """Rule: a bay that is no longer active keeps its bookings, which need attention, and gets no new ones.

    Raises NotFound (404), Conflict (409) name_taken.
    """
    with refusing(unique_bay_name=NAME_TAKEN):
        return change_unit(Bay, bay_id, data, check_precondition, events.bay_changed)


def add_equipment(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Equipment:
    """Raises InvalidField (400), Conflict (409) equipment_name_taken."""
    with refusing(unique_equipment_name=EQUIPMENT_NAME_TAKEN):
        return add_unit(Equipment, data, store_reply)


def change_equipment(
    equipment_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Equipment:
    """Rule: equipment that is no longer active keeps its bookings, which need attention, and gets
    no new ones.

    Raises NotFound (404), Conflict (409) equipment_name_taken.
    """
    with refusing(unique_equipment_name=EQUIPMENT_NAME_TAKEN):
        return change_unit(Equipment, equipment_id, data, check_precondition)


def publish_nothing(unit: Any, changes: Changes | None = None) -> None:
    """What becomes of units that no other service knows."""


def add_unit(
    kind: type[Unit],
    data: dict[str, Any],
    store_reply: StoreReply,
    publish: Callable[[Unit], None] = publish_nothing,
) -> Unit:
    location = location_of(data)
    with transaction.atomic():
        unit = kind.objects.create(**{**data, "location_id": location.id})
        publish(unit)
        store_reply(unit)
    return unit


def change_unit(
    kind: type[Unit],
    unit_id: UUID,
    data: dict[str, Any],
    check_precondition: Precondition,
    publish: Callable[[Unit, Changes], None] = publish_nothing,
) -> Unit:
    with transaction.atomic():
        change_the_calendar()
        unit = locked(kind.objects.all(), unit_id)
        check_precondition(unit)
        if changes := unit.update(data):
            calendar_changed(location_id=unit.location_id)
            publish(unit, changes)
    return unit


def replace_opening_hours(
    location: Location, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> dict[str, Any]:
    """Rule: a location's week is replaced as a whole; bookings that stand stay, and need attention outside of
    it."""
    with transaction.atomic():
        change_the_calendar()
        check_precondition(opening_hours(location))
        location.openinghours_set.all().delete()
        OpeningHours.objects.bulk_create(
            OpeningHours(location=location, **period) for period in data["periods"]
        )
        calendar_changed(location_id=location.id)
    return opening_hours(location)


def opening_hours(location: Location) -> dict[str, Any]:
    """A location's week, as it is shown."""
    return {"periods": list(location.openinghours_set.all())}


def change_policy(
    location: Location, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Policy:
    """Rule: a policy counts for what is booked at its location, or moved, from now on."""
    with transaction.atomic():
        change_the_calendar()
        policy, _ = Policy.objects.get_or_create(location=location)
        check_precondition(policy)
        for name, value in data.items():
            setattr(policy, name, value)
        policy.save()
    return policy


def learn_technician(data: dict[str, Any]) -> None:
    """Keep what employee-service tells of an employee.

    Rule: what older news do not say stays as it is known.
    Rule: whom older news does not call a technician or not is one, if they have hours.
    Raises ValueError or KeyError for hours that are none, before they could break every slot of the workshop.
    """
    employee_id = UUID(data["employee_id"])
    known: dict[str, Any] = {
        "name": f"{data['first_name']} {data['last_name']}".strip(),
        "is_active": data["is_active"],
        "skills": [{"code": skill["code"], "expires_on": skill["expires_on"]} for skill in data["skills"]],
        "working_hours": [_hours(stretch) for stretch in data["working_hours"]],
    }
    if "is_technician" in data:
        known["is_technician"] = data["is_technician"]
    for name, read in (("weeks", _week), ("exceptions", _exception), ("time_off", _time_off)):
        if name in data:
            known[name] = [read(one) for one in data[name]]
    with transaction.atomic():
        change_the_calendar()
        unsaid = {"is_technician": bool(data["working_hours"])}
        Technician.objects.update_or_create(
            pk=employee_id, defaults=known, create_defaults={**unsaid, **known}
        )
        calendar_changed(employee_id=employee_id)


def _week(week: dict[str, Any]) -> dict[str, Any]:
    valid_from = date.fromisoformat(week["valid_from"]).isoformat()
    return {"valid_from": valid_from, "working_hours": [_hours(one) for one in week["working_hours"]]}


def _exception(day: dict[str, Any]) -> dict[str, Any]:
    on = date.fromisoformat(day["date"]).isoformat()
    return {"date": on, "working_hours": [_stretch(one) for one in day["working_hours"]]}


def _time_off(span: dict[str, Any]) -> dict[str, Any]:
    return {name: datetime.fromisoformat(span[name]).astimezone(UTC).isoformat() for name in ("start", "end")}


def _hours(stretch: dict[str, Any]) -> dict[str, Any]:
    return {"weekday": int(stretch["weekday"]), **_stretch(stretch)}


def _stretch(stretch: dict[str, Any]) -> dict[str, Any]:
    kept = {name: time.fromisoformat(stretch[name]).isoformat("minutes") for name in ("start", "end")}
    if location_id := stretch.get("location_id"):
        kept["location_id"] = str(UUID(location_id))
    return kept
