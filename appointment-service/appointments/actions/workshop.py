"""What an admin sets: the services, the bays, the opening hours, the closures and the policy."""

from typing import Any
from uuid import UUID

from django.db import transaction

from appointments.models import Appointment, Bay, Closure, OpeningHours, Policy, ServiceType
from chassis.errors import Refused, refusing
from chassis.etags import Expect, anything
from chassis.idempotency import Remember, forget, nothing
from chassis.locking import locked, take_turns

CODE_TAKEN = Refused("code_taken", "Another service type has this code.")
NAME_TAKEN = Refused("name_taken", "Another bay has this name.")


def add_service_type(given: dict[str, Any], *, remember: Remember = nothing) -> ServiceType:
    """Offer a service. Raises Refused (409) code_taken."""
    with refusing(one_service_type_a_code=CODE_TAKEN), transaction.atomic():
        service_type = ServiceType.objects.create(**given)
        remember(service_type)
    return service_type


def change_service_type(
    service_type_id: UUID, given: dict[str, Any], *, expect: Expect = anything
) -> ServiceType:
    """Change a service.

    Rule: bookings that stand keep the time they were given.
    Raises Missing (404), Refused (409) code_taken.
    """
    with refusing(one_service_type_a_code=CODE_TAKEN), transaction.atomic():
        service_type = locked(ServiceType.objects.all(), service_type_id)
        expect(service_type)
        service_type.change(given)
    return service_type


def add_bay(given: dict[str, Any], *, remember: Remember = nothing) -> Bay:
    """Raises Refused (409) name_taken."""
    with refusing(one_bay_a_name=NAME_TAKEN), transaction.atomic():
        bay = Bay.objects.create(**given)
        remember(bay)
    return bay


def change_bay(bay_id: UUID, given: dict[str, Any], *, expect: Expect = anything) -> Bay:
    """Rule: a bay that is no longer active keeps its bookings and gets no new ones.

    Raises Missing (404), Refused (409) name_taken.
    """
    with refusing(one_bay_a_name=NAME_TAKEN), transaction.atomic():
        bay = locked(Bay.objects.all(), bay_id)
        expect(bay)
        bay.change(given)
    return bay


def replace_opening_hours(given: dict[str, Any], *, expect: Expect = anything) -> dict[str, Any]:
    """Rule: the week is replaced as a whole; bookings that stand stay."""
    with transaction.atomic():
        take_turns("opening hours")
        expect({"periods": list(OpeningHours.objects.all())})
        OpeningHours.objects.all().delete()
        OpeningHours.objects.bulk_create(OpeningHours(**period) for period in given["periods"])
    return {"periods": list(OpeningHours.objects.all())}


def add_closure(given: dict[str, Any], *, remember: Remember = nothing) -> Closure:
    """Close the workshop for a while.

    Rule: the bookings that it hits are named, and stay until somebody has spoken with the customers.
    """
    with transaction.atomic():
        closure = Closure.objects.create(**given)
        closure.bookings = hit_by(closure)  # type: ignore[attr-defined]
        remember(closure)
    return closure


def remove_closure(closure_id: UUID, *, expect: Expect = anything) -> None:
    """Raises Missing (404)."""
    with transaction.atomic():
        closure = locked(Closure.objects.all(), closure_id)
        expect(closure)
        forget(closure.pk)
        closure.delete()


def change_policy(given: dict[str, Any], *, expect: Expect = anything) -> Policy:
    """Rule: a policy counts for what is booked from now on."""
    with transaction.atomic():
        Policy.objects.get_or_create(pk=1)
        policy = locked(Policy.objects.all(), 1)
        expect(policy)
        for name, value in given.items():
            setattr(policy, name, value)
        policy.save()
    return policy


def hit_by(closure: Closure) -> list[Appointment]:
    hit = Appointment.objects.open().during(closure.start, closure.end)
    return list(hit.select_related("service_type", "bay").order_by("start", "id"))
