"""Whatever happens elsewhere, its news can be worded: each handler hands on what its kind names."""

import pytest

from chassis.events.registry import all_subscriptions
from notifications import consumers
from notifications.models import Notification
from texts.kinds import KINDS
from texts.languages import LANGUAGES
from texts.rendering import rendered

pytestmark = pytest.mark.django_db

ABOUT = {"appointment", "waitlist", "series", "project", "invoice", "vehicle", "task", "account"}
OF_APPOINTMENTS = ("appointment", "waitlist", "series")
NAMES = sorted({name for name, one in all_subscriptions() if one.handler.__module__ == consumers.__name__})
SOME_ID = "01932f6f-7a10-7d54-b1c3-2e4f60718293"
# What has more than one kind of news in it, each by what makes the difference.
CASES = {
    "project.status_changed.v1": [
        {"status": status, "appointment_id": None} for status in consumers.PROJECT_KINDS
    ],
    "vehicle.reminder_due.v1": [{"document_id": None}, {"document_id": SOME_ID}],
    "appointment.reminder_due.v1": [{"valid_until": "2199-01-01T00:00:00Z"}],
    "account.security_noted.v1": [
        {"what": name, "name": "Phone"} for name, kind in KINDS.items() if kind.about == "account"
    ],
    "waitlist.ended.v1": [{"reason": reason} for reason in sorted(consumers.WAITED_IN_VAIN)],
    "project.message_written.v1": [{"written_by": "customer"}, {"written_by": "workshop"}],
    "payment.received.v1": [
        {},
        {"project_id": None, "balance": None, "title": "", "appointment_id": SOME_ID},
    ],
}


def producer_of(name):
    subject = name.partition(".")[0]
    if subject == "account":
        return "authentication-service"
    return "appointment-service" if subject in OF_APPOINTMENTS else "vehicleandproject-service"


@pytest.fixture
def news(deliver, example):
    """Every piece of news that every event can make, with the event's payload."""
    made = []
    for name in NAMES:
        for case in CASES.get(name, [{}]):
            before = set(Notification.objects.values_list("id", flat=True))
            payload = {**example(name, producer_of(name)), **case}
            assert deliver(name, payload) == "handled"
            made += [(one, payload) for one in Notification.objects.exclude(id__in=before)]
    return made


def test_every_kind_is_filled_with_what_it_names_and_knows_its_location(news):
    for notification, payload in news:
        assert notification.values.keys() == KINDS[notification.kind].variables.keys(), notification.kind
        assert str(notification.location_id) == str(payload.get("location_id")), notification.kind
        for language in LANGUAGES:
            assert rendered(notification.kind, notification.values, language).body
    of_events = {kind for kind in KINDS if KINDS[kind].about in ABOUT}
    assert {notification.kind for notification, _ in news} == of_events


def test_what_is_empty_of_an_example_is_what_may_lack(news):
    for notification, _ in news:
        empty = {name for name, value in notification.values.items() if value in ("", 0, False)}
        assert empty <= set(KINDS[notification.kind].may_lack), notification.kind
