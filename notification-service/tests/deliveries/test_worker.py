"""A worker as it is started, the broker between it and who plans, and what is done by the clock."""

import os
import signal
import subprocess
import sys
import time
from email import message_from_bytes

import pytest
from django.db import connection

from chassis.models import new_id
from contacts.models import Contact
from deliveries.models import Delivery
from tests.deliveries.values import VALUES
from tests.mail.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS_TO_WAIT = 120
PLAN = """
import sys, uuid
import django
django.setup()
from django.db import transaction
from contacts.actions import contact_of
from deliveries.actions import plan
with transaction.atomic():
    values = {"service": "Oil", "when": "now"}
    plan(contact_of(uuid.UUID(sys.argv[1])), "confirmed", values, "appointment", None, uuid.uuid4())
"""


@pytest.fixture
def mail_server():
    server = Sink()
    yield server
    server.close()


@pytest.fixture
def surroundings(mail_server, tmp_path):
    """The environment of a process that works on the database of this test and sends to its mail server."""
    return os.environ | {
        "DB_NAME": connection.settings_dict["NAME"],
        "STATE_DIR": str(tmp_path),
        "MAIL_TRANSPORT": "smtp",
        "MAIL_FROM": "news@workshop.example",
        "SMTP_HOST": mail_server.address["host"],
        "SMTP_PORT": str(mail_server.address["port"]),
        "SMTP_SECURITY": "none",
    }


@pytest.fixture
def worker(surroundings):
    """Start workers; all are ended with the test."""
    started = []

    def start():
        work = [sys.executable, "-c", "from chassis.run import worker; worker()"]
        started.append(subprocess.Popen(work, env=surroundings))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(reached):
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def ids_in(server):
    """The delivery that each mail names as its Message-ID."""
    return [message_from_bytes(mail)["Message-ID"].strip("<>").partition("@")[0] for mail in server.mails]


def rows(contact, number):
    """Planned by somebody who never told a worker."""
    return [
        Delivery.objects.create(
            account_id=contact.id, kind="cancelled", channel="email", values=VALUES | {"reason": ""},
            source_event_id=new_id(), due_at=contact.created_at,
        )
        for _ in range(number)
    ]  # fmt: skip


@pytest.mark.drill
def test_what_is_planned_while_the_broker_is_away_is_sent_by_the_clock(
    contact, surroundings, worker, mail_server, taking_less_than
):
    anna = contact()
    without_broker = surroundings | {"REDIS_PORT": "1"}
    with taking_less_than(20):
        subprocess.run([sys.executable, "-c", PLAN, str(anna.id)], env=without_broker, check=True)
    delivery = Delivery.objects.get()
    worker()
    wait_until(lambda: Delivery.objects.filter(status="sent").exists())
    assert ids_in(mail_server) == [str(delivery.id)]


def test_a_worker_that_is_killed_at_work_loses_none_and_doubles_at_most_what_it_had(
    contact, worker, mail_server
):
    deliveries = [one for number in range(10) for one in rows(contact(), 4)]
    first = worker()
    wait_until(lambda: len(mail_server.mails) >= 5)
    first.send_signal(signal.SIGKILL)
    first.wait()
    # Its minute need not be waited for.
    Delivery.objects.exclude(claimed_until=None).update(claimed_until=Contact.objects.first().created_at)
    worker()
    wait_until(lambda: Delivery.objects.filter(status="sent").count() == len(deliveries))
    sent = ids_in(mail_server)
    assert set(sent) == {str(one.id) for one in deliveries}
    assert len(sent) - len(deliveries) <= 4


def test_a_broker_that_is_away_is_waited_for_once_and_not_by_everybody(surroundings):
    ask = (
        "import django, time; django.setup(); from deliveries.queue import enqueue; from uuid import uuid4;"
        "enqueue([uuid4()], urgent=True); begun = time.monotonic();"
        "[enqueue([uuid4()], urgent=True) for _ in range(1000)]; assert time.monotonic() - begun < 30"
    )
    asked = subprocess.run(
        [sys.executable, "-c", ask], env=surroundings | {"REDIS_PORT": "1"}, capture_output=True, timeout=120
    )
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.count(b"not enqueued") == 1
