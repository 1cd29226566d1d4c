"""How a project begins, and what it is called."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis import locking
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from projects.actions.history import announce
from projects.actions.locking import locked, not_over
from projects.errors import (
    COMEBACK_BY_STAFF,
    LOCATION_INACTIVE,
    NO_SUCH_VEHICLE,
    NO_SUCH_WORK,
    NOT_HANDED_OVER,
)
from projects.locations import location_of
from projects.models import Kind, Project
from projects.permissions import projects_shown_to
from projects.statuses import HANDED_OVER, Status
from vehicles.models import Vehicle
from vehicles.permissions import vehicles_visible_to
from workshop.actions import arrived_at
from workshop.models import Location


def create_project(
    actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Project:
    """Ask for work on a vehicle, or as staff take it on.

    Rule: what a customer asks for is requested, and only for their own vehicle; what the staff enter is
    approved already.
    Rule: the staff say of what was handed over on this vehicle that it is done again.
    Rule: it is done at the location that is named, else at the default one, if that still takes on work.
    Raises InvalidField (400) for a vehicle that the actor cannot see, a location, or earlier work.
    """
    location = _location_of(data)
    with transaction.atomic():
        # Locked, so that it is not removed meanwhile.
        try:
            vehicle = locking.locked(vehicles_visible_to(actor), data.pop("vehicle_id"), no_key=True)
        except NotFound:
            raise NO_SUCH_VEHICLE(field="vehicle_id") from None
        comeback_of = _earlier_work(actor, vehicle, data.pop("comeback_of", None))
        status = Status.APPROVED if actor.is_staff else Status.REQUESTED
        project = Project.objects.create(
            vehicle=vehicle,
            customer_id=vehicle.owner_id,
            location=location,
            comeback_of=comeback_of,
            status=status,
            **data,
        )
        announce(project, actor.id)
        project = projects_shown_to(actor).get(pk=project.pk)
        store_reply(project)
    return project


def _earlier_work(actor: Actor, vehicle: Vehicle, project_id: UUID | None) -> Project | None:
    if project_id is None:
        return None
    if not actor.is_staff:
        raise COMEBACK_BY_STAFF(field="comeback_of")
    earlier = Project.objects.filter(pk=project_id, vehicle=vehicle).first()
    if earlier is None:
        raise NO_SUCH_WORK(field="comeback_of")
    if earlier.status not in HANDED_OVER:
        raise NOT_HANDED_OVER(field="comeback_of", project_status=earlier.status)
    return earlier


def _location_of(data: dict[str, Any]) -> Location:
    location = location_of(data)
    data.pop("location_id", None)
    if not location.is_active:
        raise LOCATION_INACTIVE(field="location_id", name=location.name)
    return location


def open_work_order(
    *,
    appointment_id: UUID,
    vehicle_id: UUID,
    customer_id: UUID,
    location_id: UUID,
    time_zone: str,
    title: str,
    concern: str,
    services: list[str],
    stays: list[dict[str, Any]],
    actor_id: UUID | None,
) -> None:
    """Begin the project of an appointment whose car has arrived.

    Rule: an appointment has one project, however often we hear of it. A vehicle taken off its owner's list is
    worked on all the same; one that was never here raises Vehicle.DoesNotExist, so that the news is kept.
    """
    with transaction.atomic():
        project, is_new = Project.objects.get_or_create(
            appointment_id=appointment_id,
            defaults={
                "vehicle": Vehicle.objects.get(pk=vehicle_id),
                "location": arrived_at(location_id, time_zone),
                "customer_id": customer_id,
                "kind": Kind.SERVICE,
                "title": title,
                "concern": concern,
                "services": services,
                "stays": stays,
                "status": Status.APPROVED,
            },
        )
        if is_new:
            announce(project, actor_id)


def change_project(
    actor: Actor,
    project_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Project:
    """Reword a project.

    Rule: what is over stays as it was. Raises NotFound (404), Conflict (409) and PreconditionFailed (412).
    """
    with transaction.atomic():
        project = locked(actor, project_id)
        check_precondition(project)
        not_over(project)
        project.update(data)
    return project
