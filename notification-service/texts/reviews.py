"""In which languages mail is sent."""

from typing import Any

from django.conf import settings
from django.db import connection

from texts.language import Language
from texts.languages import LANGUAGES
from texts.models import LanguageReview

REVIEW = "SELECT is_reviewed FROM texts_languagereview WHERE code = %(code)s"


def language_to_send_in(language: str) -> str:
    """The language in which news leave the platform to somebody who reads `language`.

    Asked of each message, so its plan is kept.
    Rule: what is sent is in a language that is reviewed, else in the platform's; the inbox has all of them.
    """
    rows = connection.fetch_prepared(REVIEW, {"code": language})  # type: ignore[attr-defined]
    is_reviewed = rows[0][0] if rows else LANGUAGES[language].is_reviewed
    return language if is_reviewed else settings.DEFAULT_LANGUAGE


def shown(language: Language, review: LanguageReview | None) -> dict[str, Any]:
    """A language with who reviewed it; the platform's own is one that mail is sent in whatever comes."""
    is_default = language.code == settings.DEFAULT_LANGUAGE
    return {
        "code": language.code,
        "name": language.name,
        "is_default": is_default,
        "reviewed": is_default or (review.is_reviewed if review else language.is_reviewed),
        "reviewed_by": review and review.reviewed_by,
        "changed_at": review and review.updated_at,
    }
