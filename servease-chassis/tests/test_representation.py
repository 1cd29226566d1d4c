import pytest
from django.db.models import Prefetch
from rest_framework import serializers

from chassis.api.operations import listing, operation
from chassis.api.representation import Computed, representation
from chassis.api.serializers import ModelSerializer
from chassis.fields import IntegerField, LineField
from tests.sample.models import Box
from tests.sample.views import PartSerializer


class Shouted(LineField):
    def to_representation(self, value):
        return value.upper()


class Elsewhere(IntegerField):
    def get_attribute(self, instance):
        return 7


class Masked(Computed):
    columns = ("label", "weight")

    def shown(self, label, weight):
        return f"…{label[-2:]} {weight}"


class ShapesItself(ModelSerializer):
    class Meta:
        model = Box
        fields = ["label"]

    def to_representation(self, instance):
        return {"label": "hidden"}


@pytest.mark.parametrize(
    "field",
    [
        Shouted(),
        Elsewhere(),
        serializers.SerializerMethodField(),
        serializers.FileField(),
        serializers.ReadOnlyField(),
        serializers.DurationField(),
        serializers.DateField(format="%d.%m.%Y"),
        serializers.DateTimeField(format="%d.%m.%Y"),
        serializers.UUIDField(format="hex"),
        serializers.MultipleChoiceField(choices=["a"]),
        serializers.ListField(child=Shouted()),
        serializers.StringRelatedField(),
    ],
    ids=lambda field: type(field).__name__,
)
@pytest.mark.parametrize("declare", [operation, listing])
def test_what_would_be_ignored_is_refused_when_the_view_is_declared(field, declare):
    # A plain serializer: ours refuses some of these earlier still.
    shape = type("SomeSerializer", (serializers.Serializer,), {"label": field})
    with pytest.raises(TypeError, match="use Computed"):

        @declare(response=shape)
        def get(self, request):
            """Read."""


def test_a_serializer_that_shapes_itself_is_refused():
    with pytest.raises(TypeError, match=r"ShapesItself.to_representation would be ignored"):
        representation(ShapesItself)


class MaskedSerializer(ModelSerializer):
    masked = Masked()

    class Meta:
        model = Box
        fields = ["id", "masked"]


class NestingSerializer(ModelSerializer):
    parent = type(
        "DueSerializer",
        (ModelSerializer,),
        {"Meta": type("Meta", (), {"model": Box, "fields": ["due_at", "label"]})},
    )(read_only=True)

    class Meta:
        model = Box
        fields = ["id", "parent"]


class WholeSerializer(ModelSerializer):
    parts = PartSerializer(many=True)

    class Meta:
        model = Box
        fields = ["label", "parts"]


@pytest.fixture
def box(db):
    def make(label, **data):
        return Box.objects.create(owner_id="01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f", label=label, **data)

    return make


def test_a_computed_field_shows_its_columns_alike_from_rows_and_from_instances(box):
    rows, one = representation(MaskedSerializer), box("DE123456", weight=3)
    assert rows.read(Box.objects.all())[0][0]["masked"] == "…56 3"
    assert rows.of(one)["masked"] == MaskedSerializer(one).data["masked"] == "…56 3"


def test_a_nested_thing_is_there_whatever_is_null_in_it(box):
    parent = box("parent")
    box("child", parent=parent)
    rows = representation(NestingSerializer)
    shown = [shaped["parent"] for shaped, _ in rows.read(Box.objects.order_by("id"))]
    assert shown == [None, {"due_at": None, "label": "parent"}]
    assert [rows.of(one)["parent"] for one in Box.objects.order_by("id")] == shown


def test_lists_are_prefetched_also_where_the_queryset_forgot(box, django_assert_num_queries):
    parents = [box(f"parent {number}") for number in range(5)]
    for parent in parents:
        box(f"part of {parent.label}", parent=parent)
    with django_assert_num_queries(2):
        shown = representation(WholeSerializer).read(Box.objects.filter(parent=None)[:5])
    assert sum(len(shaped["parts"]) for shaped, _ in shown) == 5


def test_a_prefetch_of_ones_own_is_kept(box):
    box("a part", parent=box("whole"))
    none = Prefetch("parts", Box.objects.none())
    [(shaped, _)] = representation(WholeSerializer).read(
        Box.objects.filter(parent=None).prefetch_related(none)
    )
    assert shaped["parts"] == []
