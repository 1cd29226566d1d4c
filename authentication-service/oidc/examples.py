"""What the documentation shows. A code that counts is shown nowhere."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import parameters, seeded

CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

parameters(
    provider="google",
    identity_id=seeded(8),
    code_challenge=CHALLENGE,
    state="a state that is over",
    code="a code of the provider",
    iss="https://accounts.google.com",
    error="access_denied",
)

SIGN_IN = OpenApiExample(
    "Signing in by a provider",
    {"code": "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", "code_verifier": VERIFIER},
    request_only=True,
)
