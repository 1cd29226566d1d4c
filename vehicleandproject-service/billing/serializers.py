"""Bodies of invoices and their series."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from billing import examples
from billing.models import LONGEST_PREFIX, LONGEST_REASON, PREFIX, DocumentKind, Invoice, InvoiceSeries
from billing.models import InvoiceStatus as Status
from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import (
    BooleanField,
    CountryField,
    DateField,
    EmailField,
    IntegerField,
    LineField,
    MoneyField,
    PatternField,
    UUIDField,
)


@extend_schema_serializer(examples=[examples.SHOWN])
class InvoiceSerializer(ModelSerializer):
    """An invoice, or a credit note, which takes an invoice back."""

    project_id = UUIDField(read_only=True)
    series_id = UUIDField(read_only=True)
    credits_id = UUIDField(read_only=True, allow_null=True, help_text="Of a credit note: what it takes back.")
    credit_note_id = UUIDField(read_only=True, allow_null=True, help_text="By which it is void.")
    net = MoneyField("net_amount", "currency", read_only=True)
    tax = MoneyField("tax_amount", "currency", read_only=True)
    total = MoneyField("total_amount", "currency", read_only=True)
    balance = MoneyField(
        "balance_amount",
        "currency",
        read_only=True,
        help_text="What is still to be paid; negative what is to be paid back.",
    )

    class Meta:
        model = Invoice
        fields = [
            "id", "project_id", "customer_id", "kind", "name", "series_id", "number", "status", "credits_id",
            "credit_note_id", "issued_on", "due_on", "net", "tax", "total", "balance", "reason", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_field({"type": "object", "additionalProperties": True})
class ContentField(serializers.JSONField):
    """The document as it was issued: seller, buyer, vehicle, jobs with their lines, taxes."""


@extend_schema_serializer(examples=[examples.SHOWN_WHOLE])
class InvoiceWithContentSerializer(InvoiceSerializer):
    """The same with all that stands on it. Its amounts, numbers and dates are text, and stay as they are."""

    content = ContentField(read_only=True)

    class Meta(InvoiceSerializer.Meta):
        fields = [*InvoiceSerializer.Meta.fields, "content"]
        read_only_fields = fields


class BuyerSerializer(Serializer):
    """To whom an invoice is written."""

    name = LineField(max_length=200)
    company = LineField(max_length=200, default="", allow_blank=True)
    street = LineField(max_length=200, default="", allow_blank=True)
    postal_code = LineField(max_length=20, default="", allow_blank=True)
    city = LineField(max_length=100, default="", allow_blank=True)
    country = CountryField(required=False, allow_blank=True)
    email = EmailField(required=False, allow_blank=True)
    vat_id = LineField(max_length=30, default="", allow_blank=True)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """Empty is what is left out; a schema has no default that its own pattern refuses."""
        return {"country": "", "email": "", **data}


@extend_schema_serializer(examples=[examples.ISSUE])
class IssueInvoiceSerializer(Serializer):
    buyer = BuyerSerializer(required=False, help_text="The customer as they are known if it is left out.")


@extend_schema_serializer(examples=[examples.VOID])
class VoidInvoiceSerializer(Serializer):
    reason = LineField(max_length=LONGEST_REASON, help_text="It stands on the credit note.")


class OverdueField(BooleanField):
    """From whether it should have been paid by now to the invoices of which that is so."""

    def to_internal_value(self, data: Any) -> Q:  # type: ignore[override]
        overdue = Q(status=Status.OPEN, overdue_at__lte=timezone.now())
        return overdue if super().to_internal_value(data) else ~overdue


class InvoiceFilters(Query):
    project_id = UUIDField(required=False)
    customer_id = UUIDField(required=False)
    status = serializers.ChoiceField(Status.choices, required=False)
    name = LineField(
        required=False, max_length=LONGEST_PREFIX + 10, help_text="As it is called, such as INV-1."
    )
    overdue = OverdueField(required=False, help_text="Whether its last day to be paid is over.")
    issued_from = DateField(required=False, source="issued_on__gte", help_text="On this day or later.")
    issued_to = DateField(required=False, source="issued_on__lte", help_text="On this day or before.")


class InvoiceSeriesSerializer(ModelSerializer):
    """Whence invoices or credit notes have their numbers. The newest one of a location counts."""

    location_id = UUIDField(
        read_only=True, allow_null=True, help_text="Null: of all locations that have none of their own."
    )

    class Meta:
        model = InvoiceSeries
        fields = ["id", "location_id", "kind", "prefix", "first_number", "next_number", "created_at"]
        read_only_fields = fields


class SeriesFilters(Query):
    location_id = UUIDField(required=False)
    kind = serializers.ChoiceField(DocumentKind.choices, required=False)


@extend_schema_serializer(examples=[examples.CHANGE_SERIES])
class ChangeInvoiceSeriesSerializer(Serializer):
    prefix = PatternField(
        PREFIX,
        "Use letters, digits, / and -, and no digit at the end, where the number begins.",
        max_length=LONGEST_PREFIX,
        allow_blank=True,
    )
    first_number = IntegerField(min_value=1, max_value=10**9, required=False)


@extend_schema_serializer(examples=[examples.ADD_SERIES])
class AddInvoiceSeriesSerializer(ChangeInvoiceSeriesSerializer):
    location_id = UUIDField(required=False, help_text="Left out: for all that have none of their own.")
    kind = serializers.ChoiceField(DocumentKind.choices)
    first_number = IntegerField(min_value=1, max_value=10**9, default=1)
