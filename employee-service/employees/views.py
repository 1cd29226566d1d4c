from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsService, IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from employees import actions, examples
from employees.errors import (
    AT_TWO_LOCATIONS,
    EXPIRES_BEFORE_ISSUED,
    SKILL_NAMED_TWICE,
    TOO_MANY_EXCEPTIONS,
    TOO_MANY_WEEKS,
    WORKING_HOURS_OVERLAP,
)
from employees.models import Employee
from employees.permissions import employees_visible_to
from employees.serializers import (
    ChangeEmployeeSerializer,
    ChangeOwnRecordSerializer,
    EmployeeFilters,
    EmployeeForServicesSerializer,
    EmployeeSerializer,
    EmployeeSkillsSerializer,
    ReplaceWorkingDaySerializer,
    ReplaceWorkingWeekSerializer,
    WorkingDaySerializer,
    WorkingWeekSerializer,
)


class EmployeesView(View):
    access = {"GET": IsStaff}

    @listing(
        response=EmployeeSerializer,
        filters=EmployeeFilters,
        ordering={"created_at": "id", "last_name": "last_name"},
        search=("first_name", "last_name", "email", "job_title"),
        examples=[examples.EMPLOYEE],
    )
    def get(self, request: Request) -> QuerySet[Employee]:
        """List the workshop's employees."""
        return employees_visible_to(request.user)


class OwnRecordView(View):
    access = {"GET": IsStaff, "PATCH": IsStaff}

    @operation(response=EmployeeSerializer, examples=[examples.EMPLOYEE])
    def get(self, request: Request) -> Employee:
        """Read your own record.

        It is there from your first request on; names and email follow within seconds.
        """
        return actions.own_record(request.user)

    @operation(
        request=ChangeOwnRecordSerializer,
        response=EmployeeSerializer,
        examples=[examples.OWN_CHANGE, examples.EMPLOYEE],
    )
    def patch(self, request: Request, data: dict) -> Employee:
        """Change your own record.

        Names and email are changed at auth/me/, the rest by whoever may manage people.
        """
        return actions.change_own_record(request.user, data, check_precondition=self.check_precondition)


class EmployeeView(View):
    access = {"GET": IsStaff, "PATCH": May(Permission.MANAGE_PEOPLE)}

    @operation(response=EmployeeSerializer, examples=[examples.EMPLOYEE])
    def get(self, request: Request, employee_id: UUID) -> QuerySet[Employee]:
        """Read an employee."""
        return employees_visible_to(request.user).filter(pk=employee_id)

    @operation(
        request=ChangeEmployeeSerializer,
        response=EmployeeSerializer,
        examples=[examples.CHANGE, examples.EMPLOYEE],
    )
    def patch(self, request: Request, data: dict, employee_id: UUID) -> Employee:
        """Change an employee."""
        return actions.change_employee(
            request.user, employee_id, data, check_precondition=self.check_precondition
        )


class EmployeeForServicesView(View):
    access = {"GET": IsService("vehicleandproject-service", "appointment-service")}

    @operation(response=EmployeeForServicesSerializer, examples=[examples.EMPLOYEE_FOR_SERVICES])
    def get(self, request: Request, employee_id: UUID) -> QuerySet[Employee]:
        """Read whether there is such an employee, and whether they work here now."""
        return Employee.objects.filter(pk=employee_id)


class SkillsView(View):
    access = {"GET": IsStaff, "PUT": May(Permission.MANAGE_PEOPLE)}

    @operation(response=EmployeeSkillsSerializer, examples=[examples.SKILLS])
    def get(self, request: Request, employee_id: UUID) -> QuerySet[Employee]:
        """Read what an employee is able and certified to do."""
        return employees_visible_to(request.user).filter(pk=employee_id)

    @operation(
        request=EmployeeSkillsSerializer,
        response=EmployeeSkillsSerializer,
        refuses=[SKILL_NAMED_TWICE, EXPIRES_BEFORE_ISSUED],
        examples=[examples.SKILLS],
    )
    def put(self, request: Request, data: dict, employee_id: UUID) -> Employee:
        """Replace an employee's skills."""
        return actions.replace_skills(
            request.user, employee_id, data, check_precondition=self.check_precondition
        )


class WorkingDayView(View):
    access = {"GET": IsStaff, "PUT": May(Permission.MANAGE_PEOPLE), "DELETE": May(Permission.MANAGE_PEOPLE)}
    names = {"GET": "readWorkingDay", "PUT": "replaceWorkingDay", "DELETE": "removeWorkingDay"}

    @operation(response=WorkingDaySerializer, examples=[examples.WORKING_DAY])
    def get(self, request: Request, employee_id: UUID, date: date) -> dict[str, Any]:
        """Read when an employee works on a date: by hours of its own, or by the week's."""
        return actions.working_day(request.user, employee_id, date)

    @operation(
        request=ReplaceWorkingDaySerializer,
        response=WorkingDaySerializer,
        refuses=[WORKING_HOURS_OVERLAP, AT_TWO_LOCATIONS, TOO_MANY_EXCEPTIONS],
        examples=[examples.SHORT_DAY, examples.WORKING_DAY],
    )
    def put(self, request: Request, data: dict, employee_id: UUID, date: date) -> dict[str, Any]:
        """Give a date hours of its own, instead of the week's; with none of them nobody is at work."""
        return actions.replace_working_day(
            request.user, employee_id, date, data, check_precondition=self.check_precondition
        )

    @operation(status=204, refuses=[AT_TWO_LOCATIONS])
    def delete(self, request: Request, employee_id: UUID, date: date) -> None:
        """Let the week's hours count on a date again."""
        actions.remove_working_day(
            request.user, employee_id, date, check_precondition=self.check_precondition
        )


class WorkingHoursView(View):
    access = {"GET": IsStaff, "PUT": May(Permission.MANAGE_PEOPLE)}

    @operation(response=WorkingWeekSerializer, examples=[examples.WEEKS])
    def get(self, request: Request, employee_id: UUID) -> dict[str, Any]:
        """Read when an employee usually works.

        `working_hours` are those that count today; `weeks` has these, and what was entered for later dates;
        `exceptions` are dates with hours of their own.
        """
        return actions.working_week(request.user, employee_id)

    @operation(
        request=ReplaceWorkingWeekSerializer,
        response=WorkingWeekSerializer,
        refuses=[WORKING_HOURS_OVERLAP, AT_TWO_LOCATIONS, TOO_MANY_WEEKS],
        examples=[examples.WEEK, examples.WEEKS],
    )
    def put(self, request: Request, data: dict, employee_id: UUID) -> dict[str, Any]:
        """Replace an employee's usual week.

        From today on, or from the date that `valid_from` names, which may be to come; until the next week.
        """
        return actions.replace_working_hours(
            request.user, employee_id, data, check_precondition=self.check_precondition
        )
