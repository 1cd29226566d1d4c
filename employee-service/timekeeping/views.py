from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsStaff
from chassis.api.views import View
from chassis.transitions import ILLEGAL_TRANSITION
from timekeeping import actions, examples
from timekeeping.errors import NO_WORK_THERE, TIME_OVERLAPS, TIMER_RUNNING, TOO_LATE_TO_CORRECT
from timekeeping.models import Correction, TimeLog
from timekeeping.permissions import corrections_visible_to, time_logs_visible_to
from timekeeping.serializers import (
    CorrectionSerializer,
    CorrectTimeLogSerializer,
    EnterTimeSerializer,
    StartTimerSerializer,
    TimeLogFilters,
    TimeLogSerializer,
    TimeLogWithSegmentsSerializer,
)

WORKSHOP = "vehicleandproject-service"


class TimeLogsView(View):
    access = {"GET": IsStaff, "POST": IsStaff}
    names = {"POST": "enterTime"}

    @listing(
        response=TimeLogSerializer,
        filters=TimeLogFilters,
        ordering=("started_at", "duration_seconds"),
        examples=[examples.LOGGED],
    )
    def get(self, request: Request) -> QuerySet[TimeLog]:
        """List logged time: your own, or everybody's for whoever may approve it."""
        return time_logs_visible_to(request.user)

    @operation(
        request=EnterTimeSerializer,
        response=TimeLogWithSegmentsSerializer,
        status=201,
        idempotent=True,
        refuses=[*NO_WORK_THERE, TIME_OVERLAPS],
        upstreams=[WORKSHOP],
        examples=[examples.ENTRY, examples.ENTERED],
    )
    def post(self, request: Request, data: dict) -> TimeLog:
        """Log work after it was done.

        Refused with `time_overlaps` (409) where other time of yours is logged already, and as a timer is.
        """
        return actions.enter_time(request.user, data, store_reply=self.store_reply)


class StartTimerView(View):
    access = {"POST": IsStaff}
    names = {"POST": "startTimer"}

    @operation(
        request=StartTimerSerializer,
        response=TimeLogWithSegmentsSerializer,
        status=201,
        idempotent=True,
        refuses=[*NO_WORK_THERE, TIMER_RUNNING, TIME_OVERLAPS],
        upstreams=[WORKSHOP],
        examples=[examples.START, examples.BEGUN],
    )
    def post(self, request: Request, data: dict) -> TimeLog:
        """Start a timer on a task that is assigned to you.

        Refused with `not_assigned` (403) on another's task, with `project_not_open` (409) and the
        `project_status` while no work may be done on it, and with `timer_running` (409) and the `time_log_id`
        of the timer that runs while there is one.
        """
        return actions.start_timer(request.user, data["task_id"], store_reply=self.store_reply)


class TimeLogView(View):
    access = {"GET": IsStaff}

    @operation(response=TimeLogWithSegmentsSerializer, examples=[examples.WITH_SEGMENTS])
    def get(self, request: Request, time_log_id: UUID) -> QuerySet[TimeLog]:
        """Read logged time with its segments."""
        return time_logs_visible_to(request.user).filter(pk=time_log_id)


class PauseTimerView(View):
    access = {"POST": IsStaff}
    names = {"POST": "pauseTimer"}

    @operation(response=TimeLogWithSegmentsSerializer, idempotent=True, refuses=[ILLEGAL_TRANSITION])
    def post(self, request: Request, time_log_id: UUID) -> TimeLog:
        """Pause a running timer.

        From another state refused with `illegal_transition` (409) and the verbs `allowed` now.
        """
        return actions.pause_timer(request.user, time_log_id, store_reply=self.store_reply)


class ResumeTimerView(View):
    access = {"POST": IsStaff}
    names = {"POST": "resumeTimer"}

    @operation(
        response=TimeLogWithSegmentsSerializer,
        idempotent=True,
        refuses=[*NO_WORK_THERE, ILLEGAL_TRANSITION, TIMER_RUNNING, TIME_OVERLAPS],
        upstreams=[WORKSHOP],
    )
    def post(self, request: Request, time_log_id: UUID) -> TimeLog:
        """Resume a paused timer.

        Refused with `illegal_transition` (409) from another state, and with `timer_running` (409) and its
        `time_log_id` while another timer runs. It goes on only where one may be started.
        """
        return actions.resume_timer(request.user, time_log_id, store_reply=self.store_reply)


class StopTimerView(View):
    access = {"POST": IsStaff}
    names = {"POST": "stopTimer"}

    @operation(
        response=TimeLogWithSegmentsSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION],
        examples=[examples.WITH_SEGMENTS],
    )
    def post(self, request: Request, time_log_id: UUID) -> TimeLog:
        """Stop a timer for good.

        A timer that was stopped before is refused with `illegal_transition` (409).
        """
        return actions.stop_timer(request.user, time_log_id, store_reply=self.store_reply)


class CorrectTimeLogView(View):
    access = {"POST": IsStaff}
    names = {"POST": "correctTimeLog"}

    @operation(
        request=CorrectTimeLogSerializer,
        response=TimeLogWithSegmentsSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, TOO_LATE_TO_CORRECT, TIME_OVERLAPS, *NO_WORK_THERE],
        upstreams=[WORKSHOP],
        examples=[examples.CORRECT, examples.CORRECTED],
    )
    def post(self, request: Request, data: dict, time_log_id: UUID) -> TimeLog:
        """Correct logged time; what it was before is kept.

        Your own within a day of logging it, then 409 `too_late_to_correct`; whoever may approve time corrects
        everybody's at any time. A timer is stopped first. Another task is refused as `start/` refuses it.
        """
        return actions.correct_time(request.user, time_log_id, data, store_reply=self.store_reply)


class CorrectionsView(View):
    access = {"GET": IsStaff}
    names = {"GET": "listCorrections"}

    @listing(response=CorrectionSerializer, examples=[examples.CORRECTION])
    def get(self, request: Request, time_log_id: UUID) -> QuerySet[Correction]:
        """List what logged time was before each of its corrections, newest first."""
        return corrections_visible_to(request.user, time_log_id)
