"""Work of before this platform."""

from datetime import datetime

import uuid_utils.compat

from chassis.auth import Actor
from projects.models import Kind, Project
from projects.statuses import Status
from vehicles.models import Vehicle
from workshop.models import Location

BILLION = 1_000_000_000


def enter_past_service(
    actor: Actor, vehicle: Vehicle, location: Location, title: str, at: datetime
) -> Project:
    """Put a service on record that was done and handed over at this instant.

    Rule: it stands in the history where it belongs in time, and nobody is notified of it.
    Its id is of that time too, because lists are in the order of ids.
    """
    since_1970 = max(int(at.timestamp()), 0) * BILLION
    project: Project = Project.objects.create(
        id=uuid_utils.compat.uuid7(nanoseconds=since_1970),
        vehicle=vehicle,
        location=location,
        customer_id=vehicle.owner_id,
        kind=Kind.SERVICE,
        title=title,
        status=Status.CLOSED,
        progress_percent=100,
    )
    for before, after in ((None, Status.DELIVERED), (Status.DELIVERED, Status.CLOSED)):
        project.timeline.create(from_status=before, to_status=after, actor_id=actor.id)
    # Both columns are set by themselves when a row is made.
    project.timeline.update(created_at=at)
    Project.objects.filter(pk=project.pk).update(created_at=at)
    return project
