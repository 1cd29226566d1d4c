"""From news to words: what a person reads of a kind of news, in their language."""

import re
from typing import Any, NamedTuple

from django.db import connection

from texts.language import Language, Words
from texts.languages import LANGUAGES
from texts.sandbox import filled
from texts.values import worded

NEWEST = """
    SELECT is_built_in, title, body, action FROM texts_template
    WHERE kind = %(kind)s AND language = %(language)s ORDER BY version DESC LIMIT 1
"""
# Of title, body and label, in characters.
LONGEST = (200, 5000, 60)
# Whatever ends a line or is a control: with one of these a title could begin another header of a mail.
BREAKS = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
GAPS = re.compile(r"\n{3,}")


class Text(NamedTuple):
    """What is read of news: one line, paragraphs with a blank line between them, the label of a button.

    It is plain text and not HTML. Without a label there is nothing to be done about it.
    """

    title: str
    body: str
    action: str


def rendered(kind: str, values: dict[str, Any], language: str) -> Text:
    """The text of this kind of news. `values` are those that the kind names (texts/kinds.py).

    Rule: what an admin wrote counts, unless nothing would be left of its title or body.
    """
    spoken = LANGUAGES[language]
    said = worded_values(values, spoken)
    text = text_of(words_of(kind, language), said)
    return text if text.title and text.body else text_of(spoken.texts[kind], said)


def words_of(kind: str, language: str) -> Words:
    """The templates that count: an admin's newest ones, or the built-in ones.

    Asked of each piece of news for everybody who gets it, so its plan is kept.
    """
    asked = {"kind": kind, "language": language}
    for is_built_in, *own in connection.fetch_prepared(NEWEST, asked):  # type: ignore[attr-defined]
        if not is_built_in:
            return Words(*own)
    return LANGUAGES[language].texts[kind]


def worded_values(values: dict[str, Any], language: Language) -> dict[str, Any]:
    return {name: worded(value, language) for name, value in values.items()}


def text_of(words: Words, values: dict[str, Any]) -> Text:
    """Templates filled with values in words. What is too long is cut, and ends with …"""
    text = uncut_text_of(words, values)
    return Text(*(_cut(part, longest) for part, longest in zip(text, LONGEST, strict=True)))


def uncut_text_of(words: Words, values: dict[str, Any]) -> Text:
    title, body, action = (filled(source, values) for source in words)
    return Text(_line(title), _paragraphs(body), _line(action))


def _line(text: str) -> str:
    return BREAKS.sub(" ", text).strip()


def _paragraphs(text: str) -> str:
    return GAPS.sub("\n\n", CONTROLS.sub("", text)).strip()


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
