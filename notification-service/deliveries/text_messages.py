"""What people answer to text messages."""

import re
import unicodedata
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction

from contacts.actions import withdraw_consent
from contacts.models import Contact
from deliveries.errors import TEXT_MESSAGE_UNSIGNED
from deliveries.signatures import is_signed

# Of all that a message says, in English, German, Spanish and French; accents and signs are passed over.
STOP = {
    "stop", "stop all", "stopall", "unsubscribe", "cancel", "end", "quit",
    "stopp", "abmelden", "abbestellen", "ende",
    "alto", "baja", "parar", "cancelar",
    "arret", "arreter", "desabonner", "fin",
}  # fmt: skip


def check_signature(body: bytes, headers: Mapping[str, str]) -> None:
    """Rule: answers to text messages count if their bytes are signed with our secret, at most five minutes
    ago.

    Raises Malformed (400) text_message_unsigned.
    """
    if not is_signed(body, headers, settings.SMS_WEBHOOK_SECRET):
        raise TEXT_MESSAGE_UNSIGNED()


def take(number: str, text: str) -> None:
    """Read what somebody answered; what is no STOP changes nothing.

    Rule: who answers STOP withdraws their consent to text messages, at once and whatever account has that
    number; who said so already has said it once.
    """
    if _words_of(text) not in STOP:
        return
    with transaction.atomic():
        consenting = Contact.objects.filter(phone=number, consents_to_sms=True)
        for account_id in consenting.select_for_update().order_by("id").values_list("pk", flat=True):
            withdraw_consent(account_id, "sms", by="sms_stop")


def _words_of(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", letters))
