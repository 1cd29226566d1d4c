"""Which estimates, and what of them, an account may see."""

from uuid import UUID

from django.db.models import QuerySet

from chassis.auth import Actor, Permission
from chassis.errors import NotFound
from estimates.errors import DECIDES_FOR_OTHERS, NOTE_REQUIRED
from estimates.models import Agreement, Cap, Estimate, GuestLink, Job, Line
from projects.permissions import projects_visible_to


def estimate_of(actor: Actor, project_id: UUID) -> Estimate:
    """Rule: a customer sees the estimate of a project of theirs once it was sent. Raises NotFound (404)."""
    estimates = Estimate.objects.filter(project__in=projects_visible_to(actor).filter(pk=project_id))
    if not actor.is_staff:
        estimates = estimates.filter(sent_revision__isnull=False)
    estimate = estimates.first()
    if estimate is None:
        raise NotFound
    return estimate


def jobs_of(actor: Actor, project_id: UUID) -> QuerySet[Job]:
    return Job.objects.filter(estimate=estimate_of(actor, project_id))


def lines_of(actor: Actor, project_id: UUID, job_id: UUID) -> QuerySet[Line]:
    return Line.objects.filter(job__in=jobs_of(actor, project_id).filter(pk=job_id))


def guest_links_of(actor: Actor, project_id: UUID) -> QuerySet[GuestLink]:
    return GuestLink.objects.filter(project=estimate_of(actor, project_id).project_id)


def caps_of(actor: Actor, project_id: UUID) -> QuerySet[Cap]:
    return Cap.objects.filter(estimate=estimate_of(actor, project_id))


def agreements_visible_to(actor: Actor, project_id: UUID) -> QuerySet[Agreement]:
    return Agreement.objects.filter(sent__estimate=estimate_of(actor, project_id))


def may_decide(actor: Actor, note: str) -> None:
    """Rule: the customer decides; who may assign work notes what the customer said otherwise, and how.

    Raises Forbidden (403), InvalidField (400) without a note.
    """
    if not actor.is_staff:
        return
    if not actor.may(Permission.ASSIGN_WORK):
        raise DECIDES_FOR_OTHERS()
    if not note:
        raise NOTE_REQUIRED(field="note")
