from typing import Any

from drf_spectacular.utils import extend_schema_serializer

from accounts.serializers import DeviceTokenField
from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import LineField, PatternField, SecretField
from oidc import examples
from oidc.models import Identity


class ProviderSerializer(Serializer):
    name = LineField(help_text="As it stands in the addresses below oidc/.")
    title = LineField(help_text="As people know it.")


class ProvidersSerializer(Serializer):
    providers = ProviderSerializer(many=True)


class StartQuery(Query):
    code_challenge = PatternField(
        "^[A-Za-z0-9_-]{43}$",
        "Give the SHA-256 of a verifier in base64url, 43 characters (RFC 7636).",
        help_text="The SHA-256 of a verifier that only the page keeps, in base64url (RFC 7636, S256).",
    )


def _word(longest: int, **options: Any) -> LineField:
    """What is missing is for the page to say, and no reason to leave a browser with a refusal."""
    return LineField(max_length=longest, required=False, allow_blank=True, default="", **options)


class CallbackQuery(Query):
    """What a provider sends a browser back with."""

    state = _word(200)
    code = _word(4096)
    iss = _word(300, help_text="Of RFC 9207.")
    error = _word(200)

    def _misfits(self, data: dict[str, Any]) -> dict[str, Any]:
        """What else a provider says is passed over (RFC 6749, 4.1.2)."""
        return {}


@extend_schema_serializer(examples=[examples.SIGN_IN])
class ProviderSignInSerializer(Serializer):
    code = SecretField(max_length=100, help_text="What came behind the # of the page.")
    code_verifier = PatternField(
        "^[A-Za-z0-9._~-]{43,128}$",
        "Give the verifier, 43 to 128 characters (RFC 7636).",
        help_text="Of which the challenge was made (RFC 7636).",
    )


class SignInByProviderSerializer(ProviderSignInSerializer):
    device_token = DeviceTokenField()


class IdentitySerializer(ModelSerializer):
    class Meta:
        model = Identity
        fields = ["id", "provider", "email", "created_at"]
        read_only_fields = fields
