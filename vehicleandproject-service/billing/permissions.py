"""Which payments an account may see."""

from uuid import UUID

from django.db.models import QuerySet

from billing.models import Payment
from chassis.auth import Actor
from chassis.errors import NotFound
from projects.permissions import projects_visible_to


def payments_of(actor: Actor, project_id: UUID) -> QuerySet[Payment]:
    """Rule: a customer sees what was paid for a project of theirs. Raises NotFound (404)."""
    project = projects_visible_to(actor).filter(pk=project_id).first()
    if project is None:
        raise NotFound
    return Payment.objects.of_project(project)
