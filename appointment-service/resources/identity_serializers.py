"""In whose name a location writes invoices."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import CountryField, EmailField, LineField, TextField, WebAddressField
from chassis.files.serializers import FileSerializer, UploadField
from resources import examples
from resources.errors import INVALID_VAT_ID
from resources.identity_fields import BicField, CurrencyField, IbanField, canonical_vat_id
from resources.models import Location

LONGEST_FOOTER = 1000


class PostalAddressSerializer(ModelSerializer):
    """The address of a business."""

    region = LineField(source="postal_region", read_only=True)
    country = LineField(source="postal_country", read_only=True, help_text="ISO 3166-1 alpha-2.")

    class Meta:
        model = Location
        fields = ["street", "postal_code", "city", "region", "country"]
        read_only_fields = fields


class BankAccountSerializer(ModelSerializer):
    """Where invoices are paid."""

    class Meta:
        model = Location
        fields = ["account_holder", "iban", "bic", "bank_name", "account_number", "routing_number"]
        read_only_fields = fields


class LocationIdentitySerializer(ModelSerializer):
    """What stands on a location's invoices, beside its own name and telephone number."""

    address = PostalAddressSerializer(source="*", read_only=True)
    bank = BankAccountSerializer(source="*", read_only=True)
    logo = FileSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Location
        fields = [
            "legal_name", "address", "tax_id", "vat_id", "bank", "email", "website", "invoice_footer",
            "currency", "logo",
        ]  # fmt: skip
        read_only_fields = fields


class ReplacePostalAddressSerializer(Serializer):
    street = LineField(max_length=200)
    postal_code = LineField(required=False, allow_blank=True, max_length=20)
    city = LineField(max_length=100)
    region = LineField(required=False, allow_blank=True, max_length=100, source="postal_region")
    country = CountryField(source="postal_country")


class ReplaceBankAccountSerializer(Serializer):
    """`account_number` and `routing_number` are for countries without IBAN."""

    account_holder = LineField(
        required=False, allow_blank=True, max_length=200, help_text="Left out where it is the legal name."
    )
    iban = IbanField(required=False, allow_blank=True, help_text="With its check digits (ISO 13616).")
    bic = BicField(required=False, allow_blank=True, help_text="8 or 11 characters (ISO 9362).")
    bank_name = LineField(required=False, allow_blank=True, max_length=100)
    account_number = LineField(required=False, allow_blank=True, max_length=34)
    routing_number = LineField(required=False, allow_blank=True, max_length=34)


@extend_schema_serializer(examples=[examples.REPLACE_IDENTITY])
class ReplaceLocationIdentitySerializer(Serializer):
    legal_name = LineField(max_length=200)
    address = ReplacePostalAddressSerializer(source="*")
    tax_id = LineField(
        required=False, allow_blank=True, max_length=50, help_text="As the tax office writes it."
    )
    vat_id = LineField(
        required=False,
        allow_blank=True,
        max_length=50,
        help_text="In the European Union with the state's prefix, such as DE136695976, and its check digits.",
    )
    bank = ReplaceBankAccountSerializer(source="*", required=False)
    email = EmailField(required=False, allow_blank=True)
    website = WebAddressField(required=False, allow_blank=True, max_length=200)
    invoice_footer = TextField(required=False, allow_blank=True, max_length=LONGEST_FOOTER)
    currency = CurrencyField(help_text="Of the location's estimates and invoices (ISO 4217).")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        try:
            vat_id = canonical_vat_id(data["postal_country"], data.get("vat_id", ""))
        except ValueError as error:
            raise INVALID_VAT_ID(field="vat_id") from error
        return {**data, "vat_id": vat_id}


class ReplaceLogoSerializer(Serializer):
    file = UploadField(help_text="PNG, JPEG or WebP, of at most 1 MiB and 4 million pixels.")
