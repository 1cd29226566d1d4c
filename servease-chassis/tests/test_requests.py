"""Around every request: its id, its log line, its counts, its errors."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chassis.api.idempotency import forget_replies
from chassis.api.idempotency.models import StoredReply
from chassis.retention import everything_kept
from tests.sample.models import Box

pytestmark = pytest.mark.django_db

BOXES = "/api/v1/boxes/"


def test_a_request_is_one_line_that_says_who_what_and_at_what_cost(api, logged):
    customer = api.as_customer()
    customer.get(BOXES, headers={"X-Request-ID": "a-request-id"})
    [line] = [line for line in logged if line["event"] == "request"]
    assert line["request_id"] == "a-request-id"
    assert line["account_id"] == str(customer.account_id)
    assert (line["service"], line["method"], line["route"]) == ("sample-service", "GET", "/api/v1/boxes/")
    assert (line["status"], line["queries"], line["outbound_calls"]) == (200, 1, [])
    assert line["milliseconds"] > 0


@pytest.mark.parametrize("data", ["", "short", "with spaces in it", "x" * 65, "semi;colon-id"])
def test_a_request_id_that_is_not_well_formed_is_replaced(api, data):
    answer = api.get(BOXES, headers={"X-Request-ID": data})
    assert answer["X-Request-ID"] != data
    assert answer.json()["request_id"] == answer["X-Request-ID"]


def test_an_event_carries_the_request_and_the_account(api, emitted):
    customer = api.as_customer()
    customer.post(BOXES, {"label": "one"}, headers={"X-Request-ID": "a-request-id"})
    [event] = emitted("box.made.v1")
    assert (event.request_id, event.actor_id) == ("a-request-id", str(customer.account_id))


@pytest.mark.parametrize("debug", [True, False])
def test_an_unknown_address_is_404_in_the_common_shape(api, settings, debug):
    settings.DEBUG = debug
    answer = api.get("/nowhere")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize("body", ["{", "[]", '"text"', "null", '{"label": "\\ud800"}', "[" * 60_000])
def test_a_body_that_is_no_object_is_400(api, body):
    answer = api.as_customer().post(BOXES, body, content_type="application/json")
    assert answer.status_code == 400
    assert not Box.objects.exists()


@pytest.mark.parametrize(("levels", "code"), [(50, "invalid"), (51, "parse_error"), (900, "parse_error")])
def test_a_body_that_nests_endlessly_is_400_before_anything_is_lost_in_it(api, levels, code):
    nested = '{"label":' * (levels - 1) + "[]" + "}" * (levels - 1)
    answer = api.as_customer().post(BOXES, nested, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize(
    "body", ['{"label": "one", "label": "two"}', '{"label": "one", "weight": 5, "l\\u0061bel": "two"}']
)
def test_a_key_given_twice_is_400_and_named(api, body):
    answer = api.as_customer().post(BOXES, body, content_type="application/json")
    assert answer.status_code == 400
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [
        ("label", "given_twice")
    ]
    assert not Box.objects.exists()


def test_a_key_given_twice_inside_another_is_400_too(api):
    body = '{"label": "one", "price": {"amount": "1.00", "amount": "2.00", "currency": "EUR"}}'
    answer = api.as_customer().post(BOXES, body, content_type="application/json")
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [
        ("amount", "given_twice")
    ]


def test_a_body_that_is_not_json_is_415(api):
    answer = api.as_customer().post(BOXES, "label=one", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, answer["Content-Type"]) == (415, "application/problem+json")


def test_a_reply_older_than_a_day_is_forgotten(api):
    customer = api.as_customer()
    customer.post(BOXES, {"label": "one"}, headers={"Idempotency-Key": "once"})
    StoredReply.objects.update(created_at=timezone.now() - timedelta(hours=25))
    answer = customer.post(BOXES, {"label": "two"}, headers={"Idempotency-Key": "once"})
    assert answer.status_code == 201
    assert Box.objects.count() == 2
    assert StoredReply.objects.count() == 1


def test_a_reply_is_kept_without_deleting_any_and_a_younger_one_stays(api):
    customer = api.as_customer()
    with CaptureQueriesContext(connection) as asked:
        customer.post(BOXES, {"label": "one"}, headers={"Idempotency-Key": "once"})
    assert not [query for query in asked if "DELETE" in query["sql"]]
    first = StoredReply.objects.get()
    terms = {"fingerprint": "another", "status": 201, "body": b"", "subject": "two"}
    second = StoredReply(account_id=first.account_id, key="once", **terms)
    with pytest.raises(IntegrityError), transaction.atomic():
        second.keep(timedelta(hours=24))
    assert StoredReply.objects.get().fingerprint == first.fingerprint


def test_a_retry_of_what_was_deleted_since_is_410_and_tells_nothing(api):
    customer = api.as_customer()
    made = customer.post(BOXES, {"label": "secret"}, headers={"Idempotency-Key": "once"}).json()
    with transaction.atomic():
        forget_replies(made["id"])
    answer = customer.post(BOXES, {"label": "secret"}, headers={"Idempotency-Key": "once"})
    assert (answer.status_code, answer.json()["code"]) == (410, "gone")
    assert bytes(StoredReply.objects.get().body) == b""


def test_replies_of_those_who_ask_no_more_are_purged_too(api):
    api.as_customer().post(BOXES, {"label": "one"}, headers={"Idempotency-Key": "once"})
    StoredReply.objects.update(created_at=timezone.now() - timedelta(hours=25))
    [replies] = [kept for kept in everything_kept() if kept.model is StoredReply]
    replies.expired().delete()
    assert not StoredReply.objects.exists()


def test_cors_lets_named_origins_read_answers(api):
    answer = api.get(BOXES, headers={"Origin": "http://localhost:3000"})
    assert answer["Access-Control-Allow-Origin"] == "http://localhost:3000"
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    for other in ("http://evil.test", "http://localhost:3000/", "http://localhost:3000/path", "null"):
        assert "Access-Control-Allow-Origin" not in api.get(BOXES, headers={"Origin": other})
