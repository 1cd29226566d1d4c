"""Workers that send at the same time, and the broker between them and who has news."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

from chassis.testing.parallel import at_the_same_time
from notification_service.celery import app
from tests.receiver import Reply
from webhooks import actions
from webhooks.models import Webhook, WebhookDelivery

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_workers_that_begin_together_one_sends(webhook, booked, receiver):
    for _ in range(5):
        booked()
    webhook_id = Webhook.objects.get().id
    at_the_same_time(*[lambda: actions.send_what_is_due(webhook_id)] * 4)
    assert len(receiver.received) == 5
    assert len({request.headers["webhook-id"] for request in receiver.received}) == 5
    assert {row.status for row in WebhookDelivery.objects.all()} == {"delivered"}


def test_a_slow_program_keeps_nobody_else_waiting(subscribe, booked, receiver, settings):
    from tests.receiver import Receiver

    slow = Receiver()
    slow.replies = [Reply(silent=True)]
    settings.OUTBOUND_ALLOWED = [receiver.address, slow.address]
    waiting, quick = subscribe(url=slow.url), subscribe()
    booked()
    sending = threading.Thread(target=actions.send_what_is_due, args=[waiting.id])
    sending.start()
    actions.send_what_is_due(quick.id)
    assert len(receiver.received) == 1
    slow.close()
    sending.join(timeout=60)
    assert not sending.is_alive()


def test_a_slow_program_lets_others_have_the_worker_and_gets_the_rest_later(
    webhook, booked, receiver, monkeypatch
):
    monkeypatch.setattr("webhooks.actions.sending.SECONDS_AT_A_TIME", 0)
    for _ in range(2):
        booked()
    webhook_id = Webhook.objects.get().id
    with _queue() as queue:
        actions.send_what_is_due(webhook_id)
        message = queue.get(timeout=30)
        message.ack()
    assert (receiver.received, message.headers["task"]) == ([], "webhooks.send")
    assert Webhook.objects.get().claimed_until is None
    monkeypatch.undo()
    app.tasks["webhooks.send"](*message.payload[0])
    assert len(receiver.received) == 2


def test_a_worker_learns_of_an_event_when_it_is_committed(webhook, booked, receiver):
    with _queue() as queue:
        booked()
        message = _of_webhooks(queue)
    app.tasks["webhooks.send"](*message.payload[0])
    assert len(receiver.received) == 1


def _of_webhooks(queue):
    """The first that is for them; mail of the same event is handed over too."""
    while True:
        message = queue.get(timeout=30)
        message.ack()
        if message.headers["task"] == "webhooks.send":
            return message


@contextmanager
def _queue():
    """What is handed to workers, from now on."""
    app.loader.import_default_modules()
    with app.connection_or_acquire() as connection:
        queue = connection.SimpleQueue(app.conf.task_default_queue)
        queue.clear()
        yield queue
        queue.close()


HANDING_OVER = """
import time
import django
django.setup()
from uuid import uuid4
from webhooks.queue import enqueue
enqueue(uuid4())
began = time.monotonic()
for _ in range(100):
    enqueue(uuid4())
print(time.monotonic() - began)
"""


def test_a_broker_that_is_away_keeps_nobody_waiting():
    """What was to be handed over is due in the database, where the worker's next look finds it."""
    settings = {"DJANGO_SETTINGS_MODULE": "notification_service.settings", "REDIS_PORT": "1"}
    run = subprocess.run(
        [sys.executable, "-c", HANDING_OVER],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert "not enqueued" in run.stdout + run.stderr
    assert float(run.stdout.splitlines()[-1]) < 30
