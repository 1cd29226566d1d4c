"""News on the workshop's paper."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

import pytest

from workshop.letterhead import Letterhead
from workshop.letters import for_a_browser, letter
from workshop.models import Logo
from workshop.phrases import PHRASES

PAPER = Letterhead(
    name="Muster & Söhne GmbH",
    address=("Werkstraße 1", "10115 Berlin", "DE"),
    phone="+49 30 5550100",
    email="office@example.com",
    website="https://www.example.com/",
    tax_id="21/815/08150",
    vat_id="DE136695976",
    bank=(("bank_name", "Commerzbank"), ("iban", "DE89 3704 0044 0532 0130 00"), ("bic", "COBADEFFXXX")),
    imprint=("Managing director: Erika Mustermann.",),
)
SHOWN = [
    "Muster & Söhne GmbH",
    "Werkstraße 1, 10115 Berlin, DE",
    "+49 30 5550100",
    "office@example.com",
    "https://www.example.com/",
    "21/815/08150",
    "DE136695976",
    "Commerzbank",
    "DE89 3704 0044 0532 0130 00",
    "COBADEFFXXX",
    "Managing director: Erika Mustermann.",
]
LOGO = Logo(sha256="9f86", content=b"a picture", width=480, height=121)


class Said(NamedTuple):
    title: str
    body: str
    action: str = ""
    link: str = ""


BOOKED = Said("Booked", "Tuesday, 9:00.\nBring the <papers>.", "Show it", "https://example.org/a?b=1&c=2")


class Page(HTMLParser):
    """Each tag with its attributes, and the text between."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return "\n".join(filter(None, self.words))


def written(*passages, language="en", **changes):
    return letter("2 news", passages, letterhead=PAPER, language=language, **changes)


@pytest.mark.shows("PR26")
def test_text_and_html_say_the_same_on_the_whole_letterhead():
    made = written(BOOKED)
    for said in (made.text, Page(made.html).text):
        for line in [*SHOWN, "Booked", "Tuesday, 9:00.", "Bring the <papers>.", "Show it"]:
            assert line in said
    assert "https://example.org/a?b=1&c=2" in made.text
    assert [link["href"] for link in Page(made.html).all("a")] == ["https://example.org/a?b=1&c=2"]


def test_lines_stay_lines_and_paragraphs_paragraphs():
    html = written(Said("Booked", "One\ntwo.\n\nThree.")).html
    assert re.search(r"<p [^>]*>\s*One<br>\s*two\.\s*</p>\s*<p [^>]*>\s*Three\.\s*</p>", html)


def test_without_a_link_there_is_no_button_and_no_label():
    made = written(Said("Booked", "Tuesday.", "Show it"))
    assert Page(made.html).all("a") == []
    assert "Show it" not in made.text + made.html


@pytest.mark.parametrize("language", PHRASES)
def test_what_stands_around_the_news_is_in_the_language_of_the_reader(language):
    made = written(BOOKED, language=language, unsubscribe_url="https://example.org/u")
    assert Page(made.html).all("html")[0]["lang"] == language
    for said in (made.text, Page(made.html).text):
        for name in ("phone", "vat_id", "tax_id", "iban", "unsubscribe", "reply"):
            assert PHRASES[language][name] in said
    assert PHRASES[language].keys() == PHRASES["en"].keys()


def test_what_is_said_is_text_wherever_it_stands():
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    paper = Letterhead(name=evil, address=(evil,), phone=evil, imprint=(evil,))
    made = letter(
        evil, [Said(evil, evil, evil, f"https://example.org/{evil}")], letterhead=paper, language="en"
    )
    page = Page(made.html)
    assert (page.all("script"), page.all("img")) == ([], [])
    assert not any("onerror" in attributes for _, attributes in page.tags)
    assert evil in page.text
    assert evil in made.text


def test_several_news_stand_below_one_heading():
    page = Page(written(BOOKED, Said("Cancelled", "Sorry.")).html)
    assert [name for name, _ in page.tags if name in {"h1", "h2"}] == ["h1", "h2", "h2"]
    assert "2 news" in page.text
    single = Page(written(BOOKED).html)
    assert [name for name, _ in single.tags if name in {"h1", "h2"}] == ["h1"]


def test_a_mail_program_asks_nobody_to_show_it():
    paper = Letterhead(**{**PAPER.__dict__, "logo": LOGO})
    html = letter("", [BOOKED], letterhead=paper, language="en").html
    [picture] = Page(html).all("img")
    assert (picture["src"], picture["alt"]) == ("cid:9f86@logo", paper.name)
    assert (picture["width"], picture["height"]) == ("240", "61")
    assert not re.search(r"url\(|@import|<link|<script|<iframe|srcset", html)
    addresses = {
        value for _, attributes in Page(html).tags for name, value in attributes.items() if name == "src"
    }
    assert addresses == {"cid:9f86@logo"}
    alone = for_a_browser(html, LOGO)
    assert Page(alone).all("img")[0]["src"] == "data:image/png;base64,YSBwaWN0dXJl"


def test_a_screen_reader_is_read_tables_for_layout_as_none():
    page = Page(written(BOOKED).html)
    assert {table.get("role") for table in page.all("table")} == {"presentation"}
