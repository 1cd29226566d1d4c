"""What the documentation shows. The id is of no row: a code that counts is shown nowhere."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import parameters, seeded

parameters(code_id=seeded(7))

MAILED_CODE = OpenApiExample(
    "A code in a link",
    {
        "code": "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
        "address": "ada@example.org",
        "channel": "email",
        "purpose": "reset_password",
        "expires_at": "2026-12-01T10:00:00Z",
    },
    response_only=True,
)
