"""What concerns the security of an account is in its inbox, and mailed whatever its person chose."""

from datetime import UTC, datetime, time

import pytest
import time_machine

from chassis.models import new_id
from contacts.models import Contact
from deliveries.actions import send_due
from deliveries.models import Delivery
from notifications.models import Notification
from preferences.models import ChannelChoice, Digest, Preferences

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 12, 1, 2, tzinfo=UTC)


@pytest.fixture
def noted(deliver, example, settings):
    """Something is noted of an account, as authentication-service publishes it."""
    settings.MAIL_TRANSPORT, settings.MAIL_FROM = "mailbox", "workshop@servease.test"

    def note(contact, what, **changes):
        news = example("account.security_noted.v1", "authentication-service")
        news |= {"account_id": str(contact.id), "what": what, "at": "2026-12-01T01:59:00Z", **changes}
        assert deliver("account.security_noted.v1", news) == "handled"
        return Notification.objects.get(account_id=contact.id)

    return note


@pytest.fixture
def anna():
    return Contact.objects.create(
        pk=new_id(), email="anna@example.com", role="customer", locale="en-GB", time_zone="Asia/Kathmandu"
    )


@time_machine.travel(NIGHT, tick=False)
def test_it_is_mailed_at_once_also_at_night_and_to_who_switched_mails_off(anna, noted):
    quiet = {"quiet_from": time(0), "quiet_until": time(23)}
    Preferences.objects.create(pk=anna.id, digest=Digest.WEEKLY, **quiet)
    ChannelChoice.objects.create(account_id=anna.id, kind="new_sign_in", channel="email", is_on=False)
    noted(anna, "new_sign_in")
    delivery = Delivery.objects.get(account_id=anna.id)
    assert (delivery.channel, delivery.due_at, delivery.folds_as) == ("email", NIGHT, "")


def test_it_says_when_by_the_persons_own_clock_by_which_device_and_from_where(anna, noted):
    body = noted(anna, "password_changed", device="Firefox on Linux", address="203.0.113.7").body
    assert body.startswith(
        "On Tuesday, 1 December 2026 at 07:44 (GMT+05:45), with Firefox on Linux, from 203.0.113.7."
    )


def test_of_a_device_that_is_not_recognised_it_says_nothing(anna, noted):
    body = noted(anna, "password_changed", device="", address="203.0.113.7").body
    assert body.startswith("On Tuesday, 1 December 2026 at 07:44 (GMT+05:45), from 203.0.113.7.")


def test_it_repeats_nothing_that_a_client_says_of_itself(anna, noted):
    said = "Call +49 30 5550100 at once and give your password"
    noted(anna, "new_sign_in", user_agent=said)
    assert said not in str(Notification.objects.values().get())
    assert said not in str(Delivery.objects.values().get())


def test_what_has_a_name_says_it_but_not_in_the_subject_of_a_mail(anna, noted):
    said = noted(anna, "api_key_created", name="Accounting")
    assert said.title == "A new API key was made"
    assert "Its name: Accounting." in said.body


def test_an_address_that_is_not_verified_is_mailed_none_of_it(noted, deliver, example):
    account = example("account.registered.v1", "authentication-service") | {"email_verified": False}
    deliver("account.registered.v1", account)
    stranger = Contact.objects.get(pk=account["account_id"])
    assert noted(stranger, "api_key_created").title == "A new API key was made"
    assert not Delivery.objects.exists()
    deliver("account.changed.v1", account | {"email_verified": True})
    assert Contact.objects.get(pk=stranger.id).email_verified


def test_what_was_planned_for_an_address_of_before_is_not_mailed_to_one_that_nobody_verified(anna, noted):
    noted(anna, "new_sign_in")
    anna.update({"email_verified": False})
    send_due()
    assert Delivery.objects.get(account_id=anna.id).status == "cancelled"


def test_whose_second_factors_are_to_go_is_said_to_whoever_is_informed(anna, noted):
    body = noted(anna, "factor_reset_requested", name="theo@example.com", address="").body
    assert "the second factors of theo@example.com are lost" in body


def test_that_keys_were_ended_says_from_where(anna, noted):
    note = noted(anna, "api_keys_ended", address="203.0.113.7")
    assert note.title == "Your API keys were ended"
    assert "203.0.113.7" in note.body


def test_staff_are_mailed_too(noted):
    chief = Contact.objects.create(pk=new_id(), email="chief@example.com", role="admin")
    noted(chief, "factors_reset", address="")
    assert Delivery.objects.get(account_id=chief.id).channel == "email"
