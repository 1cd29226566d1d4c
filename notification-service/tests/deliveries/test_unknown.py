"""News of somebody whose account is not published here yet: streams are read apart, and one may be behind."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from chassis.models import new_id
from contacts.actions import stop_address
from contacts.models import Contact
from deliveries.actions import send, send_due
from preferences.models import ChannelChoice

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def waiting(clock, planned):
    """Mail that was planned for somebody unknown, and that a worker has postponed."""
    [delivery] = planned(Contact(pk=new_id()))
    assert not send(delivery.id)
    delivery.refresh_from_db()
    return delivery


def become_known(delivery, **known):
    account = {"email": "anna@example.com", "role": "customer"} | known
    return Contact.objects.create(pk=delivery.account_id, **account)


def test_it_waits_without_an_attempt_and_is_sent_when_they_are_known(waiting, clock, sink):
    assert (waiting.status, waiting.attempts, waiting.due_at) == ("waiting", 0, NOON + MINUTE)
    Contact.objects.create(pk=waiting.account_id, locale="de")
    clock.shift(MINUTE)
    send_due()
    assert sink.messages == []
    Contact.objects.update(role="customer", email="anna@example.com")
    clock.shift(MINUTE)
    send_due()
    assert [(one["to"], one["language"]) for one in sink.messages] == [("anna@example.com", "de")]
    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempts) == ("sent", 1)


@pytest.mark.parametrize(
    ("known", "status", "error"),
    [
        ({"role": "employee"}, "cancelled", "It is not wanted any more."),
        ({"is_active": False}, "cancelled", "The account is not active."),
        ({"email": ""}, "cancelled", "There is no address."),
        ({"email": "stopped@example.com"}, "suppressed", "The address is stopped."),
    ],
    ids=str,
)
def test_what_is_known_then_decides_whether_it_is_sent(waiting, clock, sink, known, status, error):
    stop_address("email", "stopped@example.com", "bounced")
    become_known(waiting, **known)
    clock.shift(MINUTE)
    send_due()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.error, sink.messages) == (status, error, [])


def test_what_was_switched_off_meanwhile_is_not_sent(waiting, clock, sink):
    become_known(waiting)
    ChannelChoice.objects.create(
        account_id=waiting.account_id, kind="confirmed", channel="email", is_on=False
    )
    clock.shift(MINUTE)
    send_due()
    waiting.refresh_from_db()
    assert (waiting.status, sink.messages) == ("cancelled", [])


def test_after_an_hour_it_is_cancelled(waiting, clock, sink):
    clock.shift(timedelta(minutes=59))
    send_due()
    waiting.refresh_from_db()
    assert waiting.status == "waiting"
    clock.shift(MINUTE)
    send_due()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.error) == ("cancelled", "The account is not known.")


def test_staff_who_chose_mail_are_sent_it_when_they_are_known(clock, planned, sink):
    account_id = new_id()
    ChannelChoice.objects.create(account_id=account_id, kind="task_assigned", channel="email", is_on=True)
    [delivery] = planned(Contact(pk=account_id), "task_assigned", title="Drain the oil")
    become_known(delivery, role="employee")
    send_due()
    assert [one["to"] for one in sink.messages] == ["anna@example.com"]
