"""What admins do with texts."""

from typing import Any

from django.conf import settings
from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.locking import take_turns
from texts.errors import COMES_TO_NOTHING, COMES_TO_TOO_MUCH, DEFAULT_LANGUAGE_IS_USED, LACKS_CODE
from texts.kinds import KINDS, CodeIn, Kind
from texts.language import Words
from texts.languages import LANGUAGES
from texts.models import LanguageReview, Template
from texts.rendering import LONGEST, Text, uncut_text_of, worded_values
from texts.reviews import shown
from texts.sandbox import check_template


def check_there_is(kind: str, language: str) -> None:
    """Raises NotFound (404) for a kind or a language that there is not."""
    if kind not in KINDS or language not in LANGUAGES:
        raise NotFound


def text_in_force(kind: str, language: str) -> Template:
    """The text that counts, with the words of the built-in one where that does; then it may be version 0.

    Raises NotFound (404).
    """
    check_there_is(kind, language)
    newest = Template.objects.filter(kind=kind, language=language).order_by("-version").first()
    return _in_words(newest or Template(kind=kind, language=language, version=0, is_built_in=True))


def kinds_of_news() -> list[dict[str, Any]]:
    """Every kind, with how far its text is in each language."""
    newest: dict[tuple[str, str], Template] = {}
    for template in Template.objects.order_by("kind", "language", "-version").distinct("kind", "language"):
        newest[template.kind, template.language] = template
    return [
        {
            "kind": kind.name,
            "title": kind.title,
            "about": kind.about,
            "audience": kind.audience,
            "urgent": kind.urgent,
            "security": kind.security,
            "consent": kind.consent,
            "languages": [_how_far(newest.get((kind.name, code)), code) for code in LANGUAGES],
        }
        for kind in KINDS.values()
    ]


def change_text(
    actor: Actor,
    kind: str,
    language: str,
    words: Words,
    *,
    check_precondition: Precondition = no_precondition,
) -> Template:
    """Let news of a kind say something else in a language.

    Rule: each change of a text is a version of its own, and says whose it is; the same words again are none.
    Rule: what people are written, in which languages and whether at all, an admin says in person: no API key
    rewords the mails that sign people in, or stops an address.
    Raises NotFound (404), PreconditionFailed (412), and what previews() does.
    """
    check_there_is(kind, language)
    previews(kind, language, words)
    with transaction.atomic():
        current = _turn_at(kind, language, check_precondition)
        if current.is_built_in or Words(current.title, current.body, current.action) != words:
            current = _next_version(current, actor, words._asdict())
    return current


def restore_built_in(
    actor: Actor, kind: str, language: str, *, check_precondition: Precondition = no_precondition
) -> None:
    """Go back to the text that the platform brings.

    Rule: what a text was is kept: going back to the built-in one is a version too.
    Raises NotFound (404), PreconditionFailed (412).
    """
    check_there_is(kind, language)
    with transaction.atomic():
        current = _turn_at(kind, language, check_precondition)
        if not current.is_built_in:
            _next_version(current, actor, {"is_built_in": True})


def previews(kind: str, language: str, words: Words) -> list[tuple[dict[str, Any], Text]]:
    """What words come to with each example of their kind, with and without what may lack; with its values.

    Rule: with every example there is a title and a body, and none is longer than what is sent; what is sent
    for a code has it, behind its button or in its title.
    Raises NotFound (404), COMES_TO_NOTHING, COMES_TO_TOO_MUCH, LACKS_CODE (400), and what check_template()
    does.
    """
    check_there_is(kind, language)
    for field, source in words._asdict().items():
        check_template(field, source, KINDS[kind].variables)
    values = [worded_values(example, LANGUAGES[language]) for example in KINDS[kind].examples]
    texts = [(each, uncut_text_of(words, each)) for each in values]
    for said, text in texts:
        if not _has_code(KINDS[kind], said, text):
            raise LACKS_CODE(field=KINDS[kind].code_in)
        for (field, part), longest in zip(text._asdict().items(), LONGEST, strict=True):
            if not part and field != "action":
                raise COMES_TO_NOTHING(field=field)
            if len(part) > longest:
                raise COMES_TO_TOO_MUCH(field=field, length=len(part), longest=longest)
    return texts


def _has_code(kind: Kind, values: dict[str, Any], text: Text) -> bool:
    if kind.code_in == CodeIn.TITLE:
        return values["code"] in text.title
    return kind.code_in != CodeIn.ACTION or bool(text.action)


def languages() -> list[dict[str, Any]]:
    reviews = {review.code: review for review in LanguageReview.objects.all()}
    return [shown(language, reviews.get(code)) for code, language in LANGUAGES.items()]


def language_of_code(code: str) -> dict[str, Any]:
    """Raises NotFound (404)."""
    if code not in LANGUAGES:
        raise NotFound
    return shown(LANGUAGES[code], LanguageReview.objects.filter(code=code).first())


def review_language(
    actor: Actor,
    code: str,
    changes: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> dict[str, Any]:
    """Say whether mail may be sent in a language: `{"reviewed": true}`.

    Rule: the platform's own language stays reviewed, for whoever reads no other is written to in it.
    Raises NotFound (404), DEFAULT_LANGUAGE_IS_USED (409), PreconditionFailed (412).
    """
    with transaction.atomic():
        take_turns(f"the language {code}")
        current = language_of_code(code)
        check_precondition(current)
        reviewed = changes.get("reviewed", current["reviewed"])
        if code == settings.DEFAULT_LANGUAGE and not reviewed:
            raise DEFAULT_LANGUAGE_IS_USED(code=code)
        if current["reviewed"] == reviewed:
            return current
        LanguageReview.objects.update_or_create(
            code=code, defaults={"is_reviewed": reviewed, "reviewed_by": actor.id}
        )
        return language_of_code(code)


def _turn_at(kind: str, language: str, check_precondition: Precondition) -> Template:
    """The text in force, which nobody else changes until the transaction ends."""
    take_turns(f"the text {kind} {language}")
    current = text_in_force(kind, language)
    check_precondition(current)
    return current


def _next_version(current: Template, actor: Actor, changes: dict[str, Any]) -> Template:
    return _in_words(
        Template.objects.create(
            kind=current.kind,
            language=current.language,
            version=current.version + 1,
            changed_by=actor.id,
            **changes,
        )
    )


def _in_words(template: Template) -> Template:
    if template.is_built_in:
        template.title, template.body, template.action = LANGUAGES[template.language].texts[template.kind]
    return template


def _how_far(newest: Template | None, code: str) -> dict[str, Any]:
    return {
        "language": code,
        "version": newest.version if newest else 0,
        "is_built_in": newest is None or newest.is_built_in,
    }
