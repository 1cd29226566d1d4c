"""Admins write to all who consented to marketing, or to some of them, and see how far that is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, connection

from broadcasts import actions
from broadcasts.actions import planning
from broadcasts.models import Broadcast
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from contacts.actions import contact_of
from contacts.models import Contact
from deliveries.actions import plan, send, send_due
from deliveries.models import Delivery
from notifications.models import Notification
from preferences.models import Digest, Preferences
from preferences.unsubscribing import unsubscribe_url
from tests.deliveries.values import VALUES

pytestmark = pytest.mark.django_db

BROADCASTS = "/api/v1/notifications/broadcasts/"
WINTER = {"title": "Winter tyres", "body": "Until eight in the evening."}
REFUSE_ONE = """
CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.account_id::text = TG_ARGV[0] THEN
        RAISE EXCEPTION 'Refused.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_one BEFORE INSERT ON notifications_notification
    FOR EACH ROW EXECUTE FUNCTION refuse_one(%s)
"""


def begun(admin: Any, **whom: Any) -> Broadcast:
    answer = admin.post(BROADCASTS, WINTER | whom)
    assert answer.status_code == 202, answer.json()
    return Broadcast.objects.get(pk=answer.json()["id"])


def gone_through(broadcast: Broadcast) -> Broadcast:
    while broadcast.status == "planning":
        actions.plan_next(broadcast.id)
        broadcast.refresh_from_db()
    return broadcast


def given(broadcast: Broadcast) -> set[Any]:
    return set(Notification.objects.filter(about_id=broadcast.id).values_list("account_id", flat=True))


@pytest.mark.shows("NO12")
def test_who_consented_has_it_in_their_inbox_and_by_the_channel_that_they_prefer(admin, sink, customer_who):
    by_mail, by_sms = customer_who(), customer_who(contact_preference="sms")
    customer_who(consents_to_marketing=False)
    customer_who(is_active=False)
    customer_who(role="employee")
    broadcast = gone_through(begun(admin))
    assert given(broadcast) == {by_mail.id, by_sms.id}
    send_due()
    assert {(one["channel"], one["to"], one["subject"]) for one in sink.messages} == {
        ("email", by_mail.email, "Winter tyres"),
        ("sms", by_sms.phone, "Winter tyres"),
    }
    assert (
        admin.get(f"{BROADCASTS}{broadcast.id}/").json().items()
        >= {
            "status": "planned",
            "people": 2,
            "progress": {"planned": 2, "waiting": 0, "sent": 2, "failed": 0, "not_sent": 0},
        }.items()
    )


def test_a_filter_holds_for_languages_cities_and_customers_together(admin, customer_who, settings):
    settings.DEFAULT_LANGUAGE = "en"
    in_bern = customer_who(locale="de-CH", city="BERN")
    english, polish = customer_who(), customer_who(locale="pl-PL")
    for whom, people in (
        ({"languages": ["de"]}, {in_bern}),
        ({"languages": ["en"]}, {english, polish}),
        ({"languages": ["de", "fr"], "cities": ["Berlin"]}, set()),
        ({"cities": ["Bern", "berlin"]}, {in_bern, english, polish}),
        ({"customer_ids": [str(polish.id), str(new_id())]}, {polish}),
        ({}, {in_bern, english, polish}),
    ):
        count = admin.post(f"{BROADCASTS}count/", whom)
        assert (count.status_code, count.json()) == (200, {"people": len(people)})
        assert given(gone_through(begun(admin, **whom))) == {one.id for one in people}


def test_counting_sends_nothing(admin, customer_who):
    customer_who()
    admin.post(f"{BROADCASTS}count/", {})
    assert not Broadcast.objects.exists()
    assert not Delivery.objects.exists()


def test_the_channels_are_those_that_person_and_broadcast_have_in_common(admin, customer_who):
    by_mail, by_sms = customer_who(), customer_who(contact_preference="sms")
    broadcast = gone_through(begun(admin, channels=["sms"]))
    assert [one.account_id for one in Delivery.objects.all()] == [by_sms.id]
    assert given(broadcast) == {by_mail.id, by_sms.id}


@pytest.mark.shows("NO12")
def test_who_withdraws_meanwhile_is_sent_nothing(admin, sink, deliver, customer_who):
    anna, late = customer_who(), customer_who()
    broadcast = begun(admin)
    Contact.objects.filter(pk=late.pk).update(consents_to_marketing=False)
    gone_through(broadcast)
    Contact.objects.filter(pk=anna.pk).update(consents_to_marketing=False)
    send_due()
    assert sink.messages == []
    assert given(broadcast) == {anna.id}
    assert admin.get(f"{BROADCASTS}{broadcast.id}/").json()["progress"]["not_sent"] == 1


@pytest.mark.shows("NO12")
def test_who_unsubscribes_by_the_link_of_one_gets_no_other(api, admin, sink, customer_who, emitted):
    anna = customer_who()
    gone_through(begun(admin))
    send_due()
    link = urlsplit(unsubscribe_url(anna.id, "broadcast")).path
    assert api.post(link).status_code == 204
    assert [event.data["purpose"] for event in emitted("consent.withdrawn.v1")] == ["marketing"]
    assert given(gone_through(begun(admin))) == set()
    send_due()
    assert len(sink.messages) == 1


@contextmanager
def refusing(contact: Contact) -> Iterator[None]:
    """The database takes nothing for this person, so that a page ends in its middle."""
    with connection.cursor() as cursor:
        cursor.execute(REFUSE_ONE, [str(contact.id)])
        yield
        cursor.execute("DROP TRIGGER refuse_one ON notifications_notification")


@pytest.mark.shows("NO12")
def test_it_goes_on_where_it_was_killed_and_gives_nobody_it_twice(admin, customer_who, monkeypatch):
    """It ends in the middle of the second page: what that page did is undone, and what was before stays."""
    monkeypatch.setattr(planning, "PAGE", 2)
    people = [customer_who() for _ in range(5)]
    broadcast = begun(admin)
    actions.plan_next(broadcast.id)
    assert len(given(broadcast)) == 2

    with refusing(sorted(people, key=lambda one: one.id)[3]), pytest.raises(IntegrityError):
        actions.plan_next(broadcast.id)
    broadcast.refresh_from_db()
    assert (len(given(broadcast)), broadcast.people, broadcast.status) == (2, 2, "planning")

    while Broadcast.objects.get().status == "planning":
        actions.go_on()
    broadcast.refresh_from_db()
    assert (given(broadcast), broadcast.people) == ({one.id for one in people}, 5)
    assert Delivery.objects.count() == Notification.objects.count() == 5
    actions.plan_next(broadcast.id)
    assert Delivery.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_workers_that_go_on_at_once_give_nobody_it_twice_and_pass_over_nobody(
    admin, customer_who, monkeypatch
):
    monkeypatch.setattr(planning, "PAGE", 3)
    people = {customer_who().id for _ in range(20)}
    broadcast = begun(admin)
    while Broadcast.objects.get().status == "planning":
        at_the_same_time(*[lambda: actions.plan_next(broadcast.id)] * 4)
    assert given(broadcast) == people
    assert Delivery.objects.count() == Broadcast.objects.get().people == 20


@pytest.mark.shows("NO12")
def test_cancelling_writes_to_nobody_else_and_sends_nothing_that_waits(
    admin, sink, customer_who, monkeypatch
):
    monkeypatch.setattr(planning, "PAGE", 2)
    for _ in range(3):
        customer_who()
    broadcast = begun(admin)
    actions.plan_next(broadcast.id)
    sent, waits = Delivery.objects.order_by("id")
    assert send(sent.id)
    answer = admin.post(f"{BROADCASTS}{broadcast.id}/cancel/")
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert answer.json()["progress"] == {"planned": 2, "waiting": 0, "sent": 1, "failed": 0, "not_sent": 1}
    actions.plan_next(broadcast.id)
    actions.go_on()
    send_due()
    waits.refresh_from_db()
    assert (waits.status, len(sink.messages), len(given(broadcast))) == ("cancelled", 1, 2)
    again = admin.post(f"{BROADCASTS}{broadcast.id}/cancel/")
    assert (again.status_code, again.json()["code"], again.json()["allowed"]) == (
        409,
        "illegal_transition",
        [],
    )


def test_what_could_not_be_sent_is_not_tried_again_once_it_is_cancelled(admin, sink, customer_who):
    customer_who()
    broadcast = gone_through(begun(admin))
    sink.answers = [503]
    assert send(Delivery.objects.get().id)
    admin.post(f"{BROADCASTS}{broadcast.id}/cancel/")
    Delivery.objects.update(due_at=broadcast.created_at)
    send_due()
    assert (sink.messages, Delivery.objects.get().status) == ([], "cancelled")


def test_what_is_part_of_a_digest_that_could_not_be_sent_is_left_out_once_it_is_cancelled(
    admin, sink, customer_who
):
    anna = customer_who()
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY)
    plan(contact_of(anna.id), "confirmed", VALUES, "appointment", new_id(), new_id())
    broadcast = gone_through(begun(admin))
    Delivery.objects.update(due_at=broadcast.created_at)
    sink.answers = [503]
    send_due()
    admin.post(f"{BROADCASTS}{broadcast.id}/cancel/")
    Delivery.objects.update(due_at=broadcast.created_at)
    send_due()
    assert [message["news"] for message in sink.messages] == [["Confirmed: Oil change"]]


@pytest.mark.parametrize(
    ("status", "counted"), [(200, "sent"), (503, "waiting"), (400, "failed")], ids=["sent", "waits", "failed"]
)
def test_what_became_part_of_a_digest_counts_as_the_digest_does(admin, sink, customer_who, status, counted):
    anna = customer_who()
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY)
    plan(contact_of(anna.id), "confirmed", VALUES, "appointment", new_id(), new_id())
    broadcast = gone_through(begun(admin))
    Delivery.objects.update(due_at=broadcast.created_at)
    sink.answers = [status]
    send_due()
    assert Delivery.objects.get(kind="broadcast").status == "folded"
    progress = admin.get(f"{BROADCASTS}{broadcast.id}/").json()["progress"]
    counts = {"planned": 1, "waiting": 0, "sent": 0, "failed": 0, "not_sent": 0}
    assert progress == counts | {counted: 1}


def test_one_key_begins_one_broadcast(admin, customer_who):
    customer_who()
    replies = [admin.post(BROADCASTS, WINTER, headers={"Idempotency-Key": "once"}) for _ in range(2)]
    assert replies[0].json() == replies[1].json()
    assert Broadcast.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"title": "Winter\r\nBcc: everybody@example.com"}, "title", "invisible_characters"),
        ({"title": ""}, "title", "blank"),
        ({"body": "x" * 4001}, "body", "max_length"),
        ({"languages": ["tlh"]}, "languages.0", "invalid_choice"),
        ({"channels": ["fax"]}, "channels.0", "invalid_choice"),
        ({"customer_ids": ["7"]}, "customer_ids.0", "invalid"),
        ({"consent": False}, "consent", "unknown_field"),
    ],
)
def test_what_is_not_well_formed_is_named_and_nothing_begins(admin, change, field, code):
    answer = admin.post(BROADCASTS, WINTER | change)
    assert answer.status_code == 400
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [(field, code)]
    assert not Broadcast.objects.exists()


def test_broadcasts_are_the_admins_alone(api, admin, employee, customer):
    broadcast = begun(admin)
    for account in (employee, customer, api.as_employee(groups=["office"])):
        for reply in (
            account.get(BROADCASTS),
            account.post(BROADCASTS, WINTER),
            account.post(f"{BROADCASTS}count/", {}),
            account.get(f"{BROADCASTS}{broadcast.id}/"),
            account.post(f"{BROADCASTS}{broadcast.id}/cancel/"),
        ):
            assert reply.status_code == 403
    assert admin.get(f"{BROADCASTS}{new_id()}/").status_code == 404
    assert admin.post(f"{BROADCASTS}{new_id()}/cancel/").status_code == 404
    assert [one["id"] for one in admin.get(BROADCASTS).json()["results"]] == [str(broadcast.id)]
