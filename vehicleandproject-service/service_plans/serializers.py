"""Bodies of service plans and reminders."""

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from chassis.api.representation import Computed
from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import (
    BooleanField,
    CodeField,
    DateField,
    InstantField,
    IntegerField,
    LineField,
    UUIDField,
)
from service_plans import examples
from service_plans.forecast import Basis, DueBy, Known, forecast
from service_plans.hold_errors import START_OR_DATE
from service_plans.models import Reminder, ServicePlan
from service_plans.statuses import Status, status_of
from vehicles.odometer import LARGEST

FURTHEST_KM = 1_000_000
MOST_MONTHS = 120
LONGEST_NOTICE_DAYS = 366
DUE = ("due_on", "due_km", "known")


@extend_schema_serializer(examples=[examples.PLAN_SHOWN])
class ServicePlanSerializer(ModelSerializer):
    """What the workshop advises; for any vehicle where `make` and `model` are empty."""

    class Meta:
        model = ServicePlan
        fields = [
            "id", "name", "service_type", "every_km", "every_months", "due_soon_km", "due_soon_days", "make",
            "model", "is_active", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class IntervalSerializer(Serializer):
    """How often; one of both, or both, whichever comes first."""

    every_km = IntegerField(
        min_value=1, max_value=FURTHEST_KM, required=False, allow_null=True, help_text="In kilometres."
    )
    every_months = IntegerField(
        min_value=1, max_value=MOST_MONTHS, required=False, allow_null=True, help_text="Calendar months."
    )
    due_soon_km = IntegerField(
        min_value=0, max_value=FURTHEST_KM, required=False, help_text="1,000 at first."
    )
    due_soon_days = IntegerField(
        min_value=0, max_value=LONGEST_NOTICE_DAYS, required=False, help_text="30 at first."
    )


@extend_schema_serializer(examples=[examples.CHANGE_PLAN])
class ChangeServicePlanSerializer(IntervalSerializer):
    name = LineField(max_length=100)
    make = LineField(max_length=50, required=False, allow_blank=True)
    model = LineField(max_length=50, required=False, allow_blank=True)
    is_active = BooleanField(required=False)


@extend_schema_serializer(examples=[examples.ADD_PLAN])
class AddServicePlanSerializer(ChangeServicePlanSerializer):
    service_type = CodeField(help_text="The code of a service type of the default location.")


class ServicePlanFilters(Query):
    service_type = CodeField(required=False)
    is_active = BooleanField(required=False)


@extend_schema_field({"type": "string", "enum": Status.values})
class StatusField(Computed):
    columns = ("due_on", "due_km", "due_soon_days", "due_soon_km", "known")

    def shown(self, due_on: date | None, due_km: int | None, days: int, km: int, known: Any) -> str:
        return str(status_of(due_on, due_km, days, km, Known.of(known)))


@extend_schema_field({"type": "string", "enum": list(DueBy)})
class NextDueByField(Computed):
    columns = DUE

    def shown(self, due_on: date | None, due_km: int | None, known: Any) -> str:
        return str(forecast(due_on, due_km, Known.of(known)).by)


@extend_schema_field({"type": ["string", "null"], "format": "date"})
class PredictedOnField(Computed):
    columns = DUE

    def shown(self, due_on: date | None, due_km: int | None, known: Any) -> str | None:
        on = forecast(due_on, due_km, Known.of(known)).on
        return on and on.isoformat()


class BasisSerializer(Serializer):
    """What a predicted date rests on. The readings are those of a year, from the first to the last."""

    kind = serializers.ChoiceField([(basis.value, basis.name) for basis in Basis])
    km_per_day = LineField(allow_null=True, help_text="With one decimal.")
    from_ = DateField(allow_null=True)
    to = DateField(allow_null=True)
    readings = IntegerField(help_text="How many there are between the two.")


@extend_schema_field(BasisSerializer)
class BasisField(Computed):
    columns = DUE

    def shown(self, due_on: date | None, due_km: int | None, known: Any) -> dict[str, Any]:
        looked_at = Known.of(known)
        kind = forecast(due_on, due_km, looked_at).basis
        pace = looked_at.pace if kind == Basis.READINGS else None
        return {
            "kind": str(kind),
            "km_per_day": pace and pace.km_per_day,
            "from": pace and pace.first.isoformat(),
            "to": pace and pace.last.isoformat(),
            "readings": pace.readings if pace else 0,
        }


@extend_schema_serializer(examples=[examples.REMINDER_SHOWN])
class ReminderSerializer(ModelSerializer):
    """When a service is due again. Kilometres are on the scale of the vehicle's `distance_km`."""

    vehicle_id = UUIDField(read_only=True)
    plan_id = UUIDField(read_only=True, allow_null=True)
    document_id = UUIDField(read_only=True, allow_null=True, help_text="What expires, if it does.")
    service_type = LineField(read_only=True, help_text="Empty for a document.")
    status = StatusField()
    next_due_by = NextDueByField(help_text="Which of both comes first.")
    predicted_on = PredictedOnField(help_text="When it will be due; null where nothing can be claimed.")
    basis = BasisField()

    class Meta:
        model = Reminder
        fields = [
            "id", "vehicle_id", "plan_id", "document_id", "title", "service_type", "every_km", "every_months",
            "due_soon_km", "due_soon_days", "last_done_on", "last_done_km", "due_on", "due_km", "status",
            "next_due_by", "predicted_on", "basis", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_REMINDER])
class ChangeReminderSerializer(IntervalSerializer):
    title = LineField(max_length=100, required=False)
    last_done_on = DateField(required=False, help_text="Today, if it was never said.")
    last_done_km = IntegerField(
        min_value=0, max_value=LARGEST, required=False, help_text="The vehicle's `distance_km` then."
    )


@extend_schema_serializer(examples=[examples.MAKE_REMINDER, examples.REMINDER_OF_A_PLAN])
class MakeReminderSerializer(ChangeReminderSerializer):
    plan_id = UUIDField(required=False, help_text="Instead of a title, a service and how often.")
    service_type = CodeField(required=False, help_text="The code of a service type of the default location.")


@extend_schema_serializer(examples=[examples.HOLD])
class HoldForReminderSerializer(Serializer):
    start = InstantField(required=False, help_text="The start of a slot; the first free one if left out.")
    not_before = DateField(
        required=False, help_text="The date from which to look, instead of the one on which it will be due."
    )
    location_id = UUIDField(required=False, help_text="The default location if it is left out.")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if "start" in data and "not_before" in data:
            raise START_OR_DATE(field="not_before")
        return data


@extend_schema_serializer(examples=[examples.HELD])
class HeldForReminderSerializer(Serializer):
    """A slot that is held for you until it expires; book it with `hold_id`."""

    hold_id = UUIDField(read_only=True)
    location_id = UUIDField(read_only=True)
    service_type = LineField(read_only=True)
    start = InstantField(read_only=True)
    end = InstantField(read_only=True)
    expires_at = InstantField(read_only=True)
