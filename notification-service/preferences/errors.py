"""What changing preferences is refused with."""

from chassis.errors import Conflict, InvalidField, Refusal

UNKNOWN_KIND = Refusal(InvalidField, "unknown_kind", "There is no kind {kind}. There are: {kinds}.")
UNKNOWN_CHANNEL = Refusal(
    InvalidField, "unknown_channel", "There is no channel {channel}. There are: {channels}."
)
NOT_EVEN_BEGUN = Refusal(InvalidField, "not_even_begun", "Quiet hours must not end when they begin.")
SECURITY_MAIL = Refusal(
    Conflict,
    "security_mail",
    "Mail about the security of your account cannot be switched off.",
    remedy="Switch off only what `may_change` says can be.",
    news_kind=str,
)
