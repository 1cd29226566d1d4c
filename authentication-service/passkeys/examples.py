"""What the documentation shows. A browser alone can make answers that count."""

from drf_spectacular.utils import OpenApiExample

from accounts.examples import MFA_TOKEN
from chassis.api.examples import body, parameters, seeded

PASSKEY = seeded(74)
CEREMONY = "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11"

parameters(passkey_id=PASSKEY)

MADE = {
    "id": "Zmlyc3QtcGFzc2tleQ",
    "rawId": "Zmlyc3QtcGFzc2tleQ",
    "type": "public-key",
    "response": {"clientDataJSON": "e30", "attestationObject": "oA", "transports": ["internal"]},
    "clientExtensionResults": {},
}
SHOWN = {
    **MADE,
    "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"},
}
ANSWER = {"ceremony_id": CEREMONY, "credential": SHOWN}
REGISTER = body("What the browser made", {"ceremony_id": CEREMONY, "credential": MADE, "name": "Laptop"})
RENAME = body("Another name", {"name": "Old laptop"})
SIGN_IN = body("What the browser gave", ANSWER)
BEGIN_SECOND_FACTOR = body("After the password", {"mfa_token": MFA_TOKEN})
SECOND_FACTOR = body("What the browser gave", {**ANSWER, "mfa_token": MFA_TOKEN})
STEP_UP = body("What the browser gave", ANSWER)
BEGUN = {"ceremony_id": CEREMONY, "expires_at": "2026-11-30T10:05:00Z"}
CHALLENGE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
MAKE = OpenApiExample(
    "For credentials.create()",
    {
        **BEGUN,
        "options": {
            "rp": {"id": "garage.example", "name": "ServEase"},
            "user": {
                "id": "AZAAAAAAcACAAAAAAAAAAQ",
                "name": "customer@servease.test",
                "displayName": "Carla Customer",
            },
            "challenge": CHALLENGE,
            "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
            "excludeCredentials": [],
            "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
            "attestation": "none",
        },
    },
    response_only=True,
)
SHOW = OpenApiExample(
    "For credentials.get()",
    {
        **BEGUN,
        "options": {
            "rpId": "garage.example",
            "challenge": CHALLENGE,
            "allowCredentials": [],
            "userVerification": "required",
        },
    },
    response_only=True,
)
