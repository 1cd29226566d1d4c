"""Bodies of checkouts, and of what the provider sends."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from billing import online_examples as examples
from billing.models import Checkout
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import LineField, MoneyField, WebAddressField

LONGEST_ADDRESS = 2000


class CheckoutSerializer(ModelSerializer):
    """A page of the provider's on which the customer pays."""

    amount = MoneyField("amount", "currency", read_only=True)

    class Meta:
        model = Checkout
        fields = ["id", "url", "amount", "expires_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.BEGIN_CHECKOUT])
class BeginCheckoutSerializer(Serializer):
    return_url = WebAddressField(
        max_length=LONGEST_ADDRESS, help_text="Where the browser goes afterwards, paid or not."
    )


@extend_schema_serializer(examples=[examples.PROVIDER_EVENT])
class ProviderEventSerializer(serializers.Serializer):
    """An event as Stripe sends it. What else it has is ignored, and so are kinds that say nothing of a
    checkout."""

    type = LineField(max_length=255)
    data = serializers.DictField()
