"""Events on their way to another program, over a socket, and what it may do to them."""

import json
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from standardwebhooks import WebhookVerificationError

from chassis.models import new_id
from outside import client
from tests.receiver import Reply
from webhooks import actions
from webhooks.actions.sending import RETRIES
from webhooks.models import Status, Webhook, WebhookDelivery
from webhooks.sealing import sealed

pytestmark = pytest.mark.django_db


def minutes_until(delivery):
    return (delivery.due_at - timezone.now()) / timedelta(minutes=1)


@pytest.mark.shows("NO07")
def test_an_event_reaches_the_program_signed_as_standard_webhooks_has_it(
    admin, webhook, booked, work, receiver, example
):
    booked(notes="Never pays.")
    work()
    [request] = receiver.received
    event = webhook.verifier.verify(request.body, dict(request.headers))
    data = example("appointment.booked.v1", "appointment-service")
    assert (event["type"], event["data"]["appointment_id"]) == ("appointment.booked", data["appointment_id"])
    assert datetime.fromisoformat(event["timestamp"]).tzinfo
    assert "notes" not in event["data"]
    assert request.headers["Content-Type"] == "application/json"
    [delivery] = admin.get(f"{webhook.path}deliveries/").json()["results"]
    assert request.headers["webhook-id"] == delivery["id"]
    assert (delivery["status"], delivery["body"]) == ("delivered", request.body.decode())
    [attempt] = delivery["attempts"]
    assert (attempt["status_code"], attempt["error"]) == (200, "")
    assert attempt["milliseconds"] >= 0


def test_a_body_that_was_changed_on_the_way_does_not_verify(webhook, booked, work, receiver):
    booked()
    work()
    [request] = receiver.received
    with pytest.raises(WebhookVerificationError):
        webhook.verifier.verify(request.body.replace(b"booked", b"hooked"), dict(request.headers))


def test_a_program_is_sent_the_types_that_it_chose(subscribe, deliver, example, work, receiver):
    subscribe("vehicle.changed")
    for name, service in (
        ("vehicle.changed.v1", "vehicleandproject"),
        ("appointment.booked.v1", "appointment"),
    ):
        deliver(name, example(name, f"{service}-service"), id=new_id())
    work()
    assert [json.loads(request.body)["type"] for request in receiver.received] == ["vehicle.changed"]


def test_the_row_is_written_where_the_event_is_handled_and_once(webhook, deliver, example):
    event_id, data = new_id(), example("appointment.booked.v1", "appointment-service")
    assert deliver("appointment.booked.v1", data, id=event_id) == "handled"
    assert deliver("appointment.booked.v1", data, id=event_id) == "duplicate"
    actions.plan("appointment.booked", event_id, timezone.now(), data)
    assert [row.event_id for row in WebhookDelivery.objects.all()] == [event_id]


def test_nothing_is_written_while_no_program_wants_it(deliver, example):
    deliver("appointment.booked.v1", example("appointment.booked.v1", "appointment-service"), id=new_id())
    assert not WebhookDelivery.objects.exists()


def test_a_new_secret_and_the_one_of_before_both_sign_for_a_day(admin, webhook, booked, work, receiver):
    from standardwebhooks import Webhook as Verifier

    rotated = admin.post(f"{webhook.path}rotate-secret/", {}).json()
    assert rotated["secret"] != webhook.secret
    booked()
    work()
    for verifier in (webhook.verifier, Verifier(rotated["secret"])):
        verifier.verify(receiver.received[0].body, dict(receiver.received[0].headers))
    Webhook.objects.update(previous_until=timezone.now())
    booked()
    work()
    Verifier(rotated["secret"]).verify(receiver.received[1].body, dict(receiver.received[1].headers))
    with pytest.raises(WebhookVerificationError):
        webhook.verifier.verify(receiver.received[1].body, dict(receiver.received[1].headers))


@pytest.mark.shows("NO06", "NO07")
def test_what_is_not_taken_is_tried_for_a_day_then_dead_and_a_replay_delivers_it(
    admin, webhook, booked, work, receiver
):
    receiver.replies = [Reply(500)]
    booked()
    for number, wait in enumerate(RETRIES, start=1):
        work(later=True)
        delivery = WebhookDelivery.objects.get()
        assert (delivery.status, len(receiver.received)) == ("waiting", number)
        assert minutes_until(delivery) == pytest.approx(wait / timedelta(minutes=1), abs=0.1)
        work()
        assert len(receiver.received) == number
    work(later=True)
    work(later=True)
    [delivery] = admin.get(f"{webhook.path}deliveries/", {"status": "dead"}).json()["results"]
    assert [attempt["status_code"] for attempt in delivery["attempts"]] == [500] * 7
    assert len({request.headers["webhook-id"] for request in receiver.received}) == 1
    receiver.replies = [Reply(204)]
    replayed = admin.post(f"{webhook.path}deliveries/{delivery['id']}/replay/", {})
    assert (replayed.status_code, replayed.json()["status"]) == (200, "waiting")
    work(later=True)
    delivery = WebhookDelivery.objects.get()
    assert (delivery.status, delivery.attempts[-1]["status_code"], len(receiver.received)) == (
        "delivered",
        204,
        8,
    )
    webhook.verifier.verify(receiver.received[-1].body, dict(receiver.received[-1].headers))


def test_a_webhook_rests_longer_after_each_failure_and_is_tried_at_once_when_it_answers(
    webhook, booked, work, receiver
):
    receiver.replies = [Reply(503)]
    rests = []
    for _ in range(8):
        booked()
        work(later=True)
        rests.append(round((Webhook.objects.get().claimed_until - timezone.now()).total_seconds()))
    assert rests == [5, 10, 20, 40, 80, 160, 300, 300]
    receiver.replies = [Reply()]
    work()
    assert len(receiver.received) == 8
    work(later=True)
    assert sorted(row.status for row in WebhookDelivery.objects.all()) == ["dead"] + ["delivered"] * 7
    assert (Webhook.objects.get().failures, Webhook.objects.get().claimed_until) == (0, None)


def test_a_program_that_is_gone_is_sent_nothing_any_more(admin, webhook, booked, work, receiver):
    receiver.replies = [Reply(410)]
    booked()
    booked()
    work()
    assert admin.get(webhook.path).json()["off"] == "gone"
    assert sorted(row.status for row in WebhookDelivery.objects.all()) == ["cancelled", "dead"]
    assert len(receiver.received) == 1
    dead = WebhookDelivery.objects.get(status=Status.DEAD)
    for path in (f"{webhook.path}test/", f"{webhook.path}deliveries/{dead.id}/replay/"):
        assert admin.post(path, {}).json()["code"] == "webhook_off"


@pytest.mark.parametrize("reply", [Reply(endless=True), Reply(silent=True)], ids=["endless", "silent"])
def test_an_answer_that_does_not_end_is_a_failure(webhook, booked, work, receiver, monkeypatch, reply):
    monkeypatch.setattr(client, "SECONDS", 0.5)
    receiver.replies = [reply]
    booked()
    work()
    [delivery] = WebhookDelivery.objects.all()
    [attempt] = delivery.attempts
    assert (delivery.status, attempt["status_code"]) == ("waiting", None)
    assert attempt["error"]


def test_a_redirect_is_a_failure_and_nobody_goes_there(webhook, booked, work, receiver):
    receiver.replies = [Reply(302, {"Location": f"http://{receiver.address}/elsewhere"})]
    booked()
    work()
    assert [request.path for request in receiver.received] == ["/news"]
    assert WebhookDelivery.objects.get().attempts[0]["status_code"] == 302


@pytest.mark.shows("NO08")
def test_a_webhook_whose_address_leads_inside_since_is_sent_nothing(
    webhook, booked, work, receiver, settings
):
    settings.OUTBOUND_ALLOWED = []
    booked()
    work()
    assert receiver.connections == 0
    assert "https" in WebhookDelivery.objects.get().attempts[0]["error"]


def test_what_was_sent_by_one_who_was_killed_is_sent_again_under_the_same_id(webhook, booked, work, receiver):
    """The claim of a worker that is gone ends by itself; until then nobody else sends."""
    booked()
    Webhook.objects.update(claimed_until=timezone.now() + timedelta(seconds=30))
    work()
    assert receiver.received == []
    Webhook.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    work()
    assert len(receiver.received) == 1


def test_one_that_was_sealed_under_another_key_says_so(webhook, booked, work, receiver, settings):
    settings.SECRET_KEY = "another key, as after a restored backup"
    booked()
    work()
    assert receiver.received == []
    assert "rotate" in WebhookDelivery.objects.get().attempts[0]["error"]


def test_what_nobody_thought_of_is_a_failure_as_any_other(webhook, booked, work, receiver):
    Webhook.objects.update(secret=sealed("whsec_a"))
    booked()
    work()
    [delivery] = WebhookDelivery.objects.all()
    assert (delivery.status, len(delivery.attempts), receiver.received) == ("waiting", 1, [])
    assert Webhook.objects.get().failures == 1


def test_a_test_is_sent_as_all_else_is(admin, webhook, work, receiver):
    answer = admin.post(f"{webhook.path}test/", {})
    assert (answer.status_code, answer.json()["type"]) == (201, "webhook.test")
    work()
    event = webhook.verifier.verify(receiver.received[0].body, dict(receiver.received[0].headers))
    assert (event["type"], event["data"]) == ("webhook.test", {"webhook_id": webhook.id})


def test_deliveries_of_another_webhook_are_not_replayed_here(admin, webhook, subscribe, booked):
    other = subscribe("vehicle.changed")
    booked()
    delivery = WebhookDelivery.objects.get()
    assert admin.post(f"{other.path}deliveries/{delivery.id}/replay/", {}).status_code == 404
    assert admin.get(f"{other.path}deliveries/").json()["results"] == []


def test_deliveries_are_filtered(admin, webhook, booked, work, receiver):
    booked()
    work()
    admin.post(f"{webhook.path}test/", {})
    path = f"{webhook.path}deliveries/"
    by_status = admin.get(path, {"status": "waiting"}).json()["results"]
    by_type = admin.get(path, {"type": "appointment.booked"}).json()["results"]
    assert [row["type"] for row in by_status] == ["webhook.test"]
    assert [row["status"] for row in by_type] == ["delivered"]
