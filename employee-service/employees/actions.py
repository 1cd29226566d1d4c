"""What can happen to an employee."""

import uuid
from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from employees import events
from employees.errors import SKILL_NAMED_TWICE, WORKING_HOURS_OVERLAP
from employees.models import Employee, Skill, WorkingHours, end_minute_of_day, minute_of_day
from employees.permissions import employees_visible_to

STAFF_ROLES = {"employee", "admin"}


def is_staff(account: dict[str, Any]) -> bool:
    return account["role"] in STAFF_ROLES


def own_record(actor: Actor) -> Employee:
    """What we know of the one who asks.

    Rule: a staff account has its record at once, even if the news of the account has not come yet.
    """
    return Employee.objects.of_account(actor.id, actor.role)


def follow_account(account: dict[str, Any]) -> None:
    """Take over what authentication-service tells of an account.

    Rule: every account of an employee or admin has its record; one that loses that role becomes inactive.
    Rule: the phone is the account's until one is known here.
    """
    with transaction.atomic():
        if is_staff(account):
            Employee.objects.of_account(account["account_id"], account["role"])
        employee = Employee.objects.select_for_update().filter(pk=account["account_id"]).first()
        if employee is None:
            return
        known = {
            "email": account["email"],
            "first_name": account["first_name"],
            "last_name": account["last_name"],
            "phone": employee.phone or account["phone"] or "",
            "is_active": is_staff(account) and account["is_active"],
        }
        changes = employee.update(known)
        if changes:
            events.employee_changed(employee, changes)


def change_own_record(
    actor: Actor, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Employee:
    """Change what employees may change of themselves.

    Rule: names, email and role belong to the account (auth/me/); job title and skills are for whoever may
    manage people.
    """
    with transaction.atomic():
        Employee.objects.of_account(actor.id, actor.role)
        return _changed(locked(employees_visible_to(actor), actor.id), data, check_precondition)


def change_employee(
    actor: Actor,
    employee_id: uuid.UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Employee:
    """Change an employee's job title or phone, or whether they are a technician.

    Rule: whoever may manage people may; the skills and hours of one who is no technician any more stay.
    """
    with transaction.atomic():
        return _changed(locked(employees_visible_to(actor), employee_id), data, check_precondition)


def replace_skills(
    actor: Actor,
    employee_id: uuid.UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Employee:
    """Put this set of skills in the place of the present one.

    Rule: an employee has each skill once, and keeps it: what is named again stays the same skill. What
    changes nothing tells nothing. Raises NotFound (404), Unprocessable (422) for one named twice.
    """
    wanted = {skill["code"]: skill for skill in data["skills"]}
    if len(wanted) < len(data["skills"]):
        raise SKILL_NAMED_TWICE()
    with transaction.atomic():
        employee = locked(employees_visible_to(actor), employee_id)
        check_precondition(employee)
        before = _skills(employee)
        if _replace_skills(employee, wanted):
            events.employee_changed(employee, {"skills": [before, _skills(employee)]})
    return employee


def replace_working_hours(
    actor: Actor,
    employee_id: uuid.UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Employee:
    """Put this week in the place of the present one.

    Rule: an employee's working hours do not overlap. What changes nothing tells nothing.
    Raises NotFound (404), Unprocessable (422) if those of one weekday overlap.
    """
    week = sorted(
        (hours["weekday"], minute_of_day(hours["start"]), end_minute_of_day(hours["end"]))
        for hours in data["working_hours"]
    )
    with refusing(working_hours_do_not_overlap=WORKING_HOURS_OVERLAP), transaction.atomic():
        employee = locked(employees_visible_to(actor), employee_id)
        check_precondition(employee)
        present = sorted(employee.working_hours.values_list("weekday", "start_minute", "end_minute"))
        if week != present:
            employee.working_hours.all().delete()
            WorkingHours.objects.bulk_create(
                WorkingHours(employee=employee, weekday=weekday, start_minute=start, end_minute=end)
                for weekday, start, end in week
            )
            events.employee_changed(employee, {"working_hours": [present, week]})
    return employee


def _changed(employee: Employee, data: dict[str, Any], check_precondition: Precondition) -> Employee:
    check_precondition(employee)
    changes = employee.update(data)
    if changes:
        events.employee_changed(employee, changes)
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
