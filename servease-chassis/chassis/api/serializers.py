"""Serializers say what a body or a query may hold, and nothing else gets in."""

from typing import Any, ClassVar

from django.db import models
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from chassis import fields
from chassis.errors import UNKNOWN_FIELD

UNKNOWN = ErrorDetail(UNKNOWN_FIELD.text, code=UNKNOWN_FIELD.code)
# Django REST framework's own fields, and ours that stand where it would.
OURS: tuple[tuple[type[serializers.Field], tuple[type[serializers.Field], ...]], ...] = (
    (serializers.CharField, (fields.TextField, fields.SecretField)),
    (serializers.IntegerField, (fields.IntegerField,)),
    (serializers.DateTimeField, (fields.InstantField,)),
    (serializers.DateField, (fields.DateField,)),
    (serializers.TimeField, (fields.ClockField,)),
    (serializers.BooleanField, (fields.BooleanField,)),
    (serializers.UUIDField, (fields.UUIDField,)),
    (serializers.DecimalField, (fields.MoneyField,)),
    (serializers.FloatField, (fields.IntegerField, fields.MoneyField)),
)


class HoldsToItsFields:
    """A name that no field answers to is an error, so that a typing mistake is never taken for success.

    It is reported beside what is wrong with the other fields. A field whose name is a Python keyword is
    declared with an underscore behind it: `from_`.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for name, field in cls._declared_fields.items():  # type: ignore[attr-defined]
            _refuse_the_frameworks_own(cls, name, field)

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name.removesuffix("_"): field for name, field in super().get_fields().items()}  # type: ignore[misc]

    def to_internal_value(self, data: Any) -> Any:
        misfits = self._misfits(data) if isinstance(data, dict) else {}
        try:
            attributes = super().to_internal_value(data)  # type: ignore[misc]
        except serializers.ValidationError as error:
            if isinstance(error.detail, dict):
                raise serializers.ValidationError({**misfits, **error.detail}) from error
            raise
        if misfits:
            raise serializers.ValidationError(misfits)
        return attributes

    def _misfits(self, data: dict[str, Any]) -> dict[str, list[ErrorDetail]]:
        known = {name for name, field in self.fields.items() if not field.read_only}  # type: ignore[attr-defined]
        return {name: [UNKNOWN] for name in sorted(data.keys() - known)}


class Serializer(HoldsToItsFields, serializers.Serializer):
    """A body."""


class Query(Serializer):
    """Query parameters: text, in which a field finds its number or its truth."""

    reads_text = True


class ModelSerializer(HoldsToItsFields, serializers.ModelSerializer):
    """A body whose fields are a model's columns."""

    serializer_field_mapping: ClassVar = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.CharField: fields.LineField,
        models.TextField: fields.TextField,
        models.EmailField: fields.EmailField,
        models.URLField: fields.WebAddressField,
        models.SlugField: fields.CodeField,
        models.UUIDField: fields.UUIDField,
        models.BooleanField: fields.BooleanField,
        models.DateTimeField: fields.InstantField,
        models.DateField: fields.DateField,
        models.TimeField: fields.ClockField,
        **dict.fromkeys(
            (
                models.IntegerField,
                models.SmallIntegerField,
                models.BigIntegerField,
                models.PositiveIntegerField,
                models.PositiveSmallIntegerField,
            ),
            fields.IntegerField,
        ),
    }


def _refuse_the_frameworks_own(owner: type, name: str, field: serializers.Field) -> None:
    if isinstance(field, serializers.ListField | serializers.DictField):
        _refuse_the_frameworks_own(owner, name, field.child)
    for framework, ours in OURS:
        if isinstance(field, framework) and not isinstance(field, ours):
            instead = " or ".join(each.__name__ for each in ours)
            raise TypeError(
                f"{owner.__name__}.{name} is a {type(field).__name__} of Django REST framework; "
                f"declare it as {instead} of chassis.fields."
            )
