"""What customers deferred, and nothing has taken up since."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from chassis.auth import Actor
from estimates.models import Agreement, Decision, Line
from projects.permissions import project_of, projects_visible_to
from projects.statuses import OVER, UNDONE, Status
from vehicles.permissions import check_sees_vehicle

# From then on nothing is decided about the estimate any more.
DECIDED_FOR_GOOD = (Status.READY, *OVER)
# By a project that was given up; what the customer declined there, or deferred again, stays so.
GIVEN_BACK = Q(
    job__estimate__project__status__in=UNDONE, decision__in=(Decision.PENDING, Decision.AUTHORISED)
)


def deferred_work_on(actor: Actor, vehicle_id: UUID) -> QuerySet[Line]:
    """What was deferred on a vehicle and is still to be done. Raises NotFound (404)."""
    check_sees_vehicle(actor, vehicle_id)
    return still_to_do(deferred_on(actor, vehicle_id))


def deferred_work_for(actor: Actor, project_id: UUID) -> QuerySet[Line]:
    """The same of the vehicle of a project. Raises NotFound (404)."""
    return still_to_do(deferred_on(actor, project_of(actor, project_id).vehicle_id))


def deferred_on(actor: Actor, vehicle_id: UUID) -> QuerySet[Line]:
    """Rule: what is deferred may still be agreed to until the work is ready or given up; from then on it
    waits for another visit.
    Rule: a customer sees what they deferred themselves, for what another was offered is theirs; the staff
    see all of it.
    """
    projects = projects_visible_to(actor).filter(vehicle_id=vehicle_id, status__in=DECIDED_FOR_GOOD)
    return Line.objects.filter(decision=Decision.DEFERRED, job__estimate__project__in=projects)


def still_to_do(deferred: QuerySet[Line]) -> QuerySet[Line]:
    """Those that no later line takes up, each with whose it is and when it was deferred.

    Rule: deferred work is taken up once. A project that is cancelled gives it back, unless the customer
    declined it there, or deferred it again: then it is that line which counts.
    """
    taking_up = Line.objects.filter(takes_up=OuterRef("pk")).exclude(GIVEN_BACK)
    standing = Agreement.objects.filter(line_id=OuterRef("pk"), voided_at__isnull=True)
    return deferred.filter(~Exists(taking_up)).annotate(
        project_id=F("job__estimate__project_id"),
        job_title=F("job__title"),
        deferred_at=Subquery(standing.values("created_at")[:1]),
    )
