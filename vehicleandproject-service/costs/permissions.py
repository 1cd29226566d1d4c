"""Which costs an account may see: those who may see_cost see all."""

from uuid import UUID

from chassis.auth import Actor
from chassis.errors import NotFound
from costs.models import LineCost
from estimates.models import Line
from estimates.permissions import lines_of


def cost_of(line: Line) -> LineCost:
    """What a line costs; without an amount as long as nobody has said it."""
    return LineCost.objects.filter(line=line).first() or LineCost(line=line)


def line_cost(actor: Actor, project_id: UUID, job_id: UUID, line_id: UUID) -> LineCost:
    """Raises NotFound (404)."""
    line = lines_of(actor, project_id, job_id).filter(pk=line_id).first()
    if line is None:
        raise NotFound
    return cost_of(line)
