"""Query parameter and answer of the board."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from board import examples
from board.stages import Stage, WaitsFor
from chassis.api.serializers import Query, Serializer
from chassis.fields import BooleanField, InstantField, IntegerField, LineField, UUIDField
from projects.statuses import Status


class BoardQuery(Query):
    location_id = UUIDField(required=False, help_text="Of one location; of all together if it is left out.")


class BoardVehicleSerializer(Serializer):
    id = UUIDField()
    make = LineField()
    model = LineField()
    plate = LineField()


class BoardBaySerializer(Serializer):
    id = UUIDField()
    name = LineField(help_text="Empty until appointment-service has published the bay.")


class BoardTechnicianSerializer(Serializer):
    id = UUIDField()
    name = LineField(help_text="Empty while it is not known yet.")


class AwaitedSerializer(Serializer):
    """What has to come before a project goes on."""

    what = serializers.ChoiceField(WaitsFor.choices)
    title = LineField(help_text="In words; of what is on hold, why.")


class BoardProjectSerializer(Serializer):
    """An open project, as one looks at it from afar."""

    id = UUIDField()
    title = LineField()
    status = serializers.ChoiceField(Status.choices)
    location_id = UUIDField()
    time_zone = LineField(help_text="Of the location (IANA).")
    vehicle = BoardVehicleSerializer()
    bay = BoardBaySerializer(
        allow_null=True, help_text="Where its visit is planned to be now. Without a visit there is none."
    )
    technicians = BoardTechnicianSerializer(many=True, help_text="Who has a task of it, done or not.")
    progress_percent = IntegerField()
    ready_at = InstantField(allow_null=True, help_text="Its newest ETA.")
    is_late = BooleanField(help_text="Whether it was to be ready by now and is not.")
    waits_for = AwaitedSerializer(allow_null=True, help_text="Null while it goes on.")


class BoardColumnSerializer(Serializer):
    stage = serializers.ChoiceField(Stage.choices)
    title = LineField()
    projects = BoardProjectSerializer(many=True, help_text="What was promised first comes first.")


@extend_schema_serializer(examples=[examples.BOARD_SHOWN])
class BoardSerializer(Serializer):
    """Every open project, by stage."""

    stages = BoardColumnSerializer(many=True, help_text="All stages in their order, those without any too.")
