"""What the documentation shows. The ids and the accounts are those of the demo data."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded

CUSTOMER = seeded(1)
TECHNICIAN = seeded(2)
SESSION = seeded(6)
PASSWORD = "servease-demo"
MFA_TOKEN = "pQ0fKq0cJ7o1mZtq0rXJc3b7b1m5mGm0fT9Y5Wm2x6E"

parameters(account_id=TECHNICIAN, session_id=SESSION)

SIGN_IN = body("The demo customer", {"email": "customer@servease.test", "password": PASSWORD})
SIGNED_IN = OpenApiExample(
    "Signed in",
    {
        "access": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
        "refresh": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
        "account": {
            "id": CUSTOMER,
            "has_login": True,
            "email": "customer@servease.test",
            "first_name": "Carla",
            "last_name": "Customer",
            "phone": "+4930901820",
            "role": "customer",
            "groups": [],
            "is_active": True,
            "email_verified": True,
            "phone_verified": False,
            "second_factors": [],
            "invited_until": None,
            "created_at": "2026-11-22T09:30:00Z",
        },
        "device_token": "cVf0Yw3nQm6xJt2sB8kLz4dPh1aRu7eXg5oTi9vNyWE",
        "mfa_enrolment_required": False,
    },
    response_only=True,
)
CHALLENGED = OpenApiExample(
    "A second factor is asked for",
    {"mfa_required": True, "mfa_token": MFA_TOKEN, "methods": ["totp", "passkey"]},
    response_only=True,
)
REGISTER = body(
    "A customer",
    {
        "email": "ada.000000@example.org",
        "password": "a long demo password",
        "first_name": "Ada",
        "last_name": "Byron",
        "phone": "+49 30 901820",
    },
)
REGISTER_WITHOUT_LOGIN = body(
    "Somebody who walked in", {"first_name": "Ada", "last_name": "Byron", "phone": "+49 30 901820"}
)
ISSUE_TOKEN = body("A service", {"client_id": "user-service", "client_secret": "a secret of its own"})
REFRESH = body("What signing in gave", {"refresh": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln"})
CHANGE_OWN = body("A new phone", {"phone": "+49 30 901821"})
CHANGE_PASSWORD = body(
    "Another one", {"current_password": PASSWORD, "new_password": "another long demo password"}
)
CHANGE = body("An employee", {"role": "employee", "groups": ["technician"], "is_active": True})
