"""Serializers say what a body may hold, and nothing else gets in."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from chassis.errors import INVALID_MONEY


class RefusesUnknownFields:
    """A name that no field answers to is an error, so that a typing mistake is never taken for success.

    A number where text belongs is one too: what a client sends is stored as it was meant, or not at all.
    A field whose name is a Python keyword is declared with an underscore behind it: `from_`.
    """

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name.removesuffix("_"): field for name, field in super().get_fields().items()}  # type: ignore[misc]

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            misfits = dict(sorted(self._misfits(data)))
            if misfits:
                raise serializers.ValidationError(misfits)
        return super().to_internal_value(data)  # type: ignore[misc]

    def _misfits(self, data: dict[str, Any]) -> Iterator[tuple[str, list[ErrorDetail]]]:
        for name, value in data.items():
            field = self.fields.get(name)  # type: ignore[attr-defined]
            if field is None or field.read_only:
                yield name, [ErrorDetail("There is no such field here.", code="unknown_field")]
            elif isinstance(field, serializers.CharField) and isinstance(value, int | float):
                yield name, [ErrorDetail("Not a valid string.", code="invalid")]


class Serializer(RefusesUnknownFields, serializers.Serializer):
    """A body or a set of query parameters."""


class ModelSerializer(RefusesUnknownFields, serializers.ModelSerializer):
    """A body whose fields are a model's columns."""


@extend_schema_field(
    {
        "type": "object",
        "properties": {
            "amount": {"type": "string", "pattern": r"^-?\d+\.\d{2}$", "examples": ["120.50"]},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["USD"]},
        },
        "required": ["amount", "currency"],
        "additionalProperties": False,
    }
)
class MoneyField(serializers.Field):
    """Money as `{"amount": "120.50", "currency": "USD"}` (ISO 4217), from two columns.

    `MoneyField("price_amount", "price_currency")` validates to a dict of those two columns' values.
    """

    def __init__(self, amount: str, currency: str, **options: Any) -> None:
        super().__init__(source="*", **options)
        self.columns = (amount, currency)
        self._amount = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0)
        self._currency = serializers.RegexField("^[A-Z]{3}$")

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict) or set(data) != {"amount", "currency"}:
            raise INVALID_MONEY()
        amount, currency = self.columns
        return {
            amount: self._amount.run_validation(data["amount"]),
            currency: self._currency.run_validation(data["currency"]),
        }

    def to_representation(self, value: Any) -> dict[str, Any]:
        amount, currency = self.columns
        return {"amount": getattr(value, amount), "currency": getattr(value, currency)}
