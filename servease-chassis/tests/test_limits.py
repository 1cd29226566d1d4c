"""What a request may be at most: one that asks for too much is refused before it costs much."""

import json
from urllib.parse import urlencode

import pytest

from chassis.api.problems import MOST_ERRORS
from chassis.json import DEEPEST, LARGEST
from tests.sample.models import Box
from tests.sample.views import CrateView

pytestmark = pytest.mark.django_db

BOXES = "/api/v1/boxes/"
CRATES = "/api/v1/crates/"


def body_of(size):
    return json.dumps({"label": "x" * (size - len('{"label": ""}'))})


def post(client, path, body):
    return client.post(path, body, content_type="application/json")


def test_a_body_of_64_kib_is_read_and_a_larger_one_is_413(api):
    customer = api.as_customer()
    assert post(customer, BOXES, body_of(LARGEST)).json()["errors"][0]["code"] == "max_length"
    refused = post(customer, BOXES, body_of(LARGEST + 1))
    assert (refused.status_code, refused["Content-Type"]) == (413, "application/problem+json")
    assert refused.json()["code"] == "content_too_large"
    assert refused.json()["detail"] == "The body is larger than 64 KiB."
    assert not Box.objects.exists()


def test_an_operation_may_take_a_larger_body_or_a_smaller_one(api):
    customer = api.as_customer()
    assert post(customer, CRATES, body_of(CrateView.post.largest)).status_code == 204
    refused = post(customer, CRATES, body_of(CrateView.post.largest + 1))
    assert (refused.status_code, refused.json()["detail"]) == (413, "The body is larger than 128 KiB.")


def test_the_first_twenty_errors_are_named_and_the_others_counted(api):
    answer = api.as_customer().post(BOXES, {"label": "one", **{f"n{number}": 1 for number in range(50)}})
    assert answer.status_code == 400
    assert len(answer.json()["errors"]) == MOST_ERRORS
    assert answer.json()["more_errors"] == 50 - MOST_ERRORS


def test_few_errors_are_all_named(api):
    answer = api.as_customer().post(BOXES, {"lable": "one", "label": "one"})
    assert len(answer.json()["errors"]) == 1
    assert "more_errors" not in answer.json()


@pytest.mark.parametrize(
    "text",
    [
        '{"label":' * DEEPEST + "1" + "}" * DEEPEST,
        json.dumps({"label": '[[{\\"' + "[" * 500, "weight": [[]]}),
    ],
)
def test_brackets_in_texts_are_no_nesting(api, text):
    assert post(api.as_customer(), BOXES, text).json()["code"] == "invalid"


@pytest.mark.parametrize(
    "deep", ['{"label":' * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1), "[" * 20_000 + "]" * 20_000]
)
def test_endless_nesting_is_400(api, deep):
    answer = post(api.as_customer(), BOXES, deep)
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")


@pytest.mark.parametrize("method", ["get", "head"])
def test_more_than_a_thousand_parameters_are_400(api, method):
    query = urlencode([("a", "1")] * 1001)
    answer = getattr(api.as_customer(), method)(f"{BOXES}?{query}")
    assert answer.status_code == 400
    if method == "get":
        assert answer.json()["code"] == "too_many_parameters"
