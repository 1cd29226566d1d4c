"""Rule: a code goes to one address, for one purpose; its maker alone can make it again."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import Account
from chassis.errors import TooMany
from chassis.testing.parallel import at_the_same_time
from codes.models import MailedCode
from codes.purposes import LIFETIMES, Purpose

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def address_of(code):
    return f"/internal/codes/{code.id}/"


@pytest.fixture
def at_noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.mark.parametrize("purpose", Purpose)
def test_whoever_sends_it_reads_the_code_and_its_address(notification_service, issued, purpose):
    address = "+4930901820" if purpose == Purpose.VERIFY_PHONE else "anna@example.com"
    code = issued(purpose, address)
    reply = notification_service.get(address_of(code))
    assert reply.status_code == 200
    body = reply.json()
    assert len(body.pop("code")) == (6 if purpose == Purpose.VERIFY_PHONE else 43)
    assert body == {
        "address": address,
        "channel": "sms" if purpose == Purpose.VERIFY_PHONE else "email",
        "purpose": purpose,
        "expires_at": code.expires_at.isoformat().replace("+00:00", "Z"),
    }


def test_the_event_names_neither_the_code_nor_the_address(issued, emitted, example):
    code = issued()
    [event] = emitted("code.issued.v1")
    assert event.subject == str(code.id)
    assert event.data == {
        "code_id": str(code.id),
        "account_id": str(code.account_id),
        "purpose": "reset_password",
        "channel": "email",
        "expires_at": code.expires_at.isoformat(),
    }
    assert event.data.keys() == example("code.issued.v1").keys()


@pytest.mark.parametrize("purpose", [Purpose.RESET_PASSWORD, Purpose.VERIFY_PHONE])
def test_asked_twice_it_is_the_same_and_the_database_has_it_nowhere(
    notification_service, issued, emitted, purpose
):
    address = address_of(issued(purpose))
    code = notification_service.get(address).json()["code"]
    assert notification_service.get(address).json()["code"] == code
    assert code not in str(MailedCode.objects.values().get())
    assert not any(code in str(event.data) for event in emitted())


def test_two_codes_differ(notification_service, issued, register):
    other = Account.objects.get(pk=register()["account"]["id"])
    codes = [issued(), issued(of=other, address=other.email)]
    assert len({notification_service.get(address_of(code)).json()["code"] for code in codes}) == 2


@pytest.mark.parametrize("name", ["customer-service", "user-service", "chatbot-service"])
def test_no_other_service_reads_a_code(as_service, issued, name):
    assert as_service(name).get(address_of(issued())).status_code == 403


def test_nobody_reads_one_with_an_accounts_token(issued, staff, bearing, visitor):
    code = issued()
    assert bearing(staff("admin")["access"]).get(address_of(code)).status_code == 403
    assert visitor.get(address_of(code)).status_code == 401


@pytest.mark.parametrize("purpose", Purpose)
def test_it_is_not_sent_once_it_has_expired(at_noon, notification_service, issued, as_service, purpose):
    code = issued(purpose, "+4930901820" if purpose == Purpose.VERIFY_PHONE else "anna@example.com")
    assert notification_service.get(address_of(code)).status_code == 200
    at_noon.shift(LIFETIMES[purpose])
    assert as_service("notification-service").get(address_of(code)).status_code == 404


def test_it_is_not_sent_to_who_was_deactivated(notification_service, issued):
    code = issued()
    Account.objects.update(is_active=False)
    assert notification_service.get(address_of(code)).status_code == 404


def test_a_code_of_a_secret_that_changed_is_not_sent(notification_service, issued, settings):
    code = issued()
    settings.SIGNING_SECRET = "another secret for the same platform"
    assert notification_service.get(address_of(code)).status_code == 404


def test_a_new_code_takes_the_place_of_the_last_of_its_purpose(notification_service, issued):
    first, other = issued(), issued(Purpose.VERIFY_EMAIL)
    second = issued()
    assert [notification_service.get(address_of(code)).status_code for code in (first, second, other)] == [
        404,
        200,
        200,
    ]


def test_whoever_had_an_address_before_keeps_the_code_that_brings_it_back(notification_service, issued):
    undo = Purpose.UNDO_EMAIL_CHANGE
    codes = [issued(undo, f"anna{number}@example.com", throttled=False) for number in range(7)]
    assert {notification_service.get(address_of(code)).status_code for code in codes} == {200}


def test_the_sixth_within_an_hour_is_too_many(at_noon, issued, emitted):
    for _ in range(5):
        issued()
        at_noon.shift(timedelta(minutes=10))
    with pytest.raises(TooMany) as refusal:
        issued()
    assert refusal.value.wait == 600
    assert len(emitted("code.issued.v1")) == 5
    assert issued(Purpose.VERIFY_EMAIL)
    at_noon.shift(timedelta(minutes=10))
    assert issued()


def test_one_address_is_sent_five_an_hour_whichever_accounts_ask(issued, register):
    for _ in range(5):
        other = Account.objects.get(pk=register()["account"]["id"])
        issued(Purpose.VERIFY_PHONE, "+4930901820", of=other)
    with pytest.raises(TooMany):
        issued(Purpose.VERIFY_PHONE, "+4930901820")
    assert MailedCode.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_of_codes_that_are_issued_together_one_counts(issued):
    def one():
        try:
            return issued()
        except TooMany:
            return None

    assert sum(code is not None for code in at_the_same_time(*[one] * 12)) == 5
    assert MailedCode.objects.counting().count() == 1


@pytest.mark.parametrize(
    ("purpose", "changes", "is_sent"),
    [
        (Purpose.VERIFY_EMAIL, {"email": "other@example.com"}, False),
        (Purpose.RESET_PASSWORD, {"email": "other@example.com"}, False),
        (Purpose.INVITATION, {"email": "other@example.com"}, False),
        (Purpose.CHANGE_EMAIL, {"email": "other@example.com"}, True),
        (Purpose.UNDO_EMAIL_CHANGE, {"email": "other@example.com"}, True),
        (Purpose.RESET_PASSWORD, {"password": "another"}, False),
        (Purpose.INVITATION, {"password": "another"}, False),
        (Purpose.CHANGE_EMAIL, {"password": "another"}, False),
        (Purpose.VERIFY_EMAIL, {"password": "another"}, True),
        (Purpose.UNDO_EMAIL_CHANGE, {"password": "another"}, True),
    ],
)
def test_it_is_sent_while_what_it_hangs_on_is_the_same(
    notification_service, issued, purpose, changes, is_sent
):
    code = issued(purpose)
    Account.objects.update(**changes)
    assert notification_service.get(address_of(code)).status_code == (200 if is_sent else 404)
