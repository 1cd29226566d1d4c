import pytest
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import IntegerField, LineField
from tests.sample.models import Box


class Own(serializers.CharField):
    pass


@pytest.mark.parametrize(
    "field",
    [
        serializers.CharField(), serializers.IntegerField(), serializers.DateTimeField(),
        serializers.DateField(), serializers.TimeField(), serializers.FloatField(),
        serializers.DecimalField(5, 2),
        serializers.BooleanField(), serializers.UUIDField(), serializers.EmailField(), serializers.URLField(),
        serializers.SlugField(), serializers.RegexField("a"), Own(),
        serializers.ListField(child=serializers.CharField()),
        serializers.DictField(child=serializers.IntegerField()),
    ],
    ids=lambda field: type(field).__name__,
)  # fmt: skip
@pytest.mark.parametrize("base", [Serializer, Query])
def test_a_field_of_the_framework_is_refused_when_it_is_declared(field, base):
    with pytest.raises(TypeError, match=r"Wrong\.name is a .* declare it as .*Field"):
        type("Wrong", (base,), {"name": field})


def test_the_columns_of_a_model_are_read_by_our_fields():
    class Whole(ModelSerializer):
        class Meta:
            model = Box
            fields = ["owner_id", "label", "weight", "created_at"]

    assert {type(field).__module__ for field in Whole().fields.values()} == {"chassis.fields"}


class Nested(Serializer):
    inner = IntegerField()


class Outer(Serializer):
    name = LineField()
    number = IntegerField()
    nested = Nested()


def codes(errors):
    return {
        name: codes(each) if isinstance(each, dict) else [error.code for error in each]
        for name, each in errors.items()
    }


def test_all_that_is_wrong_is_told_at_once():
    body = Outer(data={"number": "5", "nmae": "x", "nested": {"inner": 1.5, "iner": 1}})
    assert not body.is_valid()
    assert codes(body.errors) == {
        "nmae": ["unknown_field"],
        "name": ["required"],
        "number": ["invalid"],
        "nested": {"inner": ["invalid"], "iner": ["unknown_field"]},
    }
