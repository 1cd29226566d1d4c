"""Every mail as Chromium shows it: on the screen of a small telephone, by day and by night."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from deliveries.channels import News
from tests.mail.envelopes import PAPER, UNSUBSCRIBE
from texts.kinds import KINDS
from texts.languages import LANGUAGES
from texts.rendering import text_of, worded_values
from workshop.letterhead import Letterhead
from workshop.letters import for_a_browser, letter
from workshop.models import Logo

CHROMIUM = "/usr/bin/chromium"
# The smallest telephone that WCAG 2.2 (1.4.10) has in mind.
WIDTH = 320
LONG = "Kraftfahrzeughaftpflichtversicherungsbescheinigung" * 3
LINK = "https://example.org/appointments/019320f0-1b00-7d2c-8b3a-5e6f7a8b9c11"
# One pixel.
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
LOGO = Logo(sha256="9f86", content=PIXEL, width=480, height=160)
# Of text with what is behind it (WCAG 2.2, 1.4.3).
CONTRAST = """
    (one) => {
        const brightness = (color) => {
            const parts = color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
                .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
        };
        const behind = (node) => {
            const color = getComputedStyle(node).backgroundColor;
            return color === "rgba(0, 0, 0, 0)" ? behind(node.parentElement) : color;
        };
        const both = [brightness(getComputedStyle(one).color), brightness(behind(one))];
        return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    }
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def written() -> dict[str, str]:
    """A mail of each kind in the languages that mails have, and one of words that never end."""
    paper = Letterhead(**{**PAPER.__dict__, "logo": LOGO})
    mails = {}
    for language in ("en", "de"):
        for kind in KINDS.values():
            spoken = LANGUAGES[language]
            text = text_of(spoken.texts[kind.name], worded_values(dict(kind.variables), spoken))
            news = News(text.title, text.body, text.action, LINK if text.action else "")
            mails[f"{kind.name} {language}"] = letter(
                text.title, [news], letterhead=paper, language=language, unsubscribe_url=UNSUBSCRIBE
            ).html
    endless = News(LONG, f"{LONG}\nhttps://example.org/{LONG}", LONG, LINK)
    lengthy = Letterhead(name=LONG, address=(LONG,), email=f"{LONG}@example.org", imprint=(LONG,))
    mails["endless"] = letter(LONG, [endless, endless], letterhead=lengthy, language="de").html
    return {name: for_a_browser(html, LOGO) for name, html in mails.items()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mail_fits_a_small_screen_can_be_read_and_asks_nobody(browser: Browser, scheme: Any) -> None:
    asked: list[str] = []
    page = browser.new_page(viewport={"width": WIDTH, "height": 640}, color_scheme=scheme)
    page.on("request", lambda request: asked.append(request.url))
    mails = written()
    assert len(mails) > 2 * 20
    for name, html in mails.items():
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, name
        for words in page.locator("h1, h2, p, a, strong").all():
            assert words.evaluate(CONTRAST) >= 4.5, f"{name}: {words.inner_text()[:40]}"
    assert [url for url in asked if not url.startswith("data:")] == []
    page.close()
