"""Every text of every kind in every language, filled with the examples that its kind gives."""

import re

import pytest

from contacts import models as contacts
from texts.actions import previews
from texts.kinds import KINDS
from texts.languages import LANGUAGES
from texts.rendering import rendered
from texts.values import day, instant, money, worded

pytestmark = pytest.mark.django_db
EVERY_TEXT = [
    pytest.param(kind, language, id=f"{kind.name}-{language}")
    for kind in KINDS.values()
    for language in LANGUAGES
]
UNFILLED = re.compile(r"[{}%]{2}|None|undefined|\[\]|''| ,| \.|  ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_table_lacks_a_kind_or_has_one_that_is_none(language):
    assert LANGUAGES[language].texts.keys() == KINDS.keys()


def test_contacts_read_the_languages_that_there_are():
    assert set(contacts.LANGUAGES) == LANGUAGES.keys()


@pytest.mark.parametrize(("kind", "language"), EVERY_TEXT)
def test_every_built_in_text_is_a_template_that_an_admin_could_have_written(kind, language):
    assert previews(kind.name, language, LANGUAGES[language].texts[kind.name])


@pytest.mark.shows("NO03")
@pytest.mark.parametrize(("kind", "language"), EVERY_TEXT)
def test_every_text_can_be_shown_with_and_without_what_may_lack(kind, language):
    for values in kind.examples:
        text = rendered(kind.name, values, language)
        assert text.title
        assert text.body
        assert [part for part in text if UNFILLED.search(part)] == []
        assert "\n" not in text.title + text.action


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["Monday, 30 November 2026 at 08:30 (CET)", "Tuesday, 8 December 2026", "€1,110.65"]),
        ("de", ["Montag, 30. November 2026 um 08:30 Uhr (MEZ)", "Dienstag, 8. Dezember 2026", "1.110,65 €"]),
        (
            "es",
            [
                "lunes, 30 de noviembre de 2026, a las 08:30 (CET)",
                "martes, 8 de diciembre de 2026",
                "1.110,65 €",
            ],
        ),
        ("fr", ["lundi 30 novembre 2026 à 08:30 (UTC+01:00)", "mardi 8 décembre 2026", "1 110,65 €"]),
    ],
)
def test_instants_days_and_money_are_written_as_in_the_language(language, written):
    values = [
        instant("2026-11-30T07:30:00Z", "Europe/Berlin"),
        day("2026-12-08"),
        money({"amount": "1110.65", "currency": "EUR"}),
    ]
    assert [worded(value, LANGUAGES[language]) for value in values] == written


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [("1200", "JPY", "JP¥1,200"), ("1.500", "IQD", "IQD1.500"), ("-0.50", "EUR", "-€0.50")],
)
def test_an_amount_keeps_the_decimals_of_its_currency(amount, currency, written):
    assert worded(money({"amount": amount, "currency": currency}), LANGUAGES["en"]) == written


def test_where_a_zone_has_no_short_name_its_offset_is_written():
    value = instant("2026-11-23T08:30:00Z", "Asia/Kathmandu")
    assert worded(value, LANGUAGES["de"]) == "Montag, 23. November 2026 um 14:15 Uhr (GMT+05:45)"
