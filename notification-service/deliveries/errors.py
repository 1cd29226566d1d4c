"""What deliveries are refused with."""

from chassis.errors import Malformed, Refusal

TEXT_MESSAGE_UNSIGNED = Refusal(
    Malformed,
    "text_message_unsigned",
    "This is no text message that was signed with the platform's secret in the last five minutes.",
    remedy="Send the body as it was signed, and compare SMS_WEBHOOK_SECRET.",
)
MAIL_EVENT_UNSIGNED = Refusal(
    Malformed,
    "mail_event_unsigned",
    "These are no news of a mail that were signed with the platform's secret in the last five minutes.",
    remedy="Send the body as it was signed, and compare MAIL_WEBHOOK_SECRET.",
)
