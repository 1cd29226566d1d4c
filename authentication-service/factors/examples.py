"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from chassis.api.examples import body, parameters, seeded

PASSWORD = "servease-demo"

parameters(factor_reset_id=seeded(98))

COMPLETE_SECOND_FACTOR = body(
    "A code of the app", {"mfa_token": "pQ0fKq0cJ7o1mZtq0rXJc3b7b1m5mGm0fT9Y5Wm2x6E", "code": "492039"}
)
STEP_UP = body("The password", {"password": PASSWORD})
CONFIRM = body("A code of the app", {"code": "492039"})
