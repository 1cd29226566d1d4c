"""Rule: a phone number is verified by six digits that were sent to it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Account
from chassis.testing.parallel import at_the_same_time
from codes.models import MailedCode
from tests.addresses.refused import CODE_INVALID, fields
from tests.addresses.urls import CONFIRM_PHONE, ME, PHONE

pytestmark = pytest.mark.django_db
NUMBER = "+4930901820"


@pytest.fixture
def anna(register, bearing):
    return bearing(register(email="anna@example.com", phone=NUMBER)["access"])


@pytest.fixture
def digits(anna, mailed):
    assert anna.post(PHONE).status_code == 204
    return mailed("verify_phone", NUMBER)


def another(digits):
    return f"{(int(digits) + 1) % 10**6:06}"


def test_the_digits_verify_the_number(anna, digits, emitted):
    assert len(digits) == 6
    assert anna.post(CONFIRM_PHONE, {"code": digits}).status_code == 204
    assert Account.objects.get().phone_verified
    [event] = emitted("account.changed.v1")
    assert (event.changes, event.data["phone_verified"]) == ({"phone_verified": [False, True]}, True)
    [issued] = [one for one in emitted("code.issued.v1") if one.data["channel"] == "sms"]
    assert issued.data["purpose"] == "verify_phone"


@pytest.mark.shows("AU16")
def test_they_count_once(anna, digits):
    assert anna.post(CONFIRM_PHONE, {"code": digits}).status_code == 204
    assert fields(anna.post(CONFIRM_PHONE, {"code": digits})) == CODE_INVALID


def test_a_verified_number_is_sent_no_more(anna, digits):
    anna.post(CONFIRM_PHONE, {"code": digits})
    reply = anna.post(PHONE)
    assert (reply.status_code, reply.json()["code"]) == (409, "phone_verified")
    assert MailedCode.objects.filter(purpose="verify_phone").count() == 1


def test_there_has_to_be_a_number(register, bearing):
    reply = bearing(register()["access"]).post(PHONE)
    assert (reply.status_code, reply.json()["code"]) == (409, "no_phone")


def test_where_no_text_messages_are_sent_nobody_waits_for_one(anna, settings, emitted):
    settings.SENDS_TEXT_MESSAGES = False
    reply = anna.post(PHONE)
    assert (reply.status_code, reply.json()["code"]) == (409, "text_messages_off")
    assert not MailedCode.objects.filter(purpose="verify_phone").exists()
    assert "sms" not in [event.data["channel"] for event in emitted("code.issued.v1")]


def test_a_number_that_came_since_is_verified_anew(anna, digits):
    assert anna.patch(ME, {"phone": "+49 30 901821"}).status_code == 200
    assert fields(anna.post(CONFIRM_PHONE, {"code": digits})) == CODE_INVALID
    assert not Account.objects.get().phone_verified


def test_they_count_for_ten_minutes(anna, digits):
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        assert fields(anna.post(CONFIRM_PHONE, {"code": digits})) == CODE_INVALID


def test_after_five_wrong_attempts_the_right_ones_count_no_longer(anna, digits):
    for _ in range(5):
        assert fields(anna.post(CONFIRM_PHONE, {"code": another(digits)})) == CODE_INVALID
    assert fields(anna.post(CONFIRM_PHONE, {"code": digits})) == CODE_INVALID
    assert not Account.objects.get().phone_verified
    assert MailedCode.objects.get(purpose="verify_phone").attempts == 5


@pytest.mark.shows("AU16")
def test_the_sixth_text_message_within_an_hour_is_429(anna):
    replies = [anna.post(PHONE) for _ in range(6)]
    assert [reply.status_code for reply in replies] == [204] * 5 + [429]
    assert replies[-1].json()["code"] == "too_many_codes"
    assert int(replies[-1]["Retry-After"]) > 3500


def test_so_is_the_sixth_to_one_number_from_many_accounts(register, bearing):
    replies = [bearing(register(phone=NUMBER)["access"]).post(PHONE).status_code for _ in range(6)]
    assert replies == [204] * 5 + [429]


def test_who_has_not_verified_an_address_is_texted_nothing_where_that_is_asked_for(anna, settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    reply = anna.post(PHONE)
    assert (reply.status_code, reply.json()["code"]) == (409, "address_unverified")
    assert not MailedCode.objects.filter(purpose="verify_phone").exists()
    Account.objects.update(email_verified=True)
    assert anna.post(PHONE).status_code == 204


def texted(account_id, count, client, age):
    for number in range(count):
        row = MailedCode.objects.create(
            account_id=account_id, purpose="verify_phone", channel="sms", address=f"+4930{number:07}",
            digest=f"{client} {number}", client=client, expires_at=timezone.now(), used_at=timezone.now(),
        )  # fmt: skip
        MailedCode.objects.filter(pk=row.pk).update(created_at=timezone.now() - age)


def test_a_client_has_twenty_an_hour_sent_for_whichever_accounts_and_numbers(register, bearing):
    came = register(phone=NUMBER)
    anna = bearing(came["access"])
    elsewhere, here = ({"X-Forwarded-For": address} for address in ("198.51.100.7", "192.0.2.1"))
    texted(came["account"]["id"], 20, "198.51.100.7", timedelta(minutes=59))
    # Not those of this account or number, of which there are five an hour.
    MailedCode.objects.update(account_id=register()["account"]["id"])
    refused = anna.post(PHONE, headers=elsewhere)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_codes")
    assert anna.post(PHONE, headers=here).status_code == 204
    assert MailedCode.objects.latest("id").client == "192.0.2.1"


def test_two_hundred_a_day_are_sent_in_all(register, bearing):
    stranger, anna = register()["account"]["id"], bearing(register(phone=NUMBER)["access"])
    texted(stranger, 200, "198.51.100.7", timedelta(hours=23))
    refused = anna.post(PHONE)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_codes")
    assert 3500 < int(refused["Retry-After"]) <= 3600
    MailedCode.objects.earliest("id").delete()
    assert anna.post(PHONE).status_code == 204


def test_another_account_cannot_use_them(digits, register, bearing):
    stranger = bearing(register(phone=NUMBER)["access"])
    assert fields(stranger.post(CONFIRM_PHONE, {"code": digits})) == CODE_INVALID


@pytest.mark.parametrize(
    "broken", ["{0}{0}", "{0:.5}", " {0}", "", "\u0661\u0662\u0663\u0664\u0665\u0666", "{0}\u0000"]
)
def test_broken_digits_are_refused(anna, digits, broken):
    reply = anna.post(CONFIRM_PHONE, {"code": broken.format(digits)})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "code")
    assert not Account.objects.get().phone_verified


def test_nobody_does_it_for_another(visitor):
    assert visitor.post(PHONE).status_code == 401
    assert visitor.post(CONFIRM_PHONE, {"code": "123456"}).status_code == 401


@pytest.mark.django_db(transaction=True)
def test_of_twenty_guesses_at_once_five_are_looked_at(anna, digits):
    guesses = [f"{(int(digits) + number) % 10**6:06}" for number in range(1, 21)]
    replies = at_the_same_time(
        *[lambda guess=guess: anna.post(CONFIRM_PHONE, {"code": guess}).status_code for guess in guesses]
    )
    assert replies == [400] * 20
    assert MailedCode.objects.get(purpose="verify_phone").attempts == 5
    assert fields(anna.post(CONFIRM_PHONE, {"code": digits})) == CODE_INVALID
