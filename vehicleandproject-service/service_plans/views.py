from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn, May
from chassis.api.views import View
from chassis.auth import Permission
from service_plans import actions
from service_plans.errors import DONE_AHEAD, FOLLOWS_DOCUMENT, PLAN_NAME_TAKEN, REMINDER_EXISTS
from service_plans.hold_errors import NO_SERVICE, REFUSED_HOLDS
from service_plans.models import Reminder, ServicePlan
from service_plans.permissions import reminders_of
from service_plans.serializers import (
    AddServicePlanSerializer,
    ChangeReminderSerializer,
    ChangeServicePlanSerializer,
    HeldForReminderSerializer,
    HoldForReminderSerializer,
    MakeReminderSerializer,
    ReminderSerializer,
    ServicePlanFilters,
    ServicePlanSerializer,
)


class ServicePlansView(View):
    access = {"GET": IsSignedIn, "POST": May(Permission.MANAGE_CALENDAR)}

    @listing(response=ServicePlanSerializer, filters=ServicePlanFilters)
    def get(self, request: Request) -> QuerySet[ServicePlan]:
        """List the service plans that the workshop advises."""
        return ServicePlan.objects.all()

    @operation(
        request=AddServicePlanSerializer,
        response=ServicePlanSerializer,
        status=201,
        idempotent=True,
        refuses=[PLAN_NAME_TAKEN],
        upstreams=["appointment-service"],
    )
    def post(self, request: Request, data: dict) -> ServicePlan:
        """Add a service plan."""
        return actions.add_plan(request.user, data, store_reply=self.store_reply)


class ServicePlanView(View):
    access = {"GET": IsSignedIn, "PATCH": May(Permission.MANAGE_CALENDAR)}

    @operation(response=ServicePlanSerializer)
    def get(self, request: Request, plan_id: UUID) -> QuerySet[ServicePlan]:
        """Read a service plan."""
        return ServicePlan.objects.filter(pk=plan_id)

    @operation(request=ChangeServicePlanSerializer, response=ServicePlanSerializer, refuses=[PLAN_NAME_TAKEN])
    def patch(self, request: Request, data: dict, plan_id: UUID) -> ServicePlan:
        """Change a service plan, for the reminders that are made from now on."""
        return actions.change_plan(plan_id, data, check_precondition=self.check_precondition)


class RemindersView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"POST": "makeReminder"}

    @listing(response=ReminderSerializer)
    def get(self, request: Request, vehicle_id: UUID) -> QuerySet[Reminder]:
        """List a vehicle's reminders, with when each will be due."""
        return reminders_of(request.user, vehicle_id)

    @operation(
        request=MakeReminderSerializer,
        response=ReminderSerializer,
        status=201,
        idempotent=True,
        refuses=[REMINDER_EXISTS, DONE_AHEAD],
        upstreams=["appointment-service"],
    )
    def post(self, request: Request, data: dict, vehicle_id: UUID) -> Reminder:
        """Be reminded of a service of a vehicle, by a plan or by an interval of your own."""
        return actions.make_reminder(request.user, vehicle_id, data, store_reply=self.store_reply)


class ReminderView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn, "DELETE": IsSignedIn}

    @operation(response=ReminderSerializer)
    def get(self, request: Request, vehicle_id: UUID, reminder_id: UUID) -> QuerySet[Reminder]:
        """Read a reminder."""
        return reminders_of(request.user, vehicle_id).filter(pk=reminder_id)

    @operation(
        request=ChangeReminderSerializer, response=ReminderSerializer, refuses=[DONE_AHEAD, FOLLOWS_DOCUMENT]
    )
    def patch(self, request: Request, data: dict, vehicle_id: UUID, reminder_id: UUID) -> Reminder:
        """Change a reminder, or say when the service was done last."""
        return actions.change_reminder(
            request.user, vehicle_id, reminder_id, data, check_precondition=self.check_precondition
        )

    @operation(status=204, refuses=[FOLLOWS_DOCUMENT])
    def delete(self, request: Request, vehicle_id: UUID, reminder_id: UUID) -> None:
        """Be reminded no more."""
        actions.remove_reminder(
            request.user, vehicle_id, reminder_id, check_precondition=self.check_precondition
        )


class HoldForReminderView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "holdForReminder"}

    @operation(
        request=HoldForReminderSerializer,
        response=HeldForReminderSerializer,
        status=201,
        idempotent=True,
        refuses=[NO_SERVICE, *REFUSED_HOLDS],
        upstreams=["appointment-service"],
    )
    def post(self, request: Request, data: dict, vehicle_id: UUID, reminder_id: UUID) -> dict:
        """Hold a slot for what a reminder is about.

        Without a start it is the first free one from the day on which the service will be due. 409
        slot_taken or not_a_slot comes with `alternatives`; book what is held with its `hold_id`.
        """
        key = request.headers.get("Idempotency-Key", "")
        return actions.hold_for_reminder(
            request.user, vehicle_id, reminder_id, data, key=key, store_reply=self.store_reply
        )
