"""What an employee is able to do."""

import uuid
from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from employees import events
from employees.errors import EXPIRES_BEFORE_ISSUED, SKILL_NAMED_TWICE
from employees.models import Employee, Skill
from employees.permissions import employees_visible_to


def replace_skills(
    actor: Actor,
    employee_id: uuid.UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Employee:
    """Put this set of skills in the place of the present one.

    Rule: an employee has each skill once, and keeps it: what is named again stays the same skill. What
    changes nothing tells nothing. What is left out of a certificate's number, issuer and day stays.
    Raises NotFound (404), Unprocessable (422) for one named twice, or that expires before it was issued.
    """
    wanted = {skill["code"]: skill for skill in data["skills"]}
    if len(wanted) < len(data["skills"]):
        raise SKILL_NAMED_TWICE()
    with (
        refusing(certificates_expire_after_their_issue=EXPIRES_BEFORE_ISSUED),
        transaction.atomic(),
    ):
        employee = locked(employees_visible_to(actor), employee_id)
        check_precondition(employee)
        before = _skills(employee)
        if _replace_skills(employee, wanted):
            events.employee_changed(employee, {"skills": [before, _skills(employee)]})
    return employee


def _skills(employee: Employee) -> list[str]:
    return list(employee.skills.values_list("code", flat=True))


def _replace_skills(employee: Employee, wanted: dict[str, dict[str, Any]]) -> bool:
    """Whether any was added, changed or taken away."""
    gone, _ = employee.skills.exclude(code__in=wanted).delete()
    present = {skill.code: skill for skill in employee.skills.all()}
    changed = [present[code].update(skill) for code, skill in wanted.items() if code in present]
    new = [Skill(employee=employee, **skill) for code, skill in wanted.items() if code not in present]
    Skill.objects.bulk_create(new)
    return bool(gone or new) or any(changed)
