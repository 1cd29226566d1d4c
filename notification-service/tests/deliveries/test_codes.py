"""What is sent for a code: by code.issued.v1, with what authentication-service says when it is sent."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from chassis.models import new_id
from contacts.actions import stop_address
from contacts.models import Contact, StoppedAddress
from deliveries.actions import send_due
from deliveries.channels import Unreachable
from deliveries.codes import accounts
from deliveries.models import Delivery
from notifications.models import Notification
from preferences.models import Digest, Preferences
from texts.kinds import KINDS

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 12, 1, 2, tzinfo=UTC)
PATH = "/internal/codes/{code_id}/"
CODE, DIGITS = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", "482913"
BY_LINK = [name for name, kind in KINDS.items() if kind.code_in == "action"]
NEW_ADDRESS, NEW_NUMBER = "new.address@example.org", "+4915199999999"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NIGHT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def authentication_service(admin, upstream):
    """Beside the admin, whose token is of the same."""
    accounts.breaker.close()
    return upstream("authentication-service")


@pytest.fixture
def says(authentication_service):
    """authentication-service says this code whenever it is asked for it."""

    def say(status=200, **code):
        said = {"code": CODE, "address": NEW_ADDRESS, **code}
        authentication_service.replies("GET", PATH, said, status)

    return say


@pytest.fixture
def issued(deliver):
    """A code that is issued: its event, and what is planned of it."""

    def issue(contact, purpose="reset_password", channel="email", hours=1):
        news = {
            "code_id": str(new_id()),
            "account_id": str(contact.id),
            "purpose": purpose,
            "channel": channel,
            "expires_at": (datetime.now(UTC) + timedelta(hours=hours)).isoformat(),
        }
        assert deliver("code.issued.v1", news) == "handled"
        return Delivery.objects.filter(about_id=news["code_id"]).first()

    return issue


def outcome(delivery):
    delivery.refresh_from_db()
    return delivery.status, delivery.error


@pytest.mark.parametrize("purpose", BY_LINK)
def test_a_mail_leads_by_its_code_to_the_page_of_its_purpose(contact, issued, says, sink, settings, purpose):
    settings.LINKS = {purpose: f"https://workshop.example/pages/{purpose}/#{{id}}"}
    says()
    delivery = issued(contact(locale="de"), purpose)
    send_due()
    [message] = sink.messages
    assert (message["id"], message["to"], message["language"]) == (str(delivery.id), NEW_ADDRESS, "de")
    assert message["links"] == [f"https://workshop.example/pages/{purpose}/#{CODE}"]
    assert message["unsubscribe"] == ""
    assert outcome(delivery) == ("sent", "")


def test_neither_code_nor_address_is_kept_and_no_inbox_has_it(contact, issued, says, admin):
    says()
    delivery = issued(contact(), "change_email")
    send_due()
    assert outcome(delivery) == ("sent", "")
    stored = str(Delivery.objects.values().get())
    shown = admin.get(f"/api/v1/notifications/deliveries/{delivery.id}/").content.decode()
    for text in (stored, shown):
        assert CODE not in text
        assert NEW_ADDRESS not in text
    assert not Notification.objects.exists()


def test_neither_quiet_hours_nor_a_digest_nor_a_choice_keep_it(contact, issued, says, sink):
    anna = contact(contact_preference="push")
    hours = {"quiet_from": "22:00", "quiet_until": "07:00"}
    Preferences.objects.create(pk=anna.id, digest=Digest.WEEKLY, **hours)
    says()
    assert issued(anna).due_at == NIGHT
    send_due()
    assert [message["to"] for message in sink.messages] == [NEW_ADDRESS]


def test_the_same_event_twice_is_one_mail(contact, deliver, example, says, sink):
    news = {**example("code.issued.v1", "authentication-service"), "account_id": str(contact().id)}
    news["expires_at"] = "2026-12-01T03:00:00Z"
    event_id = new_id()
    says()
    outcomes = [deliver("code.issued.v1", news, id=event_id) for _ in range(2)]
    send_due()
    assert (outcomes, len(sink.messages)) == (["handled", "duplicate"], 1)


def test_a_code_that_does_not_count_any_more_is_not_sent(contact, issued, says, sink):
    says(404)
    delivery = issued(contact())
    send_due()
    assert outcome(delivery) == ("cancelled", "The code does not count any more.")
    assert sink.messages == []


def test_what_has_expired_is_neither_asked_for_nor_sent(contact, issued, authentication_service, sink, clock):
    delivery = issued(contact(), hours=1)
    clock.shift(timedelta(hours=1))
    send_due()
    assert outcome(delivery) == ("cancelled", "It is out of date.")
    asked = [call for call in authentication_service.calls if call.path.startswith("/internal/codes/")]
    assert (asked, sink.messages) == ([], [])


def test_while_nobody_says_the_code_it_is_tried_again_and_is_the_same(contact, issued, says, sink, clock):
    says(503)
    delivery = issued(contact())
    send_due()
    assert outcome(delivery) == ("waiting", "authentication-service does not say the code.")
    accounts.breaker.close()
    says()
    sink.answers = [503]
    for _ in range(2):
        clock.shift(timedelta(minutes=3))
        send_due()
    [message] = sink.messages
    assert (message["id"], message["links"][0].endswith(f"#{CODE}")) == (str(delivery.id), True)
    assert outcome(delivery) == ("sent", "")


@pytest.mark.parametrize("reason", ["bounced", "complained", "stopped"])
def test_nothing_goes_to_an_address_that_is_stopped_until_an_admin_releases_it(
    contact, issued, says, sink, admin, reason
):
    stopped = stop_address("email", NEW_ADDRESS, reason)
    says()
    delivery = issued(contact())
    send_due()
    assert outcome(delivery) == ("suppressed", "The address is stopped.")
    admin.delete(f"/api/v1/notifications/stopped-addresses/{stopped.id}/")
    admin.post(f"/api/v1/notifications/deliveries/{delivery.id}/replay/")
    send_due()
    assert [message["to"] for message in sink.messages] == [NEW_ADDRESS]


def test_an_address_that_takes_nothing_is_stopped_and_not_that_of_the_account(contact, issued, says, sink):
    anna = contact()
    says()
    sink.answers = [404]
    delivery = issued(anna, "change_email")
    send_due()
    assert outcome(delivery)[0] == "failed"
    assert StoppedAddress.objects.get().address == NEW_ADDRESS


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"554 5.7.1 <{NEW_ADDRESS}>: spam: https://workshop.example/#{CODE}", "It was answered 554 5.7.1."),
        (f"Nobody takes #{CODE} for {NEW_ADDRESS}.", "It could not be sent."),
    ],
)
def test_of_what_a_server_says_only_its_status_is_kept(contact, issued, says, channels, logged, said, kept):
    says()
    delivery = issued(contact())
    for problem, error in ((ValueError(said), "ValueError"), (Unreachable(said), kept)):

        def fail(envelope, problem=problem):
            raise problem

        channels["email"].send = fail
        Delivery.objects.update(due_at=NIGHT)
        send_due()
        assert CODE not in str(logged)
        assert NEW_ADDRESS not in str(logged)
        assert outcome(delivery) == ("waiting", error)


def test_without_a_page_it_has_failed_and_says_what_is_missing(contact, issued, says, sink, settings):
    settings.LINKS = {"reset_password": ""}
    says()
    delivery = issued(contact())
    send_due()
    problem = "It leads nowhere: set PUBLIC_URL or LINK_RESET_PASSWORD."
    assert (outcome(delivery), sink.messages) == (("failed", problem), [])


def test_who_is_not_known_yet_is_written_to_when_they_are(issued, says, sink, clock):
    unknown = Contact(pk=new_id())
    says()
    delivery = issued(unknown, "verify_email")
    send_due()
    assert (outcome(delivery), sink.messages) == (("waiting", ""), [])
    Contact.objects.create(pk=unknown.id, email="anna@example.com", role="customer", locale="de")
    clock.shift(timedelta(minutes=1))
    send_due()
    assert [message["language"] for message in sink.messages] == ["de"]


@pytest.mark.parametrize("known", [{"phone_verified": False}, {"consents_to_sms": False}])
def test_the_code_that_verifies_a_number_goes_to_it_before_it_is(contact, issued, says, sink, known):
    says(code=DIGITS, address=NEW_NUMBER)
    issued(contact(**known), "verify_phone", "sms")
    send_due()
    [message] = sink.messages
    assert (message["channel"], message["to"]) == ("sms", NEW_NUMBER)
    assert message["subject"].startswith(f"{DIGITS} is the code")
    assert message["links"] == [""]


def test_no_other_code_goes_by_text_message_and_that_one_not_by_mail(contact, issued, logged):
    anna = contact()
    for purpose in BY_LINK:
        assert issued(anna, purpose, "sms") is None
    assert issued(anna, "verify_phone", "email") is None
    assert "no way for a code" in str(logged)


def test_a_channel_that_is_not_configured_plans_nothing(contact, issued, channels):
    channels["sms"].is_there = False
    assert issued(contact(), "verify_phone", "sms") is None
