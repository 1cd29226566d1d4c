"""Bodies of estimates, their jobs and their lines."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import (
    CodeField,
    DateField,
    InstantField,
    IntegerField,
    LineField,
    MoneyField,
    TextField,
    UUIDField,
    WebAddressField,
)
from chassis.numbers import NumberField
from estimates import examples
from estimates.errors import MINUTES_OF_LABOUR, MINUTES_REQUIRED, TITLE_REQUIRED
from estimates.models import DECIDED, Agreement, Cap, GuestLink, Job, Line, LineKind, TaxRate
from projects.serializers import LONGEST_ESTIMATE, LONGEST_TEXT


class LineSerializer(ModelSerializer):
    """One thing that is charged; `net` is its quantity x its unit price less the discount."""

    unit_price = MoneyField("unit_price_amount", "currency", read_only=True)
    quantity = LineField(read_only=True, help_text="With three decimals.")
    discount_percent = LineField(read_only=True, help_text="With two decimals.")
    tax_percent = LineField(read_only=True, help_text="With two decimals.")
    net = MoneyField("net_amount", "currency", read_only=True)
    tax = MoneyField("tax_amount", "currency", read_only=True)

    class Meta:
        model = Line
        fields = [
            "id", "position", "kind", "description", "quantity", "unit_price", "discount_percent", "tax_rate",
            "tax_percent", "net", "tax", "decision",
        ]  # fmt: skip
        read_only_fields = fields


class JobSerializer(ModelSerializer):
    """What is wrong, why, and what is done about it."""

    class Meta:
        model = Job
        fields = ["id", "position", "title", "concern", "cause", "correction"]
        read_only_fields = fields


class JobWithLinesSerializer(JobSerializer):
    """The same, with what it costs."""

    lines = LineSerializer(many=True, read_only=True)

    class Meta(JobSerializer.Meta):
        fields = [*JobSerializer.Meta.fields, "lines"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.ESTIMATE_SHOWN])
class EstimateSerializer(Serializer):
    """What the work would cost. A customer reads what they were sent, with what is decided by now."""

    project_id = UUIDField(read_only=True)
    revision = IntegerField(read_only=True, help_text="Rises with each change; named when deciding.")
    discount_percent = LineField(read_only=True, help_text="On each line, after its own; two decimals.")
    sent_revision = IntegerField(read_only=True, allow_null=True, help_text="The one that the customer has.")
    sent_at = InstantField(read_only=True, allow_null=True)
    net = MoneyField("net_amount", "currency", read_only=True)
    tax = MoneyField("tax_amount", "currency", read_only=True)
    total = MoneyField("total_amount", "currency", read_only=True)
    authorised = MoneyField(
        "authorised_amount", "currency", read_only=True, help_text="What is agreed to, with its tax."
    )
    jobs = JobWithLinesSerializer(many=True, read_only=True)


@extend_schema_serializer(examples=[examples.CHANGE_ESTIMATE])
class ChangeEstimateSerializer(Serializer):
    discount_percent = NumberField(places=2, most="100", help_text="On each line, after its own.")


@extend_schema_serializer(examples=[examples.CHANGE_LINE])
class ChangeLineSerializer(Serializer):
    description = LineField(max_length=200)
    quantity = NumberField(places=3, least="0.001", most="99999.999", help_text="Hours of labour, or pieces.")
    unit_price = MoneyField("unit_price_amount", "unit_price_currency", help_text="Without tax.")
    discount_percent = NumberField(places=2, most="100", required=False)
    tax_rate = CodeField(help_text="The code of a tax rate that is valid today.")
    minutes = IntegerField(
        min_value=1,
        max_value=LONGEST_ESTIMATE,
        required=False,
        help_text="Of labour: how long its task is planned to take. What is sold is the quantity.",
    )


@extend_schema_serializer(examples=[examples.ADD_LINE])
class AddLineSerializer(ChangeLineSerializer):
    kind = serializers.ChoiceField(LineKind.choices)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        is_labour = data["kind"] == LineKind.LABOUR
        if is_labour and "minutes" not in data:
            raise MINUTES_REQUIRED(field="minutes")
        if not is_labour and "minutes" in data:
            raise MINUTES_OF_LABOUR(field="minutes")
        return data


@extend_schema_serializer(examples=[examples.CHANGE_JOB])
class ChangeJobSerializer(Serializer):
    title = LineField(max_length=200)
    concern = TextField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    cause = TextField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    correction = TextField(max_length=LONGEST_TEXT, required=False, allow_blank=True)


@extend_schema_serializer(examples=[examples.ADD_JOB])
class AddJobSerializer(ChangeJobSerializer):
    title = LineField(max_length=200, required=False, help_text="That of the catalogue if it is left out.")
    catalogue = CodeField(
        required=False,
        help_text="The code of a job of the catalogue, whose lines come before those named here.",
    )
    lines = AddLineSerializer(many=True, required=False, max_length=100)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if not {"title", "catalogue"} & data.keys():
            raise TITLE_REQUIRED(field="title")
        return data


@extend_schema_serializer(examples=[examples.DECIDE])
class DecideSerializer(Serializer):
    revision = IntegerField(min_value=0, help_text="Of the estimate that the customer has read.")
    note = LineField(
        max_length=500,
        default="",
        allow_blank=True,
        help_text="A customer's remark; of the staff how the customer agreed, and required.",
    )


class CapSerializer(ModelSerializer):
    """Up to which total, with tax, a customer agrees to what turns up."""

    cap = MoneyField("amount", "currency", read_only=True)

    class Meta:
        model = Cap
        fields = ["id", "cap", "actor_id", "on_behalf", "note", "withdrawn_at", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.SET_CAP])
class SetCapSerializer(Serializer):
    cap = MoneyField("amount", "currency", help_text="With tax, of all that is agreed to together.")
    note = LineField(
        max_length=500, default="", allow_blank=True, help_text="Of the staff how the customer agreed."
    )


class GuestLinkSerializer(ModelSerializer):
    """A link to an estimate, without its code."""

    class Meta:
        model = GuestLink
        fields = ["id", "expires_at", "revoked_at", "created_by", "created_at"]
        read_only_fields = fields


class NewGuestLinkSerializer(Serializer):
    """A link, in full."""

    id = UUIDField(read_only=True)
    expires_at = InstantField(read_only=True)
    url = WebAddressField(read_only=True, help_text="Where a program reads it; nobody sees it again.")
    page = WebAddressField(
        read_only=True, allow_blank=True, help_text="For whoever is to decide; empty without a PUBLIC_URL."
    )


@extend_schema_serializer(examples=[examples.MAKE_GUEST_LINK])
class MakeGuestLinkSerializer(Serializer):
    days = IntegerField(min_value=1, max_value=30, default=7, help_text="How long it leads somewhere.")


class AgreementSerializer(ModelSerializer):
    """Who decided what about a line, and about which words: the digest is the SHA-256 of what was sent."""

    revision = IntegerField(source="sent.revision", read_only=True)
    digest = LineField(source="sent.digest", read_only=True)
    decision = serializers.ChoiceField(DECIDED, read_only=True)
    cap_id = UUIDField(read_only=True, allow_null=True, help_text="Of what was agreed to in advance.")
    guest_link_id = UUIDField(read_only=True, allow_null=True, help_text="Of a guest, who has no account.")
    at = InstantField(source="created_at", read_only=True)

    class Meta:
        model = Agreement
        fields = [
            "id", "line_id", "decision", "revision", "digest", "actor_id", "guest_link_id", "cap_id",
            "on_behalf", "note", "at", "voided_at",
        ]  # fmt: skip
        read_only_fields = fields


class AgreementForStaffSerializer(AgreementSerializer):
    """The same, with where it came from."""

    class Meta(AgreementSerializer.Meta):
        fields = [*AgreementSerializer.Meta.fields, "address", "user_agent"]
        read_only_fields = fields


class TaxRateSerializer(ModelSerializer):
    """How much tax there is, from a date on."""

    percent = LineField(read_only=True, help_text="With two decimals.")

    class Meta:
        model = TaxRate
        fields = ["id", "code", "name", "percent", "valid_from", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_TAX_RATE])
class ChangeTaxRateSerializer(Serializer):
    name = LineField(max_length=100)
    percent = NumberField(places=2, most="100")


@extend_schema_serializer(examples=[examples.ADD_TAX_RATE])
class AddTaxRateSerializer(ChangeTaxRateSerializer):
    code = CodeField()
    valid_from = DateField()
