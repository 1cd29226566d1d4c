"""A view for each verb of the transition table."""

from collections.abc import Callable
from uuid import UUID

from rest_framework.request import Request

from chassis.api.operations import Handler, operation
from chassis.api.permissions import IsSignedIn, IsStaff
from chassis.api.views import View
from chassis.errors import Refusal
from chassis.transitions import ILLEGAL_TRANSITION
from projects import actions
from projects.errors import (
    ESTIMATE_NEEDED,
    LINES_UNDECIDED,
    NOT_INVOICED,
    NOT_SETTLED,
    TASKS_OPEN,
    WORKED_ON_IT,
)
from projects.models import Project
from projects.serializers import MoveProjectSerializer, ProjectSerializer


def moves(*refuses: Refusal) -> Callable[[Handler], Handler]:
    return operation(
        request=MoveProjectSerializer,
        response=ProjectSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, *refuses],
    )


class ApproveView(View):
    access = {"POST": IsStaff}

    @moves()
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Accept a requested project."""
        return actions.move_project(request.user, project_id, "approve", data, store_reply=self.store_reply)


class RejectView(View):
    access = {"POST": IsStaff}

    @moves()
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Turn a requested project down."""
        return actions.move_project(request.user, project_id, "reject", data, store_reply=self.store_reply)


class StartView(View):
    access = {"POST": IsStaff}

    @moves(ESTIMATE_NEEDED)
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Begin the work; the first task that is started does so by itself.

        What is approved without an estimate begins only if it is small: `estimate_needed` (409) otherwise.
        """
        return actions.move_project(request.user, project_id, "start", data, store_reply=self.store_reply)


class HoldView(View):
    access = {"POST": IsStaff}

    @moves()
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Pause the work."""
        return actions.move_project(request.user, project_id, "hold", data, store_reply=self.store_reply)


class ResumeView(View):
    access = {"POST": IsStaff}

    @moves()
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Go on with the work."""
        return actions.move_project(request.user, project_id, "resume", data, store_reply=self.store_reply)


class SubmitForQualityCheckView(View):
    access = {"POST": IsStaff}
    names = {"POST": "submitForQualityCheck"}

    @moves(TASKS_OPEN, LINES_UNDECIDED)
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Hand the finished work to whoever checks it.

        Refused with `tasks_open` (409) and the `tasks` that are, and with `lines_undecided` while the
        customer has still to decide about lines of the estimate.
        """
        return actions.move_project(
            request.user, project_id, "submit-for-quality-check", data, store_reply=self.store_reply
        )


class PassQualityCheckView(View):
    access = {"POST": IsStaff}
    names = {"POST": "passQualityCheck"}

    @moves(WORKED_ON_IT)
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Pass the quality check; the vehicle is ready.

        Whoever worked on it does not check it: `worked_on_it` (403), unless the location's policy allows it.
        """
        return actions.move_project(
            request.user, project_id, "pass-quality-check", data, store_reply=self.store_reply
        )


class FailQualityCheckView(View):
    access = {"POST": IsStaff}
    names = {"POST": "failQualityCheck"}

    @moves(WORKED_ON_IT)
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Fail the quality check and return to work."""
        return actions.move_project(
            request.user, project_id, "fail-quality-check", data, store_reply=self.store_reply
        )


class DeliverView(View):
    access = {"POST": IsStaff}

    @moves(NOT_INVOICED, NOT_SETTLED)
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Hand the vehicle over, where the policy says so only once the work is paid."""
        return actions.move_project(request.user, project_id, "deliver", data, store_reply=self.store_reply)


class CloseView(View):
    access = {"POST": IsStaff}

    @moves(NOT_INVOICED, NOT_SETTLED)
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """End a project that is delivered, and of which nothing is owed."""
        return actions.move_project(request.user, project_id, "close", data, store_reply=self.store_reply)


class CancelView(View):
    access = {"POST": IsSignedIn}

    @moves()
    def post(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Cancel a project; a customer may only while it is requested."""
        return actions.move_project(request.user, project_id, "cancel", data, store_reply=self.store_reply)
