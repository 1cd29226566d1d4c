"""Rule: people are reached by the channel that they prefer, unless they chose otherwise of a kind."""

from dataclasses import replace

import pytest

from contacts.models import Contact
from preferences.channels import channels_for, consents_to
from texts.kinds import KINDS

BOOKED, CONFIRMED, PROGRESS, SERVICE_DUE = (
    KINDS[name] for name in ("booked", "confirmed", "progress", "service_due")
)
ALL = {"email", "sms", "push"}


def customer(preference="email", **known):
    return Contact(role="customer", contact_preference=preference, **known)


@pytest.mark.parametrize(
    ("preference", "kind", "reachable", "channels"),
    [
        ("email", BOOKED, {"email"}, {"email"}),
        ("email", BOOKED, ALL, {"email", "push"}),
        ("phone", BOOKED, {"email", "sms"}, {"email"}),
        ("sms", CONFIRMED, {"email", "sms"}, {"sms"}),
        ("sms", CONFIRMED, {"email"}, {"email"}),
        ("sms", BOOKED, {"email", "sms"}, {"email"}),
        ("push", BOOKED, ALL, {"push"}),
        ("push", BOOKED, {"email", "sms"}, {"email"}),
        ("email", PROGRESS, ALL, {"push"}),
        ("sms", PROGRESS, ALL, {"push"}),
        ("email", BOOKED, set(), set()),
    ],
)
def test_a_customer_is_reached_by_what_they_prefer_or_else_by_mail(preference, kind, reachable, channels):
    assert channels_for(customer(preference), kind, {}, reachable) == channels


def test_who_is_not_known_yet_is_taken_for_a_customer():
    assert channels_for(Contact(), BOOKED, {}, {"email"}) == {"email"}
    assert channels_for(Contact(), PROGRESS, {}, {"email"}) == set()


@pytest.mark.parametrize("role", ["employee", "admin"])
def test_the_staff_have_their_devices_and_no_mail_unless_they_choose(role):
    contact = Contact(role=role, contact_preference="email")
    assert channels_for(contact, BOOKED, {}, ALL) == {"push"}
    assert channels_for(contact, BOOKED, {("booked", "email"): True}, ALL) == {"push", "email"}


def test_what_somebody_chose_of_a_kind_goes_before():
    choices = {("booked", "email"): False, ("booked", "sms"): True, ("confirmed", "push"): False}
    assert channels_for(customer(), BOOKED, choices, ALL) == {"sms", "push"}
    assert channels_for(customer(), CONFIRMED, choices, ALL) == {"email"}


def test_mail_about_security_cannot_be_switched_off():
    kind = replace(BOOKED, security=True, by_mail=False)
    for contact in (customer("push"), Contact(role="admin")):
        assert "email" in channels_for(contact, kind, {("booked", "email"): False}, ALL)


def test_mail_about_security_goes_to_a_verified_address_alone_but_codes_go_anywhere():
    stranger, on = customer(email_verified=False), {("new_sign_in", "email"): True}
    assert channels_for(stranger, KINDS["new_sign_in"], on, ALL) == {"push"}
    assert "email" in channels_for(stranger, KINDS["verify_email"], {}, ALL)
    assert "email" in channels_for(stranger, BOOKED, {}, ALL)


@pytest.mark.parametrize(("granted", "sent"), [(True, True), (False, False)])
def test_what_needs_a_consent_goes_to_those_alone_who_gave_it(granted, sent):
    contact = customer(consents_to_reminders=granted, consents_to_marketing=granted)
    assert consents_to(contact, SERVICE_DUE) == sent
    assert consents_to(contact, replace(SERVICE_DUE, consent="marketing")) == sent
    assert consents_to(contact, BOOKED)
