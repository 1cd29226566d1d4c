"""What can happen to an employee."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from chassis.auth import Actor
from chassis.errors import Missing, Unprocessable, refusing
from chassis.etags import Expect, anything
from employees import events
from employees.models import Employee, Skill, WorkingHours, end_minute_of_day, minute_of_day
from employees.permissions import employees_visible_to

STAFF_ROLES = {"employee", "admin"}


def own_record(actor: Actor) -> Employee:
    """What we know of the one who asks.

    Rule: a staff account has its record at once, even if the news of the account has not come yet.
    """
    return Employee.objects.of_account(actor.id)


def follow_account(account: dict[str, Any], *, told_at: datetime) -> None:
    """Take over what authentication-service tells of an account.

    Rule: every account of an employee or admin has its record; one that loses that role becomes inactive.
    Rule: the phone is the account's until one is known here. Older news never replaces newer.
    """
    is_staff = account["role"] in STAFF_ROLES
    with transaction.atomic():
        if is_staff:
            Employee.objects.of_account(account["account_id"])
        employee = Employee.objects.select_for_update().filter(pk=account["account_id"]).first()
        if employee is None or (employee.account_told_at and told_at < employee.account_told_at):
            return
        employee.change({"account_told_at": told_at})
        known = {
            "email": account["email"],
            "first_name": account["first_name"],
            "last_name": account["last_name"],
            "phone": employee.phone or account["phone"] or "",
            "is_active": is_staff and account["is_active"],
        }
        if employee.change(known):
            events.employee_changed(employee)


def change_own_record(actor: Actor, given: dict[str, Any], *, expect: Expect = anything) -> Employee:
    """Change what employees may change of themselves.

    Rule: names, email and role belong to the account (auth/me/); job title and skills are the admin's.
    """
    with transaction.atomic():
        Employee.objects.of_account(actor.id)
        return _changed(_locked(actor, actor.id), given, expect)


def change_employee(
    actor: Actor, employee_id: uuid.UUID, given: dict[str, Any], *, expect: Expect = anything
) -> Employee:
    """Change an employee's job title or phone, as an admin."""
    with transaction.atomic():
        return _changed(_locked(actor, employee_id), given, expect)


def replace_skills(
    actor: Actor, employee_id: uuid.UUID, given: dict[str, Any], *, expect: Expect = anything
) -> Employee:
    """Put this set of skills in the place of the present one.

    Rule: an employee has each skill once. Raises Unprocessable (422) for one named twice.
    """
    twice = Unprocessable("skill_named_twice", "Name each skill once.")
    with refusing(each_skill_once=twice), transaction.atomic():
        employee = _locked(actor, employee_id)
        expect(employee)
        employee.skills.all().delete()
        Skill.objects.bulk_create(Skill(employee=employee, **skill) for skill in given["skills"])
        events.employee_changed(employee)
    return employee


def replace_working_hours(
    actor: Actor, employee_id: uuid.UUID, given: dict[str, Any], *, expect: Expect = anything
) -> Employee:
    """Put this week in the place of the present one.

    Rule: an employee's working hours do not overlap. Raises Unprocessable (422) if those of one weekday do.
    """
    overlap = Unprocessable("working_hours_overlap", "Working hours of one weekday may not overlap.")
    with refusing(working_hours_do_not_overlap=overlap), transaction.atomic():
        employee = _locked(actor, employee_id)
        expect(employee)
        employee.working_hours.all().delete()
        WorkingHours.objects.bulk_create(
            WorkingHours(
                employee=employee,
                weekday=hours["weekday"],
                start_minute=minute_of_day(hours["start"]),
                end_minute=end_minute_of_day(hours["end"]),
            )
            for hours in given["working_hours"]
        )
        events.employee_changed(employee)
    return employee


def _changed(employee: Employee, given: dict[str, Any], expect: Expect) -> Employee:
    expect(employee)
    if employee.change(given):
        events.employee_changed(employee)
    return employee


def _locked(actor: Actor, employee_id: uuid.UUID) -> Employee:
    employee = employees_visible_to(actor).select_for_update().filter(pk=employee_id).first()
    if employee is None:
        raise Missing
    return employee
