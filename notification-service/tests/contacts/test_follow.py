"""Rule: a contact is what other services last published of an account, whichever of them came first."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from contacts.actions import withdraw_consent
from contacts.models import Contact

pytestmark = pytest.mark.django_db

ACCOUNT = str(new_id())


@pytest.fixture
def published(example):
    """What is published of one account, by the name of the event."""

    def of(name, **said):
        service = {"account": "authentication", "profile": "user", "customer": "customer"}[name.split(".")[0]]
        data = example(name, f"{service}-service") | said
        return data | {who: ACCOUNT for who in ("account_id", "customer_id") if who in data}

    return of


@pytest.mark.parametrize("name", ["account.registered.v1", "account.changed.v1"])
def test_who_somebody_is_and_where_they_are_reached_follows_their_account(deliver, published, name):
    deliver(name, published(name, email="anna@example.com", phone="+4930901820", phone_verified=True))
    contact = Contact.objects.get(pk=ACCOUNT)
    assert (contact.email, contact.phone, contact.phone_verified) == ("anna@example.com", "+4930901820", True)
    assert (contact.first_name, contact.role, contact.is_active) == ("Anna", "customer", True)


def test_older_news_that_do_not_say_whether_a_number_is_verified_leave_it_unverified(deliver, published):
    account = published("account.registered.v1")
    del account["phone_verified"]
    deliver("account.registered.v1", account)
    assert not Contact.objects.get(pk=ACCOUNT).phone_verified


def test_older_news_that_do_not_say_whether_an_address_is_verified_leave_it_as_it_was_mailed(
    deliver, published
):
    account = published("account.registered.v1")
    del account["email_verified"]
    deliver("account.registered.v1", account)
    assert Contact.objects.get(pk=ACCOUNT).email_verified


def test_language_and_zone_follow_the_profile(deliver, published):
    deliver("profile.changed.v1", published("profile.changed.v1", locale="de-AT", time_zone="Europe/Vienna"))
    contact = Contact.objects.get(pk=ACCOUNT)
    assert (contact.language, contact.time_zone) == ("de", "Europe/Vienna")


@pytest.mark.parametrize("locale", ["ja-JP", "", "x"])
def test_who_reads_no_language_of_ours_gets_the_default(settings, locale):
    settings.DEFAULT_LANGUAGE = "fr"
    assert Contact(locale=locale).language == "fr"


def test_the_preferred_channel_and_consents_follow_the_customer(deliver, published):
    consents = {"marketing": True, "reminders": False}
    deliver(
        "customer.changed.v1", published("customer.changed.v1", contact_preference="sms", consents=consents)
    )
    contact = Contact.objects.get(pk=ACCOUNT)
    assert contact.contact_preference == "sms"
    assert (contact.consents_to_marketing, contact.consents_to_reminders) == (True, False)
    assert not contact.consents_to_sms


def test_a_purpose_that_is_not_known_here_yet_is_left_out(deliver, published):
    consents = {"marketing": True, "reminders": True, "sms": False, "telephone": True}
    deliver("customer.changed.v1", published("customer.changed.v1", consents=consents))
    contact = Contact.objects.get(pk=ACCOUNT)
    assert (contact.consents_to_marketing, contact.consents_to_sms) == (True, False)


def test_a_consent_that_changed_is_followed_and_older_news_of_it_are_not(deliver, published):
    now = timezone.now()
    granted = {"marketing": True, "reminders": True, "sms": True}
    before = {"marketing": False, "reminders": False}
    deliver(
        "customer.consent_changed.v1", published("customer.consent_changed.v1", consents=granted),
        subject=ACCOUNT, version=7, occurred_at=now,
    )  # fmt: skip
    deliver(
        "customer.changed.v1", published("customer.changed.v1", contact_preference="push", consents=before),
        subject=ACCOUNT, version=6, occurred_at=now - timedelta(minutes=1),
    )  # fmt: skip
    contact = Contact.objects.get(pk=ACCOUNT)
    assert (contact.consents_to_marketing, contact.consents_to_sms) == (True, True)
    assert contact.contact_preference == "push"


def test_what_was_withdrawn_by_a_message_is_not_given_back_by_news_that_do_not_know_of_it(deliver, published):
    given = {"marketing": True, "reminders": True, "sms": True}

    def say(name, version, purpose=None, **of_consents):
        said = {"purpose": purpose, "granted": True} if purpose else {}
        data = published(name, consents=given | of_consents, **said)
        deliver(name, data, subject=ACCOUNT, version=version, occurred_at=timezone.now())
        return Contact.objects.get(pk=ACCOUNT).consents_to_marketing

    assert say("customer.consent_changed.v1", 1, "marketing")
    withdraw_consent(UUID(ACCOUNT), "marketing", by="unsubscribe")
    assert not say("customer.changed.v1", 2)
    assert not say("customer.consent_changed.v1", 3, "sms")
    assert not say("customer.consent_changed.v1", 4, "marketing", marketing=False)
    assert Contact.objects.get(pk=ACCOUNT).withdrawn == {}
    assert say("customer.consent_changed.v1", 5, "marketing")


def test_who_agrees_again_later_is_written_to_again(deliver, published):
    withdraw_consent(UUID(ACCOUNT), "marketing", by="unsubscribe")
    given = {"marketing": True, "reminders": True, "sms": False}
    for minutes, counts in ((-1, False), (1, True)):
        data = published("customer.consent_changed.v1", consents=given, purpose="marketing", granted=True)
        at = timezone.now() + timedelta(minutes=minutes)
        deliver("customer.consent_changed.v1", data, subject=ACCOUNT, version=minutes + 2, occurred_at=at)
        assert Contact.objects.get(pk=ACCOUNT).consents_to_marketing is counts


def test_what_is_not_said_by_an_event_stays_as_another_said_it(deliver, published):
    deliver("account.registered.v1", published("account.registered.v1", email="anna@example.com"))
    deliver("profile.changed.v1", published("profile.changed.v1", locale="es"))
    deliver("customer.changed.v1", published("customer.changed.v1", contact_preference="phone"))
    contact = Contact.objects.get(pk=ACCOUNT)
    assert (contact.email, contact.locale, contact.contact_preference) == ("anna@example.com", "es", "phone")


@pytest.mark.django_db(transaction=True)
def test_news_of_two_services_that_come_together_make_one_contact(deliver, published):
    at_the_same_time(
        lambda: deliver("account.registered.v1", published("account.registered.v1", email="a@example.com")),
        lambda: deliver("profile.changed.v1", published("profile.changed.v1", locale="de")),
        lambda: deliver("customer.changed.v1", published("customer.changed.v1", contact_preference="push")),
    )
    contact = Contact.objects.get(pk=ACCOUNT)
    assert (contact.email, contact.locale, contact.contact_preference) == ("a@example.com", "de", "push")
