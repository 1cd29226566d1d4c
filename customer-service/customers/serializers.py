from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import BooleanField, CountryField, EmailField, LineField
from chassis.phones import PhoneField
from customers import examples
from customers.models import Customer


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
    """What a change leaves out stays as it is."""

    marketing = BooleanField(source="consents_to_marketing", required=False)
    reminders = BooleanField(source="consents_to_reminders", required=False)


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
    consents = ConsentsSerializer(source="*")


class CustomerFilters(Query):
    email = EmailField(required=False, source="email__iexact")
    is_active = BooleanField(required=False)
