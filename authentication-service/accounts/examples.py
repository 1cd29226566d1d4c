"""What the documentation shows. The ids and the accounts are those of the demo data."""

from chassis.api.examples import body, parameters, seeded

CUSTOMER = seeded(1)
TECHNICIAN = seeded(2)
SESSION = seeded(6)
PASSWORD = "servease-demo"

parameters(account_id=TECHNICIAN, session_id=SESSION)

SIGN_IN = body("The demo customer", {"email": "customer@servease.test", "password": PASSWORD})
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
