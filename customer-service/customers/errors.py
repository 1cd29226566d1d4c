"""What this service refuses with, beside what every service does."""

from chassis.errors import Conflict, Forbidden, Refusal, Unprocessable

# What authentication-service refuses with, and is passed on.
EMAIL_TAKEN = Refusal(
    Conflict,
    "email_taken",
    "Somebody else has this email address already.",
    remedy="Look for them by this address among the customers; or leave the address out.",
    allowed=list[str],
)
CONSENT_IS_THEIRS = Refusal(
    Forbidden,
    "consent_is_theirs",
    "Only the customer can give a consent; staff can only withdraw it.",
    remedy="Ask the customer to give it in their own account; or note what they said in person or by "
    "telephone (POST {id}/consents/).",
)
WORDING_REPLACED = Refusal(
    Unprocessable,
    "wording_replaced",
    "These words are not shown any more, so nobody can agree to them.",
    remedy="Show those of GET consents/wordings/, whose version is `current`, and ask again.",
    current=str,
)
