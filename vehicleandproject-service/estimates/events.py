"""The news of estimates. Payloads: contracts/events/estimate.*.json."""

from chassis.events import emit
from chassis.money import money
from estimates.document import Document
from estimates.models import Agreement, Cap, Estimate, Line
from projects.events import which_project
from projects.models import Project


def estimate_sent(project: Project, document: Document) -> None:
    """Tell that a customer has an estimate to decide about."""
    data = {
        **which_project(project),
        "revision": document["revision"],
        "total": money(document["total_amount"], document["currency"]),
        "undecided_lines": project.undecided_lines,
    }
    emit("estimate.sent.v1", subject=project.id, data=data)


def line_decided(project: Project, estimate: Estimate, line: Line, agreement: Agreement) -> None:
    """Tell what was decided about a line."""
    data = {
        **which_project(project),
        "line_id": line.id,
        "description": line.description,
        "decision": agreement.decision,
        "on_behalf": agreement.on_behalf,
        "total": money(line.net_amount + line.tax_amount, line.currency),
        "undecided_lines": project.undecided_lines,
    }
    emit("estimate.line_decided.v1", subject=estimate.project_id, data=data)


def cap_set(project: Project, cap: Cap) -> None:
    """Tell up to which total a customer agrees to what turns up."""
    data = {**which_project(project), "cap": money(cap.amount, cap.currency), "on_behalf": cap.on_behalf}
    emit("estimate.cap_set.v1", subject=project.id, data=data)
