"""What a project waits for."""

from board.stages import WaitsFor
from board.statement import Row
from projects.models import SMALL_WORK_MINUTES
from projects.statuses import Status

AT_ONCE = {
    Status.REQUESTED: WaitsFor.APPROVAL,
    Status.ON_HOLD: WaitsFor.RESUMPTION,
    Status.QUALITY_CHECK: WaitsFor.CHECK,
}


def waits_for(row: Row) -> WaitsFor | None:
    """Rule: a project waits for one thing, the first that keeps it from its next stage; work that goes on
    waits for what has still to be decided, planned or given to somebody, else for nothing."""
    if row.status in AT_ONCE:
        return AT_ONCE[Status(row.status)]
    if row.status == Status.READY:
        unpaid = row.paid_before_delivery and not row.is_settled
        return WaitsFor.PAYMENT if unpaid else WaitsFor.COLLECTION
    if row.status == Status.ESTIMATE or row.undecided_lines:
        is_asked = row.undecided_lines and row.is_estimate_sent
        return WaitsFor.DECISION if is_asked else WaitsFor.ESTIMATE
    return _work_waits_for(row)


def _work_waits_for(row: Row) -> WaitsFor | None:
    goes_on = row.status == Status.IN_PROGRESS
    if not row.open_tasks:
        return WaitsFor.SUBMISSION if goes_on and row.planned_tasks else WaitsFor.PLANNING
    if row.status == Status.APPROVED and not _is_small(row):
        return WaitsFor.ESTIMATE
    if not row.assigned_tasks:
        return WaitsFor.TECHNICIAN
    return None if goes_on else WaitsFor.START


def _is_small(row: Row) -> bool:
    small = SMALL_WORK_MINUTES if row.small_work_minutes is None else row.small_work_minutes
    return 0 < small >= row.planned_minutes


def in_words(what: WaitsFor, row: Row) -> str:
    """Rule: of the customer's decision it says on how many lines, of what is on hold why."""
    if what == WaitsFor.DECISION:
        lines = "1 line" if row.undecided_lines == 1 else f"{row.undecided_lines} lines"
        return f"{what.label} on {lines}"
    if what == WaitsFor.RESUMPTION and row.reason:
        return row.reason
    return str(what.label)
