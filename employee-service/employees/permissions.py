"""Which employees an account may see, and whose time off."""

import uuid

from chassis.auth import Actor, Permission
from chassis.errors import NotFound
from employees.models import Employee, EmployeeQuerySet, TimeOff, TimeOffQuerySet


def employees_visible_to(actor: Actor) -> EmployeeQuerySet:
    """Rule: colleagues see each other; customers see an employee's public card in user-service instead."""
    employees = Employee.objects.all()
    return employees if actor.is_staff else employees.none()


def seen(actor: Actor, employee_id: uuid.UUID) -> Employee:
    """An employee whom the actor may see. Raises NotFound (404)."""
    employee = employees_visible_to(actor).filter(pk=employee_id).first()
    if employee is None:
        raise NotFound
    return employee


def time_off_visible_to(actor: Actor) -> TimeOffQuerySet:
    """Rule: an employee sees their own time off, whoever may manage people everybody's."""
    time_off = TimeOff.objects.all()
    return time_off if actor.may(Permission.MANAGE_PEOPLE) else time_off.filter(employee_id=actor.id)


def time_off_of(actor: Actor, employee_id: uuid.UUID) -> TimeOffQuerySet:
    """An employee's time off. Raises NotFound (404) for that of nobody, or of a colleague."""
    if employee_id != actor.id:
        is_there = employees_visible_to(actor).filter(pk=employee_id).exists()
        if not (is_there and actor.may(Permission.MANAGE_PEOPLE)):
            raise NotFound
    return TimeOff.objects.filter(employee_id=employee_id)
