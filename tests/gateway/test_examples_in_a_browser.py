"""The documentation's page brings the examples up to now, whenever it is opened."""

from datetime import UTC, date, datetime, timedelta

import pytest
from docs_browser import DocsPage
from examples_now import NEXT_MONDAY
from services import ROOT

MILLISECONDS = 1000
BROUGHT = """async ([value, now]) => (await import("/api/docs/examples.js")).brought(value, now)"""
CURRENT = """async (part) => (await import("/api/docs/examples.js")).current(part)"""
MOMENTS = [
    datetime(2026, 11, 29, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 11, 30, tzinfo=UTC),
    datetime(2026, 11, 23, 12, tzinfo=UTC),
    datetime(2027, 3, 28, 1, tzinfo=UTC),
    datetime(2031, 12, 31, 23, 59, tzinfo=UTC),
]


@pytest.fixture
def page(another_gateway, docs_page: DocsPage):
    gateway = another_gateway()
    gateway.collect_docs()
    docs_page.page.goto(f"{gateway.address}/api/docs/guide.html")
    return docs_page.page


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_what_is_to_come_is_never_past_and_what_was_always_is(page, now):
    coming, been = NEXT_MONDAY.isoformat(), (NEXT_MONDAY - timedelta(days=9)).isoformat()
    given = {"coming": f"{coming}T00:00:00Z", "been": [f"{been}T23:59:59Z", been]}

    brought = page.evaluate(BROUGHT, [given, now.timestamp() * MILLISECONDS])

    start, end = datetime.fromisoformat(brought["coming"]), datetime.fromisoformat(brought["been"][0])
    assert now + timedelta(days=1) <= start <= now + timedelta(days=8)
    assert end < now
    assert (start.weekday(), end.weekday()) == (NEXT_MONDAY.weekday(), 5)
    assert date.fromisoformat(brought["been"][1]) == end.date()


def test_what_can_be_used_once_is_another_each_time_and_ids_stay(page):
    given = ["B SE 000000", "01900000-0000-7000-8000-000000000011", 0, None, "19.00", "08:00"]

    once, again = (page.evaluate(BROUGHT, [given, 0]) for _ in range(2))

    assert once[0] != again[0]
    assert once[1:] == again[1:] == given[1:]


def test_a_filter_has_its_example_beside_it_and_is_not_filled_in(page):
    given = {"in": "query", "name": "make", "description": "A maker.", "schema": {"examples": ["Toyota"]}}

    shown = page.evaluate(CURRENT, {"parameters": [given]})

    assert shown == {"parameters": [{**given, "description": "A maker. For example `Toyota`."}]}


def test_the_page_and_the_services_mean_the_same_monday():
    for file in ("nginx/docs/examples.js", "servease-chassis/chassis/api/examples.py"):
        text = (ROOT / file).read_text()
        assert NEXT_MONDAY.isoformat() in text or f"date({NEXT_MONDAY:%Y, %-m, %-d})" in text
