"""What is left of what a project sells, after what its work and what is bought in cost."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from chassis.errors import NotFound
from costs.models import LabourCost
from estimates.amounts import rounded
from estimates.models import Decision, Estimate, Job, Line, LineKind
from projects.models import TaskTime
from workshop.models import Location

SECONDS_OF_AN_HOUR = 3600
A_TENTH = Decimal("0.1")


@dataclass
class Figures:
    """Of a job, or of all of them. Money is without tax, in the estimate's currency."""

    currency: str
    net_amount: Decimal = Decimal()
    sold_hours: Decimal = Decimal("0.000")
    logged_seconds: int = 0
    labour_cost_amount: Decimal = Decimal()
    bought_cost_amount: Decimal = Decimal()
    uncosted_seconds: int = 0
    uncosted_lines: int = 0

    @property
    def profit_amount(self) -> Decimal:
        return self.net_amount - self.labour_cost_amount - self.bought_cost_amount

    @property
    def margin_percent(self) -> str | None:
        """With one decimal; None of what is sold for nothing."""
        if not self.net_amount:
            return None
        return str((self.profit_amount * 100 / self.net_amount).quantize(A_TENTH, ROUND_HALF_UP))

    def add(self, other: "Figures") -> None:
        for name in SUMMED:
            setattr(self, name, getattr(self, name) + getattr(other, name))


SUMMED = (
    "net_amount", "sold_hours", "logged_seconds", "labour_cost_amount", "bought_cost_amount",
    "uncosted_seconds", "uncosted_lines",
)  # fmt: skip


@dataclass
class JobFigures(Figures):
    job_id: UUID | None = None
    title: str = ""


@dataclass
class HourlyCosts:
    """What an hour cost a location, on each day."""

    location: Location
    newest_first: list[tuple[date, Decimal]]

    @classmethod
    def of(cls, location: Location, currency: str) -> "HourlyCosts":
        known = LabourCost.objects.filter(location=location, hour_currency=currency)
        return cls(location, list(known.order_by("-valid_from").values_list("valid_from", "hour_amount")))

    def at(self, moment: datetime | None) -> Decimal | None:
        """None where it was not said yet, and of time that no log is known of."""
        if moment is None:
            return None
        day = self.location.date_of(moment)
        return next((amount for valid_from, amount in self.newest_first if valid_from <= day), None)


def profit_of(project_id: UUID) -> dict[str, Any]:
    """A project's figures, and those of each of its jobs.

    Rule: sold is what is authorised, its hours are the quantity of its labour; work costs the time that was
    logged on the job's tasks, whatever became of their lines, at the hour's cost of its location that day;
    what is bought in costs where it is authorised. That is rounded per line, and the cost of work once per
    job, half up, to the minor unit.
    Rule: what nobody said the cost of is counted and not guessed: `uncosted_seconds`, `uncosted_lines`.
    Raises NotFound (404) where there is no estimate.
    """
    estimate = Estimate.objects.select_related("project__location").filter(project=project_id).first()
    if estimate is None:
        raise NotFound
    jobs = {
        job.id: JobFigures(estimate.currency, job_id=job.id, title=job.title)
        for job in Job.objects.filter(estimate=estimate).order_by("position")
    }
    task_jobs = _sell(estimate, jobs)
    beside, total = Figures(estimate.currency), Figures(estimate.currency)
    costs = HourlyCosts.of(estimate.project.location, estimate.currency)
    times: dict[UUID | None, list[TaskTime]] = defaultdict(list)
    for time in TaskTime.objects.filter(task__project=project_id).order_by("id"):
        times[task_jobs.get(time.task_id)].append(time)
    for job_id, figures in (*jobs.items(), (None, beside)):
        _work(figures, times[job_id], costs)
        total.add(figures)
    return {"project_id": project_id, "total": total, "jobs": list(jobs.values()), "beside": beside}


def _sell(estimate: Estimate, jobs: dict[UUID, JobFigures]) -> dict[UUID, UUID]:
    """Count what is sold, and say which job each task belongs to."""
    task_jobs = {}
    lines = Line.objects.filter(job__estimate=estimate).select_related("cost").order_by("id")
    for line in lines:
        figures = jobs[line.job_id]
        if line.task_id:
            task_jobs[line.task_id] = line.job_id
        if line.decision != Decision.AUTHORISED:
            continue
        figures.net_amount += line.net_amount
        if line.kind == LineKind.LABOUR:
            figures.sold_hours += line.quantity
        if hasattr(line, "cost"):
            cost = line.quantity * line.cost.unit_cost_amount
            figures.bought_cost_amount += rounded(cost, estimate.currency)
        else:
            figures.uncosted_lines += line.kind == LineKind.PART
    return task_jobs


def _work(figures: Figures, times: Iterable[TaskTime], costs: HourlyCosts) -> None:
    cost = Decimal()
    for time in times:
        figures.logged_seconds += time.seconds
        hour = costs.at(time.started_at)
        if hour is None:
            figures.uncosted_seconds += time.seconds
        else:
            cost += time.seconds * hour / SECONDS_OF_AN_HOUR
    figures.labour_cost_amount = rounded(cost, figures.currency)
