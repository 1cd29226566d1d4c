"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from accounts.examples import MFA_TOKEN
from chassis.api.examples import body, parameters, seeded

PASSWORD = "servease-demo"

parameters(factor_reset_id=seeded(98))

COMPLETE_SECOND_FACTOR = body("A code of the app", {"mfa_token": MFA_TOKEN, "code": "492039"})
STEP_UP = body("The password", {"password": PASSWORD})
CONFIRM = body("A code of the app", {"code": "492039"})
ENROLMENT = OpenApiExample(
    "A secret",
    {
        "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "otpauth_url": "otpauth://totp/ServEase:customer%40servease.test?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
        "&issuer=ServEase",
    },
    response_only=True,
)
RECOVERY_CODES = OpenApiExample(
    "The first second factor",
    {"recovery_codes": [f"{number}-7k2qx-m4tzp" for number in range(10)]},
    response_only=True,
)
