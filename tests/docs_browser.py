"""The docs page in a browser, which asks nothing of the internet by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

# Swagger UI takes its time to draw a page on a machine that is busy with other tests.
MILLISECONDS_TO_WAIT = 90_000
expect.set_options(timeout=MILLISECONDS_TO_WAIT)
CHROMIUM = "/usr/bin/chromium"
# Whatever Chromium would ask the internet of its own accord is switched off.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class DocsPage:
    """`hosts` are all that the page asks, `complaints` what the console says is wrong, a breach of the
    security policy above all."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("console", lambda line: line.type == "error" and self.complaints.append(line.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, gateway: str) -> None:
        self.page.goto(f"{gateway}/api/docs/")
        expect(self.page.get_by_role("heading", name="ServEase API")).to_be_visible()

    def open_operation(self, tag: str, operation_id: str) -> Locator:
        operation = self.page.locator(f"#operations-{tag}-{operation_id}")
        if not operation.count():
            self.page.locator(f"#operations-tag-{tag}").click()
        operation.locator(".opblock-summary").click()
        return operation

    def sign_in(self, email: str, password: str) -> None:
        self.page.locator(".auth-wrapper .authorize").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("E-mail address").fill(email)
        dialog.get_by_label("Password").fill(password)
        dialog.get_by_role("button", name="Sign in", exact=True).click()

    def is_signed_in_as(self, who: str) -> None:
        expect(self.page.locator("#who")).to_contain_text(who)


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def docs_page_in(browser: Browser, locale: str = "en-GB") -> Iterator[DocsPage]:
    """In a profile of its own, which knows nothing of pages before it."""
    with browser.new_context(locale=locale) as profile:
        profile.set_default_timeout(MILLISECONDS_TO_WAIT)
        yield DocsPage(profile.new_page())
