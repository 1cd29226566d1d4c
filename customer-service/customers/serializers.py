from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import (
    BooleanField,
    CountryField,
    EmailField,
    InstantField,
    LineField,
    TextField,
    UUIDField,
)
from chassis.phones import PhoneField
from customers import examples
from customers.models import Consent, Customer, Purpose
from customers.wordings import LANGUAGES

# What the customer does themselves in a message has its own way here.
SPOKEN = [(one.value, one.label) for one in (Consent.Source.IN_PERSON, Consent.Source.TELEPHONE)]


class AddressSerializer(ModelSerializer):
    country = CountryField(allow_blank=True, required=False)

    class Meta:
        model = Customer
        fields = ["street", "postal_code", "city", "country"]


class EmergencyContactSerializer(Serializer):
    """What a change leaves out stays as it is."""

    name = LineField(source="emergency_contact_name", max_length=100, allow_blank=True, required=False)
    phone = PhoneField(source="emergency_contact_phone", required=False)


class ConsentsSerializer(Serializer):
    """What counts by now."""

    marketing = BooleanField(source="consents_to_marketing", read_only=True)
    reminders = BooleanField(source="consents_to_reminders", read_only=True)
    sms = BooleanField(source="consents_to_sms", read_only=True)


class WordingSerializer(Serializer):
    """Which words the customer was shown, of `consents/wordings/`."""

    version = LineField(max_length=10)
    language = serializers.ChoiceField(LANGUAGES)


class ChangeConsentsSerializer(Serializer):
    """What a change leaves out stays as it is. `wording` goes with what is given."""

    marketing = BooleanField(source="consents_to_marketing", required=False)
    reminders = BooleanField(source="consents_to_reminders", required=False)
    sms = BooleanField(source="consents_to_sms", required=False)
    wording = WordingSerializer(required=False)


class CustomerSerializer(ModelSerializer):
    """A customer as they themselves and the staff see them."""

    email = LineField(read_only=True, help_text="Empty as long as none is known.")
    address = AddressSerializer(source="*", read_only=True)
    emergency_contact = EmergencyContactSerializer(source="*", read_only=True)
    consents = ConsentsSerializer(source="*", read_only=True)

    class Meta:
        model = Customer
        fields = [
            "id", "has_login", "email", "first_name", "last_name", "phone", "company", "address",
            "emergency_contact", "contact_preference", "consents", "is_active", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class CustomerForServicesSerializer(ModelSerializer):
    """Whether there is such a customer, whether their account is in use, and to whom invoices are written."""

    email = LineField(read_only=True, help_text="Empty as long as none is known.")
    country = LineField(read_only=True, help_text="ISO 3166-1 alpha-2, or empty.")

    class Meta:
        model = Customer
        fields = [
            "id", "is_active", "email", "first_name", "last_name", "company", "street", "postal_code", "city",
            "country",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.ADD])
class AddCustomerSerializer(Serializer):
    first_name = LineField(max_length=80)
    last_name = LineField(max_length=80, required=False, allow_blank=True)
    email = EmailField(
        required=False, allow_blank=True, help_text="Theirs alone: nobody can register with it any more."
    )
    phone = PhoneField(required=False)


@extend_schema_serializer(examples=[examples.CHANGE])
class ChangeCustomerSerializer(Serializer):
    company = LineField(max_length=100, allow_blank=True)
    address = AddressSerializer(source="*")
    emergency_contact = EmergencyContactSerializer(source="*")
    contact_preference = serializers.ChoiceField(Customer.Contact.choices)
    consents = ChangeConsentsSerializer(source="*")


class CustomerFilters(Query):
    email = EmailField(required=False, source="email__iexact")
    is_active = BooleanField(required=False)


class ConsentSerializer(ModelSerializer):
    """That a consent was given or withdrawn: when, by whom, and in which words."""

    at = InstantField(read_only=True, help_text="Of the source `earlier` the latest that it can have been.")
    by = UUIDField(
        read_only=True, allow_null=True, help_text="The account of who said so; null of `earlier`."
    )
    wording_version = LineField(read_only=True, help_text="Empty where the words are not known.")
    language = LineField(read_only=True, help_text="ISO 639-1, or empty.")
    words = TextField(read_only=True, help_text="What the customer was shown, or empty.")

    class Meta:
        model = Consent
        fields = ["id", "purpose", "granted", "source", "at", "by", "wording_version", "language", "words"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.NOTE_CONSENT])
class NoteConsentSerializer(Serializer):
    """`wording` is what the customer was read; it may be left out of a consent that is withdrawn."""

    purpose = serializers.ChoiceField(Purpose.choices)
    granted = BooleanField()
    source = serializers.ChoiceField(SPOKEN)
    wording = WordingSerializer(required=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["granted"] and "wording" not in data:
            raise serializers.ValidationError(
                {"wording": self.fields["wording"].error_messages["required"]}, "required"
            )
        return data


class WordsSerializer(Serializer):
    marketing = TextField()
    reminders = TextField()
    sms = TextField()


class WordingsSerializer(Serializer):
    """The words of each purpose."""

    version = LineField()
    language = LineField()
    languages = serializers.ListField(child=LineField(), help_text="In which there are words.")
    words = WordsSerializer()


class WordingsQuery(Query):
    language = serializers.ChoiceField(LANGUAGES, default="en")
