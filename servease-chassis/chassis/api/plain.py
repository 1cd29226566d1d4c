"""Which fields show a column as it is. Any other would be ignored where it matters, so it is refused."""

from typing import Any

from rest_framework import fields, relations, serializers

# Fields whose own to_representation() does to a column's value what chassis.json does.
PLAIN = (
    fields.BooleanField,
    fields.CharField,
    fields.ChoiceField,
    fields.DateField,
    fields.DateTimeField,
    fields.DecimalField,
    fields.DictField,
    fields.FloatField,
    fields.IntegerField,
    fields.JSONField,
    fields.ListField,
    fields.TimeField,
    fields.UUIDField,
    relations.PrimaryKeyRelatedField,
)
AS_THE_CLASS_DOES = ("to_representation", "get_attribute")


def refuse(name: str, field: Any) -> None:
    """Refuse a field that would show something else than its column. Raises TypeError."""
    kind = next((kind for kind in type(field).__mro__ if kind in PLAIN), None)
    if kind is None or isinstance(field, fields.MultipleChoiceField):
        raise TypeError(f"{name} is a {type(field).__name__}, which shows no column: use Computed.")
    for method in AS_THE_CLASS_DOES:
        if getattr(type(field), method) is not getattr(kind, method):
            raise TypeError(f"{name} has a {method} of its own, which would be ignored: use Computed.")
    if "format" in field._kwargs:
        raise TypeError(f"{name} has a format, which would be ignored: use Computed.")
    child = getattr(field, "child", None)
    if child is not None and type(child) is not fields._UnvalidatedField:
        refuse(f"{name}[]", child)


def refuse_serializer(serializer_class: Any) -> None:
    """Refuse a serializer that would shape the whole row in its own way. Raises TypeError."""
    for method in AS_THE_CLASS_DOES:
        owner = next(kind for kind in serializer_class.__mro__ if method in vars(kind))
        if owner.__module__ not in {serializers.__name__, fields.__name__}:
            raise TypeError(f"{serializer_class.__name__}.{method} would be ignored: use Computed fields.")
