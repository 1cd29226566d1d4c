"""What can happen to an employee."""

import uuid
from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.locking import locked
from employees import events
from employees.models import Employee
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


def _changed(employee: Employee, data: dict[str, Any], check_precondition: Precondition) -> Employee:
    check_precondition(employee)
    changes = employee.update(data)
    if changes:
        events.employee_changed(employee, changes)
    return employee
