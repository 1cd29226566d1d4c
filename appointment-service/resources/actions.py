"""What an admin sets: the services, the bays, the opening hours and the policy.

Closures: the app `appointments`, for they hit bookings.
"""

from datetime import time
from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.errors import refusing
from chassis.locking import locked
from resources import events
from resources.calendar_lock import change_the_calendar
from resources.errors import CODE_TAKEN, NAME_TAKEN
from resources.models import Bay, OpeningHours, Policy, ServiceType, Technician


def add_service_type(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> ServiceType:
    """Offer a service. Raises Conflict (409) code_taken."""
    with refusing(unique_service_type_code=CODE_TAKEN), transaction.atomic():
        service_type = ServiceType.objects.create(**data)
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
            events.service_type_changed(service_type, changes)
    return service_type


def add_bay(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Bay:
    """Raises Conflict (409) name_taken."""
    with refusing(unique_bay_name=NAME_TAKEN), transaction.atomic():
        bay = Bay.objects.create(**data)
        store_reply(bay)
    return bay


def change_bay(
    bay_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Bay:
    """Rule: a bay that is no longer active keeps its bookings and gets no new ones.

    Raises NotFound (404), Conflict (409) name_taken.
    """
    with refusing(unique_bay_name=NAME_TAKEN), transaction.atomic():
        change_the_calendar()
        bay = locked(Bay.objects.all(), bay_id)
        check_precondition(bay)
        bay.update(data)
    return bay


def replace_opening_hours(
    data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> dict[str, Any]:
    """Rule: the week is replaced as a whole; bookings that stand stay."""
    with transaction.atomic():
        change_the_calendar()
        check_precondition({"periods": list(OpeningHours.objects.all())})
        OpeningHours.objects.all().delete()
        OpeningHours.objects.bulk_create(OpeningHours(**period) for period in data["periods"])
    return {"periods": list(OpeningHours.objects.all())}


def change_policy(data: dict[str, Any], *, check_precondition: Precondition = no_precondition) -> Policy:
    """Rule: a policy counts for what is booked from now on."""
    with transaction.atomic():
        change_the_calendar()
        Policy.objects.get_or_create(pk=1)
        policy = locked(Policy.objects.all(), 1)
        check_precondition(policy)
        for name, value in data.items():
            setattr(policy, name, value)
        policy.save()
    return policy


def learn_technician(data: dict[str, Any]) -> None:
    """Keep what employee-service tells of an employee.

    Rule: whom older news does not call a technician or not is one, if they have hours.
    Raises ValueError or KeyError for hours that are none, before they could break every slot of the workshop.
    """
    employee_id = UUID(data["employee_id"])
    known = {
        "name": f"{data['first_name']} {data['last_name']}".strip(),
        "is_active": data["is_active"],
        "is_technician": data.get("is_technician", True),
        "skills": [{"code": skill["code"], "expires_on": skill["expires_on"]} for skill in data["skills"]],
        "working_hours": [_hours(stretch) for stretch in data["working_hours"]],
    }
    with transaction.atomic():
        change_the_calendar()
        Technician.objects.update_or_create(pk=employee_id, defaults=known)


def _hours(stretch: dict[str, Any]) -> dict[str, Any]:
    return {
        "weekday": int(stretch["weekday"]),
        "start": time.fromisoformat(stretch["start"]).isoformat("minutes"),
        "end": time.fromisoformat(stretch["end"]).isoformat("minutes"),
    }
