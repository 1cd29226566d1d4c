"""Rule: an account may send so many requests a minute to all services together, and so may each API key."""

import pytest
import time_machine
from django.test import RequestFactory

from chassis import limits
from chassis.auth import Actor
from chassis.errors import TooMany
from chassis.models import new_id
from tests.sample.models import Box

BOXES = "/api/v1/boxes/"
# Ten seconds into a minute.
NOW = 1_790_000_050.0
FORWARDED = {"X-Forwarded-For": "192.0.2.1"}


@pytest.fixture
def asked(api, settings, db):
    """Ask as the gateway passes it on: `asked(api.as_customer())`, with three requests a minute."""
    settings.LIMITS = {"account": 3, "key": 2}
    limits._counts.cache_clear()

    def ask(client, method="get", path=BOXES, **body):
        return getattr(client, method)(path, headers=FORWARDED, **body)

    with time_machine.travel(NOW, tick=False) as clock:
        ask.clock = clock
        yield ask
    limits._counts.cache_clear()


@pytest.fixture
def forwarded():
    return RequestFactory().get(BOXES, headers=FORWARDED)


def said(answer) -> tuple[str, str]:
    return answer["RateLimit-Policy"], answer["RateLimit"]


@pytest.mark.shows("GW04")
def test_each_answer_says_what_is_left_until_nothing_is(api, asked):
    customer = api.as_customer()
    policy = '"account";q=3;w=60'
    answers = [asked(customer) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert [said(answer) for answer in answers] == [
        (policy, f'"account";r={left};t=50') for left in (2, 1, 0, 0, 0)
    ]
    assert "Retry-After" not in answers[2]


@pytest.mark.shows("GW04")
def test_who_asks_too_often_is_told_how_long_to_wait(api, asked):
    customer = api.as_customer()
    refused = [asked(customer, "post", data={"label": f"box {number}"}) for number in range(4)][-1]
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert refused["Retry-After"] == "50"
    problem = refused.json()
    assert (problem["code"], problem["type"]) == ("rate_limited", "/api/docs/errors/#rate_limited")
    assert problem["detail"].startswith("No more than 3 requests a minute")
    assert Box.objects.count() == 3


def test_the_next_minute_is_a_new_one(api, asked):
    customer = api.as_customer()
    assert [asked(customer).status_code for _ in range(4)][-1] == 429
    asked.clock.shift(49.5)
    assert asked(customer)["RateLimit"] == '"account";r=0;t=1'
    asked.clock.shift(0.5)
    assert said(asked(customer)) == ('"account";q=3;w=60', '"account";r=2;t=60')


def test_accounts_have_each_their_own(api, asked):
    one, another = api.as_customer(), api.as_customer()
    assert [asked(one).status_code for _ in range(4)][-1] == 429
    assert asked(another).status_code == 200


def test_all_sessions_of_an_account_are_one(api, asked):
    account_id = new_id()
    for _ in range(3):
        assert asked(api.as_customer(account_id)).status_code == 200
    assert asked(api.as_customer(account_id)).status_code == 429


def test_a_key_has_its_own_beside_its_account_and_other_keys(asked, forwarded):
    account_id = new_id()
    key, other = (Actor(account_id, "customer", new_id(), token=f"sea_{name}") for name in ("a", "b"))
    person = Actor(account_id, "customer", new_id(), token="eyJ")
    headers = {}
    for _ in range(2):
        limits.count(forwarded, key, headers)
    assert headers == {"RateLimit-Policy": '"key";q=2;w=60', "RateLimit": '"key";r=0;t=50'}
    with pytest.raises(TooMany):
        limits.count(forwarded, key, headers)
    limits.count(forwarded, other, headers)
    assert headers["RateLimit"] == '"key";r=1;t=50'
    limits.count(forwarded, person, headers)
    assert headers["RateLimit"] == '"account";r=2;t=50'


def test_what_is_refused_for_another_reason_counts(api, asked):
    customer = api.as_customer()
    refused = [
        asked(customer, "post", data={}),
        asked(customer, path=f"{BOXES}{new_id()}/"),
        asked(customer, path=f"{BOXES}?colour=red"),
    ]
    assert [answer.status_code for answer in refused] == [400, 404, 400]
    assert [answer["RateLimit"] for answer in refused] == [f'"account";r={left};t=50' for left in (2, 1, 0)]
    assert asked(customer).status_code == 429


def test_whose_token_does_not_count_is_not_counted(api, asked):
    answer = asked(api.as_customer(exp=1))
    assert (answer.status_code, answer.has_header("RateLimit")) == (401, False)


def test_nobody_and_services_are_not_counted(api, asked):
    picture = "/api/v1/pictures/files/none/"
    for client, method, path in [
        (api, "get", picture),
        (api, "get", BOXES),
        (api.as_service("employee-service"), "get", BOXES),
        (api.as_customer(), "options", BOXES),
    ]:
        answers = [asked(client, method, path) for _ in range(5)]
        assert not any(answer.has_header("RateLimit") for answer in answers)
        assert 429 not in {answer.status_code for answer in answers}


def test_what_services_ask_in_somebodys_name_is_not_counted(api, asked):
    customer = api.as_customer()
    answers = [customer.get(BOXES) for _ in range(5)]
    assert {(answer.status_code, answer.has_header("RateLimit")) for answer in answers} == {(200, False)}
    assert asked(customer)["RateLimit"] == '"account";r=2;t=50'


def test_zero_is_no_limit(api, asked, settings):
    settings.LIMITS = {"account": 0, "key": 0}
    customer = api.as_customer()
    answers = [asked(customer) for _ in range(5)]
    assert {(answer.status_code, answer.has_header("RateLimit")) for answer in answers} == {(200, False)}
