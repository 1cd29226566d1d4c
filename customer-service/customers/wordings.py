"""The words in which customers are asked for their consents.

Whoever changes a sentence sets VERSION to the day on which the new ones are shown. What somebody agreed to
before is kept in their Consent, in the words that they were shown.
"""

from customers.errors import WORDING_REPLACED

VERSION = "2026-11-30"
WORDINGS: dict[str, dict[str, str]] = {
    "en": {
        "marketing": "The workshop may send me offers and news. I can withdraw this at any time.",
        "reminders": (
            "The workshop may remind me of appointments, services that are due and documents that expire."
            " I can withdraw this at any time."
        ),
        "sms": (
            "The workshop may write to me by text message at my mobile number."
            " I can withdraw this at any time, also by answering STOP."
        ),
    },
    "de": {
        "marketing": (
            "Die Werkstatt darf mir Angebote und Neuigkeiten schicken. Das kann ich jederzeit widerrufen."
        ),
        "reminders": (
            "Die Werkstatt darf mich an Termine, an fällige Wartungen und an ablaufende Dokumente erinnern."
            " Das kann ich jederzeit widerrufen."
        ),
        "sms": (
            "Die Werkstatt darf mir SMS an meine Mobilnummer schicken."
            " Das kann ich jederzeit widerrufen, auch durch die Antwort STOP."
        ),
    },
}
LANGUAGES = sorted(WORDINGS)


def wordings(language: str) -> dict[str, object]:
    """What a client shows whoever is asked, in a language."""
    return {"version": VERSION, "language": language, "languages": LANGUAGES, "words": WORDINGS[language]}


def words_shown(purpose: str, version: str, language: str) -> dict[str, str]:
    """What is kept of the words that a customer agreed to.

    Rule: a consent is given to the words of today. Raises Unprocessable (422) wording_replaced.
    """
    if version != VERSION:
        raise WORDING_REPLACED(current=VERSION)
    return {"wording_version": version, "language": language, "words": WORDINGS[language][purpose]}
