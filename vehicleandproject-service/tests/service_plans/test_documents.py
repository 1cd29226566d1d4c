"""A document that expires makes a reminder, which follows it and goes with it."""

from datetime import timedelta

import pytest

from service_plans.actions import announce_by_date
from service_plans.models import Reminder
from tests.answers import answered
from tests.documents.photos import photo
from tests.service_plans.moments import NOW
from tests.urls import VEHICLES

pytestmark = pytest.mark.django_db
ADDED, CHANGED = "vehicle.document_added.v1", "vehicle.document_changed.v1"


@pytest.fixture
def follow(emitted, deliver):
    """Deliver what was published last of a document."""

    def follow(name):
        event = emitted(name)[-1]
        return deliver(name, event.data, subject=event.subject, version=event.version)

    return follow


@pytest.fixture
def insurance(car, customer, follow):
    """A paper of the car's that expires in December."""
    body = {"file": photo(), "kind": "insurance", "expires_on": "2026-12-31"}
    added = answered(customer.post(f"{VEHICLES}{car['id']}/documents/", body, format="multipart"))
    follow(ADDED)
    return added


@pytest.fixture
def listed(car, customer):
    return lambda: customer.get(f"{VEHICLES}{car['id']}/reminders/").json()["results"]


@pytest.mark.shows("VE11")
def test_what_expires_is_due_on_its_last_day(insurance, listed, clock):
    (reminder,) = listed()
    assert (reminder["document_id"], reminder["title"]) == (insurance["id"], "Insurance")
    assert (reminder["due_on"], reminder["predicted_on"], reminder["basis"]["kind"]) == (
        "2026-12-31", "2026-12-31", "date",
    )  # fmt: skip
    assert (reminder["status"], reminder["service_type"], reminder["every_months"]) == ("scheduled", "", None)
    clock.move_to(NOW + timedelta(days=8))
    assert listed()[0]["status"] == "due_soon"


@pytest.mark.shows("VE11")
def test_that_it_expires_is_published_once(insurance, clock, emitted):
    clock.move_to(NOW + timedelta(days=38))
    announce_by_date()
    announce_by_date()
    (event,) = emitted("vehicle.reminder_due.v1")
    assert (event.data["document_id"], event.data["due_on"]) == (insurance["id"], "2026-12-31")


@pytest.mark.shows("VE11")
def test_the_reminder_follows_its_document_and_goes_with_it(insurance, listed, customer, car, follow):
    url = f"{VEHICLES}{car['id']}/documents/{insurance['id']}/"
    customer.patch(url, {"title": "Third party", "expires_on": "2027-12-31"})
    follow(CHANGED)
    (reminder,) = listed()
    assert (reminder["title"], reminder["due_on"]) == ("Third party", "2027-12-31")

    customer.patch(url, {"expires_on": None})
    follow(CHANGED)
    assert listed() == []

    customer.patch(url, {"expires_on": "2027-06-30"})
    follow(CHANGED)
    assert [row["due_on"] for row in listed()] == ["2027-06-30"]
    assert customer.delete(url).status_code == 204
    assert not Reminder.objects.exists()
    assert follow(CHANGED) in {"handled", "duplicate"}
    assert not Reminder.objects.exists()


@pytest.mark.shows("VE11")
def test_without_a_last_day_nobody_is_reminded(car, customer, follow, listed):
    body = {"file": photo(), "kind": "photo"}
    answered(customer.post(f"{VEHICLES}{car['id']}/documents/", body, format="multipart"))
    follow(ADDED)
    assert listed() == []


@pytest.mark.shows("VE11")
def test_it_is_changed_with_its_document_alone(insurance, listed, customer, car, catalogue):
    url = f"{VEHICLES}{car['id']}/reminders/{listed()[0]['id']}/"
    refused = [customer.patch(url, {"title": "X"}), customer.delete(url)]
    assert [(reply.status_code, reply.json()["code"]) for reply in refused] == [(409, "follows_document")] * 2
    assert refused[0].json()["document_id"] == insurance["id"]
    held = customer.post(f"{url}hold/", {})
    assert (held.status_code, held.json()["code"]) == (409, "no_service")


def test_who_has_the_vehicle_next_does_not_see_it(insurance, listed, car, admin, stranger, catalogue):
    transfer = admin.post(f"{VEHICLES}{car['id']}/transfer/", {"owner_id": str(stranger.account_id)})
    assert transfer.status_code == 200
    assert stranger.get(f"{VEHICLES}{car['id']}/reminders/").json()["results"] == []
