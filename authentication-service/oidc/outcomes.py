"""What a page is sent in place of a code when a provider has confirmed nobody."""

from enum import StrEnum


class Outcome(StrEnum):
    DECLINED = "declined"
    NOT_CONFIRMED = "not_confirmed"
    UNAVAILABLE = "upstream_unavailable"
    STATE_INVALID = "state_invalid"


# What a provider says of it (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6); all else is no confirmation.
OF_ERRORS = {
    "access_denied": Outcome.DECLINED,
    "consent_required": Outcome.DECLINED,
    "interaction_required": Outcome.DECLINED,
    "login_required": Outcome.DECLINED,
    "server_error": Outcome.UNAVAILABLE,
    "temporarily_unavailable": Outcome.UNAVAILABLE,
}
