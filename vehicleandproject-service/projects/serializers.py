from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import BooleanField, InstantField, IntegerField, LineField, TextField, UUIDField
from projects import examples
from projects.models import (
    Comment,
    Kind,
    Project,
    ProjectTransition,
    Task,
    TaskStatus,
    Visibility,
    WorkPolicy,
)
from projects.statuses import Status

LONGEST_TEXT = 5000
LONGEST_ESTIMATE = 60 * 24 * 60
LONGEST_TERM = 365


@extend_schema_serializer(examples=[examples.SHOWN])
class ProjectSerializer(ModelSerializer):
    """Work on a vehicle: `progress_percent` is computed from its tasks, `ready_at` is its newest ETA."""

    vehicle_id = UUIDField(read_only=True)
    location_id = UUIDField(read_only=True)
    comeback_of = UUIDField(
        source="shown_comeback_of",
        read_only=True,
        allow_null=True,
        help_text="If it was done for you; the staff see all.",
    )

    class Meta:
        model = Project
        fields = [
            "id", "vehicle_id", "location_id", "customer_id", "appointment_id", "kind", "title", "concern",
            "status", "progress_percent", "ready_at", "comeback_of", "created_at",
            "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE])
class ChangeProjectSerializer(Serializer):
    title = LineField(max_length=200)
    concern = TextField(
        max_length=LONGEST_TEXT, required=False, allow_blank=True, help_text="What the customer noticed."
    )


@extend_schema_serializer(examples=[examples.CREATE])
class CreateProjectSerializer(ChangeProjectSerializer):
    vehicle_id = UUIDField()
    kind = serializers.ChoiceField(Kind.choices)
    location_id = UUIDField(required=False, help_text="The default location if it is left out.")
    comeback_of = UUIDField(
        required=False,
        help_text="By the staff: the work on this vehicle, handed over since, that is done again.",
    )


@extend_schema_serializer(examples=[examples.MOVE])
class MoveProjectSerializer(Serializer):
    reason = LineField(max_length=500, default="", allow_blank=True, help_text="Kept in the timeline.")
    visibility = serializers.ChoiceField(
        Visibility.choices,
        required=False,
        help_text="Who reads the reason. Left out: of cancel and reject the customer too, else the staff.",
    )


class AssignedProjects(UUIDField):
    """From an employee's id to the projects in which they have a task."""

    def to_internal_value(self, data: Any) -> QuerySet[Task]:  # type: ignore[override]
        return Task.objects.filter(assignee_id=super().to_internal_value(data)).values("project_id")


class ProjectFilters(Query):
    status = serializers.ChoiceField(Status.choices, required=False)
    vehicle_id = UUIDField(required=False)
    location_id = UUIDField(required=False)
    customer_id = UUIDField(required=False)
    appointment_id = UUIDField(required=False, help_text="The project of this appointment.")
    comeback_of = UUIDField(required=False, help_text="Projects in which this one's work is done again.")
    assignee_id = AssignedProjects(
        required=False, source="pk__in", help_text="Projects in which this employee has a task."
    )


class ProjectTransitionSerializer(ModelSerializer):
    """A line of the timeline; the first has no `from`. A customer reads the reasons that are for them."""

    from_ = serializers.ChoiceField(Status.choices, source="from_status", read_only=True, allow_null=True)
    to = serializers.ChoiceField(Status.choices, source="to_status", read_only=True)
    reason = LineField(source="shown_reason", read_only=True)
    at = InstantField(source="created_at", read_only=True)

    class Meta:
        model = ProjectTransition
        fields = ["id", "from_", "to", "actor_id", "reason", "reason_visibility", "at"]
        read_only_fields = ["id", "actor_id", "reason_visibility"]


@extend_schema_serializer(examples=[examples.TASK_SHOWN])
class TaskSerializer(ModelSerializer):
    """A piece of a project's work."""

    project_id = UUIDField(read_only=True)

    class Meta:
        model = Task
        fields = [
            "id", "project_id", "title", "assignee_id", "estimated_minutes", "status", "position",
            "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.TASK_SHOWN_TO_STAFF])
class TaskForStaffSerializer(TaskSerializer):
    """A piece of a project's work; `logged_seconds` are what technicians' time logs add up to."""

    irregular_seconds = IntegerField(
        read_only=True, help_text="Those of them that began while no work might be done."
    )

    class Meta(TaskSerializer.Meta):
        fields = [*TaskSerializer.Meta.fields, "logged_seconds", "irregular_seconds"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.ADD_TASK])
class AddTaskSerializer(Serializer):
    title = LineField(max_length=200)
    assignee_id = UUIDField(required=False, allow_null=True)
    estimated_minutes = IntegerField(min_value=1, max_value=LONGEST_ESTIMATE)


@extend_schema_serializer(examples=[examples.CHANGE_TASK])
class ChangeTaskSerializer(AddTaskSerializer):
    status = serializers.ChoiceField(TaskStatus.choices, required=False)


class TaskFilters(Query):
    assignee_id = UUIDField(required=False)
    status = serializers.ChoiceField(TaskStatus.choices, required=False)
    open = BooleanField(
        required=False,
        source="is_open",
        help_text="Whether it is still to be done, on a project that is not over.",
    )
    assignee_left = BooleanField(
        required=False, help_text="Whether the one who has it does not work here any more."
    )


class TaskForServicesSerializer(ModelSerializer):
    """What another service may ask about a task."""

    project_id = UUIDField(read_only=True)
    project_status = serializers.ChoiceField(Status.choices, source="project.status", read_only=True)
    open_for_work = BooleanField(
        read_only=True, help_text="Whether work may be done on it now, and so time be logged."
    )

    class Meta:
        model = Task
        fields = ["id", "project_id", "assignee_id", "title", "status", "project_status", "open_for_work"]
        read_only_fields = fields


class LocationQuery(Query):
    location_id = UUIDField(required=False, help_text="The default location if it is left out.")


class WorkPolicySerializer(ModelSerializer):
    """The rules of work."""

    class Meta:
        model = WorkPolicy
        fields = [
            "small_work_minutes", "checked_by_another", "paid_before_delivery", "payment_days", "e_invoice",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_POLICY])
class ChangeWorkPolicySerializer(Serializer):
    small_work_minutes = IntegerField(
        min_value=0,
        max_value=LONGEST_ESTIMATE,
        help_text="What is planned in at most this long begins without an estimate; with 0 nothing does.",
    )
    checked_by_another = BooleanField(
        required=False, help_text="Whether work is checked by somebody who did none of it."
    )
    paid_before_delivery = BooleanField(
        required=False, help_text="Whether a vehicle is handed over only once its work is invoiced and paid."
    )
    payment_days = IntegerField(
        min_value=0,
        max_value=LONGEST_TERM,
        required=False,
        help_text="How many days after it was issued an invoice is due.",
    )
    e_invoice = BooleanField(
        required=False, help_text="Whether an invoice's PDF carries the same for programs, as EN 16931 says."
    )


class CommentSerializer(ModelSerializer):
    """What somebody wrote about a project."""

    class Meta:
        model = Comment
        fields = ["id", "author_id", "content", "visibility", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.ADD_COMMENT])
class AddCommentSerializer(Serializer):
    content = TextField(max_length=LONGEST_TEXT)
    visibility = serializers.ChoiceField(
        Visibility.choices,
        required=False,
        help_text="Left out, a customer's comment is for all and a staff member's is internal.",
    )
