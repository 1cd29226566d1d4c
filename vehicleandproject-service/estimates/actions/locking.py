"""Taking turns at an estimate: by its project's row."""

from uuid import UUID

from django.db.models import Count, Q

from chassis.auth import Actor
from chassis.errors import NotFound
from estimates.errors import ESTIMATE_CLOSED
from estimates.models import Decision, Estimate, Line
from projects.actions.locking import locked
from projects.models import WORKED_ON, Project, Task
from projects.statuses import GOES_ON, Status

OPEN_FOR_ESTIMATES = (Status.ESTIMATE, *GOES_ON)


def locked_estimate(actor: Actor, project_id: UUID) -> tuple[Project, Estimate]:
    """A project's estimate, until the transaction ends. Raises NotFound (404)."""
    project = locked(actor, project_id)
    estimate = Estimate.objects.filter(project=project).first()
    if estimate is None:
        raise NotFound
    return project, estimate


def open_estimate(actor: Actor, project_id: UUID) -> tuple[Project, Estimate]:
    """The same, of which lines may be changed.

    Rule: an estimate changes while it is made, and as work goes on by what turns up. Raises NotFound (404),
    Conflict (409) estimate_closed.
    """
    project, estimate = locked_estimate(actor, project_id)
    if project.status not in OPEN_FOR_ESTIMATES:
        raise ESTIMATE_CLOSED(project_status=project.status)
    return project, estimate


def line_of(estimate: Estimate, job_id: UUID | None, line_id: UUID) -> Line:
    """A line of a locked estimate, of that job if one is named, with its task. Raises NotFound (404)."""
    lines = Line.objects.filter(job__estimate=estimate, pk=line_id).select_related("task")
    line = (lines.filter(job=job_id) if job_id else lines).first()
    if line is None:
        raise NotFound
    return line


def revised(project: Project, estimate: Estimate) -> None:
    """Count a change of what the customer agrees to, and what they have still to decide about."""
    estimate.update({"revision": estimate.revision + 1})
    count_decisions(project)


def count_decisions(project: Project) -> None:
    """Set how many lines the customer has still to decide about, and to how many they agreed."""
    lines = Line.objects.filter(job__estimate__project=project)
    undecided, agreed = (
        Count("id", filter=Q(decision=one)) for one in (Decision.PENDING, Decision.AUTHORISED)
    )
    project.update(lines.aggregate(undecided_lines=undecided, agreed_lines=agreed))


def work_has_begun(line: Line) -> bool:
    """Rule: a line stays as agreed once its task was begun; a part or a fee that is agreed to, once any task
    of its job was."""
    worked_on = Q(line=line)
    if line.task is None and line.decision == Decision.AUTHORISED:
        worked_on = Q(line__job=line.job_id)
    return Task.objects.filter(worked_on, status__in=WORKED_ON).exists()
