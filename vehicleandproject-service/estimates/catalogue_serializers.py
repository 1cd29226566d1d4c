"""Bodies of the catalogue."""

from drf_spectacular.utils import extend_schema_serializer

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import BooleanField, CodeField, LineField, MoneyField, TextField
from estimates import examples
from estimates.models import CatalogueJob, CatalogueLine
from estimates.serializers import AddLineSerializer
from projects.serializers import LONGEST_TEXT

MOST_LINES = 100


class CatalogueLineSerializer(ModelSerializer):
    """One thing that a job of the catalogue charges."""

    quantity = LineField(read_only=True, help_text="With three decimals.")
    unit_price = MoneyField("unit_price_amount", "unit_price_currency", read_only=True)
    discount_percent = LineField(read_only=True, help_text="With two decimals.")

    class Meta:
        model = CatalogueLine
        fields = ["kind", "description", "quantity", "unit_price", "discount_percent", "tax_rate", "minutes"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CATALOGUE_JOB_SHOWN])
class CatalogueJobSerializer(ModelSerializer):
    """A job that is sold often, with what it charges."""

    lines = CatalogueLineSerializer(many=True, read_only=True)

    class Meta:
        model = CatalogueJob
        fields = ["id", "code", "title", "concern", "is_active", "lines", "created_at", "updated_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_CATALOGUE_JOB])
class ChangeCatalogueJobSerializer(Serializer):
    title = LineField(max_length=200)
    concern = TextField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    is_active = BooleanField(required=False, help_text="Whether it can be put on estimates.")
    lines = AddLineSerializer(many=True, allow_empty=False, max_length=MOST_LINES)


@extend_schema_serializer(examples=[examples.ADD_CATALOGUE_JOB])
class AddCatalogueJobSerializer(ChangeCatalogueJobSerializer):
    code = CodeField(help_text="By which it is put on an estimate; it stays.")


class CatalogueFilters(Query):
    code = CodeField(required=False)
    is_active = BooleanField(required=False)
