"""The relying party of Web Authentication (W3C, Level 2): what we ask authenticators for, and believe.

Rule: a passkey is discoverable, and its holder shows by finger, face or PIN who they are whenever it is used,
so that it stands for a password and a second factor together.
Rule: what an authenticator is made of is nobody's business here: no attestation is asked for.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.conf import settings
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    decode_credential_public_key,
    decoded_public_key_to_cryptography,
    options_to_json_dict,
    parse_client_data_json,
    parse_registration_credential_json,
    verify_signature,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from accounts.models import Account
from passkeys.models import LONGEST_CREDENTIAL_ID, LONGEST_PUBLIC_KEY, Passkey

NAME = "ServEase"
# How long a browser waits for its person, in milliseconds; the challenge lives a little longer.
TIMEOUT = 4 * 60 * 1000
SMALLEST_RSA_KEY = 2048

Verified = TypeVar("Verified")


class NotVerified(Exception):
    """What came is no answer to this challenge, from this site, by a key that we know."""


def options_for_registering(account: Account, there: Iterable[Passkey], challenge: bytes) -> dict[str, Any]:
    """What a browser's navigator.credentials.create() takes, as JSON."""
    options = generate_registration_options(
        rp_id=settings.PASSKEY_DOMAIN,
        rp_name=NAME,
        user_id=account.id.bytes,
        user_name=account.email,
        user_display_name=f"{account.first_name} {account.last_name}".strip(),
        challenge=challenge,
        timeout=TIMEOUT,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_described(there),
    )
    return options_to_json_dict(options)


def options_for_showing(allowed: Iterable[Passkey], challenge: bytes) -> dict[str, Any]:
    """What navigator.credentials.get() takes; with none allowed the browser offers those it has for us."""
    options = generate_authentication_options(
        rp_id=settings.PASSKEY_DOMAIN,
        challenge=challenge,
        timeout=TIMEOUT,
        allow_credentials=_described(allowed),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def verified_registration(credential: dict[str, Any], challenge: bytes) -> VerifiedRegistration:
    """A passkey that was just made. Raises NotVerified."""

    def verify() -> VerifiedRegistration:
        _refuse_frames(credential)
        registration = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=settings.PASSKEY_DOMAIN,
            expected_origin=settings.PASSKEY_ORIGINS,
            require_user_verification=True,
        )
        _refuse_useless_keys(registration)
        return registration

    return _verified(verify)


def verified_use(credential: dict[str, Any], challenge: bytes, passkey: Passkey) -> VerifiedAuthentication:
    """A passkey that was just used, whose count is left to the caller to judge. Raises NotVerified."""

    def verify() -> VerifiedAuthentication:
        _refuse_frames(credential)
        return verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=settings.PASSKEY_DOMAIN,
            expected_origin=settings.PASSKEY_ORIGINS,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )

    return _verified(verify)


def named_by(credential: dict[str, Any]) -> tuple[bytes, bytes]:
    """Which passkey an answer is by, and whose it says to be: two ids. Raises NotVerified."""

    def read() -> tuple[bytes, bytes]:
        handle = credential["response"].get("userHandle")
        return base64url_to_bytes(credential["rawId"]), base64url_to_bytes(handle or "")

    return _verified(read)


def transports_of(credential: dict[str, Any]) -> list[str]:
    """How its authenticator is reached, of the ways that the library knows, for when it is asked for."""
    known = parse_registration_credential_json(credential).response.transports or []
    return sorted({transport.value for transport in known})


def _described(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=bytes(passkey.credential_id),
            transports=[AuthenticatorTransport(transport) for transport in passkey.transports],
        )
        for passkey in passkeys
    ]


def _verified(verify: Callable[[], Verified]) -> Verified:
    try:
        return verify()
    # The library takes apart what strangers send, and not all that it stumbles over is an error of its own.
    except Exception as error:
        raise NotVerified(f"{type(error).__name__}: {error}"[:200]) from error


def _refuse_frames(credential: dict[str, Any]) -> None:
    """Nobody is asked in a frame of another site's page (Level 2, 5.8.1); the library does not look."""
    client_data = parse_client_data_json(base64url_to_bytes(credential["response"]["clientDataJSON"]))
    if client_data.cross_origin:
        raise ValueError("Asked in a frame of another origin.")


def _refuse_useless_keys(registration: VerifiedRegistration) -> None:
    """Without attestation the library does not look whether a key could ever verify anything."""
    public_key, credential_id = registration.credential_public_key, registration.credential_id
    if len(public_key) > LONGEST_PUBLIC_KEY or len(credential_id) > LONGEST_CREDENTIAL_ID:
        raise ValueError("Longer than the standard allows.")
    decoded = decode_credential_public_key(public_key)
    key = decoded_public_key_to_cryptography(decoded)
    if isinstance(key, RSAPublicKey) and key.key_size < SMALLEST_RSA_KEY:
        raise ValueError(f"An RSA key of {key.key_size} bits.")
    with suppress(InvalidSignature):  # Any other error is of the key.
        verify_signature(public_key=key, signature_alg=decoded.alg, signature=b"", data=b"")
