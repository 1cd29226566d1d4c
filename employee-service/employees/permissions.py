"""Which employees an account may see."""

from chassis.auth import Actor
from employees.models import Employee, EmployeeQuerySet


def employees_visible_to(actor: Actor) -> EmployeeQuerySet:
    """Rule: colleagues see each other; customers see an employee's public card in user-service instead."""
    employees = Employee.objects.all()
    return employees if actor.is_staff else employees.none()
