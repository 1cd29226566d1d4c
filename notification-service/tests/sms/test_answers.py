"""POST /api/v1/notifications/sms/: STOP withdraws a consent, and nobody else can say it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from contacts.models import Contact
from tests.sms.numbers import NUMBER

pytestmark = pytest.mark.django_db

PATH = "/api/v1/notifications/sms/"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def answer(api, settings):
    """Somebody answers a text message, as whoever sends them for us says it."""
    settings.SMS_WEBHOOK_SECRET = SECRET

    def send(text, number=NUMBER, *, secret=SECRET, at=None, signed=None):
        body, at = json.dumps({"from": number, "text": text}), at or datetime.now(UTC)
        headers = {
            "HTTP_WEBHOOK_ID": "msg_1",
            "HTTP_WEBHOOK_TIMESTAMP": str(int(at.timestamp())),
            "HTTP_WEBHOOK_SIGNATURE": Webhook(secret).sign("msg_1", at, signed or body),
        }
        return api.generic("POST", PATH, body, content_type="application/json", **headers)

    return send


@pytest.mark.parametrize(
    "text",
    [
        "STOP", " stop. ", "Stop!", "stop all", "UNSUBSCRIBE", "Stopp", "Abmelden", "ENDE", "Alto", "baja",
        "Cancelar", "ARRÊT", "arret", "Désabonner", "fin",
    ],
)  # fmt: skip
def test_stop_withdraws_the_consent_at_once_in_each_language(answer, contact, emitted, text):
    anna, other = contact(), contact(phone="+4930901820")
    assert answer(text).status_code == 204
    anna.refresh_from_db()
    other.refresh_from_db()
    assert (anna.consents_to_sms, other.consents_to_sms) == (False, True)
    [event] = emitted("consent.withdrawn.v1")
    assert event.data == {"account_id": str(anna.id), "purpose": "sms", "by": "sms_stop"}


def test_twice_is_once(answer, contact, emitted):
    contact()
    assert [answer("STOP").status_code, answer("STOP").status_code] == [204, 204]
    assert len(emitted("consent.withdrawn.v1")) == 1


def test_it_counts_for_each_account_that_has_the_number(answer, contact, emitted):
    accounts = {str(contact().id), str(contact().id)}
    answer("STOP", "+49 151 1234 5678")
    assert {event.data["account_id"] for event in emitted("consent.withdrawn.v1")} == accounts
    assert not Contact.objects.filter(consents_to_sms=True).exists()


@pytest.mark.parametrize("text", ["", "Thank you", "I stop by at five", "non-stop", "the end of the week"])
def test_what_is_no_stop_changes_nothing(answer, contact, emitted, text):
    contact()
    assert answer(text).status_code == 204
    assert Contact.objects.get().consents_to_sms
    assert emitted("consent.withdrawn.v1") == []


def test_a_number_of_nobody_changes_nothing(answer, contact, emitted):
    contact()
    assert answer("STOP", "+4930901820").status_code == 204
    assert emitted("consent.withdrawn.v1") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "whsec_" + "A" * 32},
        {"at": datetime.now(UTC) - timedelta(minutes=6)},
        {"at": datetime.now(UTC) + timedelta(days=1)},
        {"signed": '{"from": "+49301", "text": "STOP"}'},
    ],
)
def test_what_is_not_signed_by_the_gateway_is_400_and_changes_nothing(answer, contact, wrong):
    contact()
    refused = answer("STOP", **wrong)
    assert (refused.status_code, refused.json()["code"]) == (400, "text_message_unsigned")
    assert Contact.objects.get().consents_to_sms


def test_without_a_secret_nobody_is_believed(answer, contact, settings):
    contact()
    settings.SMS_WEBHOOK_SECRET = ""
    assert answer("STOP").json()["code"] == "text_message_unsigned"
    assert Contact.objects.get().consents_to_sms


def test_a_number_that_is_none_is_400(answer):
    assert answer("STOP", "12345").status_code == 400
