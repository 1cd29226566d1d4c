"""What an operator learns from /metrics: what was asked, what waits, and what does not answer."""

import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from chassis.events import emit
from chassis.events.models import DeadEvent, OutgoingEvent, ReaderGroup

pytestmark = pytest.mark.django_db

BOXES = "/api/v1/boxes/"


def shown(api):
    """Each series by its name and labels, without the service's own."""
    text = api.get("/metrics").content.decode().replace('service="sample-service"', "").replace("{,", "{")
    return {
        name: float(value) for name, value in re.findall(r"^(\w+(?:{[^}]*})?) (\S+)$", text, re.MULTILINE)
    }


def publish():
    with transaction.atomic():
        emit("box.made.v1", subject="one", data={"label": "one"})


def test_a_request_is_counted(api):
    api.get(BOXES)
    assert shown(api)['servease_requests_total{method="GET",route="/api/v1/boxes/",,status="401"}'] >= 1


def test_no_method_is_kept_that_a_client_made_up(api):
    api.generic("BREW", BOXES)
    text = api.get("/metrics").content.decode()
    assert 'method="other",route="/api/v1/boxes/"' in text
    assert "BREW" not in text


def test_news_that_is_not_told_yet_is_counted_with_its_age(api):
    before = shown(api)
    assert (before["servease_outbox_events{}"], before["servease_outbox_oldest_seconds{}"]) == (0, 0)
    publish()
    OutgoingEvent.objects.update(occurred_at=timezone.now() - timedelta(minutes=5))
    after = shown(api)
    assert after["servease_outbox_events{}"] == 1
    assert 300 <= after["servease_outbox_oldest_seconds{}"] < 330


def test_a_reader_that_is_behind_is_named(api):
    for entry in (1, 2, 3):
        publish()
        OutgoingEvent.objects.filter(entry=None).update(entry=entry, published_at=timezone.now())
    seen_at = timezone.now() - timedelta(hours=2)
    ReaderGroup.objects.create(stream="events:box", name="user-service", read=1, seen_at=seen_at)
    series = shown(api)
    reader = '{reader="user-service",,stream="events:box"}'
    assert series[f"servease_reader_behind_events{reader}"] == 2
    assert 7200 <= series[f"servease_reader_unseen_seconds{reader}"] < 7230


def test_dead_events_are_counted(api):
    DeadEvent.objects.create(name="box.made.v1", entry={}, error="It went wrong.")
    assert shown(api)["servease_dead_events{}"] == 1


def test_what_does_not_answer_is_counted(api, settings):
    name = 'servease_unanswered_calls_total{upstream="customer-service"}'
    unknown = "servease_unknown_revocations_total{}"
    before = shown(api)
    settings.CUSTOMER_SERVICE_URL = "http://127.0.0.1:1"
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    customer = api.as_customer()
    assert customer.get(f"/api/v1/customers/{customer.account_id}/").status_code == 503
    after = shown(api)
    assert after[name] == before.get(name, 0) + 1
    assert after[unknown] == before.get(unknown, 0) + 1


def test_without_the_database_the_counts_are_there_and_the_backlog_is_not_said_to_be_none(api):
    def is_away(*_):
        raise OperationalError("could not connect")

    api.get(BOXES)
    with connection.execute_wrapper(is_away):
        text = api.get("/metrics").content.decode()
    assert "servease_requests_total" in text
    assert "servease_outbox" not in text
