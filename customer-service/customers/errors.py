"""What this service refuses with, beside what every service does."""

from chassis.errors import Forbidden, Refusal

CONSENT_IS_THEIRS = Refusal(
    Forbidden,
    "consent_is_theirs",
    "Only the customer can give a consent; staff can only withdraw it.",
    remedy="Ask the customer to give it in their own account.",
)
