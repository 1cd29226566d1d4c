"""Bodies of costs."""

from drf_spectacular.utils import extend_schema_serializer

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import DateField, IntegerField, LineField, MoneyField, UUIDField
from costs import examples
from costs.models import LabourCost, LineCost


class LabourCostSerializer(ModelSerializer):
    """What an hour of work costs a location, from a date on."""

    location_id = UUIDField(read_only=True)
    hour = MoneyField("hour_amount", "hour_currency", read_only=True)

    class Meta:
        model = LabourCost
        fields = ["id", "location_id", "hour", "valid_from", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_LABOUR_COST])
class ChangeLabourCostSerializer(Serializer):
    hour = MoneyField("hour_amount", "hour_currency")


@extend_schema_serializer(examples=[examples.ADD_LABOUR_COST])
class AddLabourCostSerializer(ChangeLabourCostSerializer):
    location_id = UUIDField(required=False, help_text="The default one if it is left out.")
    valid_from = DateField(help_text="The first day, on the location's clock.")


class LineCostSerializer(ModelSerializer):
    """What one piece of a line is bought in for."""

    line_id = UUIDField(read_only=True)
    unit_cost = MoneyField("unit_cost_amount", "unit_cost_currency", read_only=True, allow_null=True)

    class Meta:
        model = LineCost
        fields = ["line_id", "unit_cost"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.SET_LINE_COST])
class SetLineCostSerializer(Serializer):
    unit_cost = MoneyField("unit_cost_amount", "unit_cost_currency", help_text="Without tax.")


class ProfitFiguresSerializer(Serializer):
    """What is sold, what it costs, and what is left; all without tax."""

    net = MoneyField("net_amount", "currency", read_only=True, help_text="What is authorised.")
    sold_hours = LineField(read_only=True, help_text="The quantity of authorised labour; three decimals.")
    logged_seconds = IntegerField(read_only=True)
    labour_cost = MoneyField("labour_cost_amount", "currency", read_only=True)
    bought_cost = MoneyField(
        "bought_cost_amount", "currency", read_only=True, help_text="Of parts, and of all that is bought in."
    )
    profit = MoneyField("profit_amount", "currency", read_only=True, help_text="Below zero for a loss.")
    margin_percent = LineField(
        read_only=True, allow_null=True, help_text="Of `net`, with one decimal; null if nothing is sold."
    )
    uncosted_seconds = IntegerField(
        read_only=True, help_text="Logged when nobody had said yet what an hour costs; not in the cost."
    )
    uncosted_lines = IntegerField(read_only=True, help_text="Parts of unknown cost; not in the cost.")


class ProfitOfJobSerializer(ProfitFiguresSerializer):
    """The same, of one job."""

    job_id = UUIDField(read_only=True)
    title = LineField(read_only=True)


@extend_schema_serializer(examples=[examples.PROFIT_SHOWN])
class ProfitSerializer(Serializer):
    """What is left of what a project sells."""

    project_id = UUIDField(read_only=True)
    total = ProfitFiguresSerializer(read_only=True)
    jobs = ProfitOfJobSerializer(many=True, read_only=True)
    beside = ProfitFiguresSerializer(read_only=True, help_text="Of tasks that belong to no line.")
