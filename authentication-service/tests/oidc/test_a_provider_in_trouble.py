"""Rule: a provider that hangs or fails holds up few, and nobody who signs in otherwise."""

from concurrent.futures import ThreadPoolExecutor, as_completed

import pytest
from django.db import connections

from chassis.breaker import FAILURES_TO_OPEN
from oidc import provider as asking
from oidc.outcomes import Outcome
from tests.oidc.page import said_to_the_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_known():
    asking._providers.clear()
    asking._lines.clear()


@pytest.fixture
def an_hour_later(monkeypatch):
    """Of what a provider says of itself."""
    return lambda: monkeypatch.setattr(asking, "KEPT_SECONDS", 0.0)


@pytest.mark.django_db(transaction=True)
def test_a_provider_that_hangs_holds_up_no_more_than_two(acme, begin, come_back):
    answers = [acme.sign_in(begin()["Location"]) for _ in range(5)]
    acme.answers.clear()

    def returned(answer):
        try:
            return said_to_the_page(come_back(answer))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as crowd:
        replies = as_completed([crowd.submit(returned, answer) for answer in answers])
        first = [next(replies).result() for _ in range(3)]
        acme.answers.set()
        others = [reply.result() for reply in replies]
    assert first == [Outcome.UNAVAILABLE] * 3
    assert not set(others) & set(Outcome)


def test_one_that_fails_five_times_in_a_row_is_left_alone(acme, begin, come_back):
    answers = [acme.sign_in(begin()["Location"]) for _ in range(FAILURES_TO_OPEN + 1)]
    acme.close()
    assert {said_to_the_page(come_back(answer)) for answer in answers} == {Outcome.UNAVAILABLE}
    assert asking._lines.popitem()[1].breaker.is_open
    # Nobody has to be asked where a browser is sent.
    assert begin().status_code == 303


def test_what_a_provider_refuses_is_no_failure_of_its(acme, begin, come_back):
    for _ in range(FAILURES_TO_OPEN + 1):
        answer = acme.sign_in(begin()["Location"])
        assert said_to_the_page(come_back({**answer, "code": "made-up"})) == Outcome.NOT_CONFIRMED
    assert not asking._lines.popitem()[1].breaker.is_open


def test_what_is_known_of_before_counts_while_it_cannot_be_read_anew(
    acme, begin, confirmed, sign_in, an_hour_later
):
    begin()
    an_hour_later()
    acme.metadata = {"jwks_uri": None}
    assert sign_in(confirmed()).status_code == 200
