from datetime import timedelta

import pytest
from django.utils import timezone

from chassis.models import new_id
from chassis.retention import purge
from contacts.models import StoppedAddress
from deliveries.actions import send, send_due
from deliveries.models import Delivery

pytestmark = pytest.mark.django_db

PATH = "/api/v1/notifications/deliveries/"


def test_an_admin_sees_what_was_sent_to_whom_and_what_failed(admin, contact, planned, sink):
    anna = contact()
    [failed], [sent] = planned(anna), planned(anna, "booked")
    sink.answers = [422]
    send(failed.id)
    send(sent.id)
    for filters, ids in (
        ({}, [sent.id, failed.id]),
        ({"status": "failed"}, [failed.id]),
        ({"kind": "booked"}, [sent.id]),
        ({"channel": "sms"}, []),
        ({"account_id": str(new_id())}, []),
    ):
        assert [row["id"] for row in admin.get(PATH, filters).json()["results"]] == list(map(str, ids))
    shown = admin.get(f"{PATH}{failed.id}/").json()
    assert (shown["status"], shown["attempts"], shown["error"]) == ("failed", 1, "It was answered 422.")
    assert "values" not in shown


def test_nobody_but_an_admin_sees_them(customer, foreman, contact, planned):
    [delivery] = planned(contact())
    for caller in (customer, foreman):
        assert caller.get(PATH).status_code == 403
        assert caller.post(f"{PATH}{delivery.id}/replay/").status_code == 403


@pytest.mark.shows("NO06")
def test_what_failed_is_sent_again_under_its_id(admin, contact, planned, sink):
    [delivery] = planned(contact())
    sink.answers = [422]
    send_due()
    answer = admin.post(f"{PATH}{delivery.id}/replay/")
    assert (answer.status_code, answer.json()["status"], answer.json()["attempts"]) == (200, "waiting", 0)
    send_due()
    assert [message["id"] for message in sink.messages] == [str(delivery.id)]
    assert admin.get(f"{PATH}{delivery.id}/").json()["status"] == "sent"


def test_what_was_suppressed_is_sent_once_its_address_is_written_to_again(admin, contact, planned, sink):
    anna = contact()
    [delivery] = planned(anna)
    stopped = StoppedAddress.objects.create(channel="email", address=anna.email, reason="bounced")
    send_due()
    assert Delivery.objects.get().status == "suppressed"
    stopped.delete()
    assert admin.post(f"{PATH}{delivery.id}/replay/").status_code == 200
    send_due()
    assert len(sink.messages) == 1


def test_what_was_sent_or_waits_is_not_replayed(admin, contact, planned, sink):
    [delivery] = planned(contact())
    waiting = admin.post(f"{PATH}{delivery.id}/replay/")
    send_due()
    sent = admin.post(f"{PATH}{delivery.id}/replay/")
    for answer, status in ((waiting, "waiting"), (sent, "sent")):
        refused = answer.json()
        assert (answer.status_code, refused["code"]) == (409, "illegal_transition")
        assert (refused["current_status"], refused["allowed"]) == (status, [])
    assert len(sink.messages) == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_over_is_known_for_a_year(contact, planned):
    anna = contact()
    kept, over, waiting = (planned(anna, kind)[0] for kind in ("booked", "confirmed", "ready"))
    old = timezone.now() - timedelta(days=366)
    Delivery.objects.filter(pk__in=[over.pk, waiting.pk]).update(created_at=old)
    Delivery.objects.filter(pk__in=[over.pk, kept.pk]).update(status="cancelled")
    purge()
    assert set(Delivery.objects.values_list("pk", flat=True)) == {kept.pk, waiting.pk}
