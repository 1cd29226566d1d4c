"""POST /api/v1/notifications/mail-events/: a mail that came back, or a complaint, stops its address."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook

from contacts.models import StoppedAddress

pytestmark = pytest.mark.django_db
URL = "/api/v1/notifications/mail-events/"
PROVIDERS_URL = f"{URL}provider/"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
PASSWORD = "postmark:a-long-password"
BOUNCED = {
    "type": "mail.bounced",
    "timestamp": "2026-11-30T10:00:00Z",
    "data": {"address": "Erika@Example.org"},
}
# As Postmark's documentation shows them.
HARD_BOUNCE: dict[str, Any] = {
    "RecordType": "Bounce",
    "ID": 4323372036854775807,
    "Type": "HardBounce",
    "TypeCode": 1,
    "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
    "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
    "Email": "erika@example.org",
    "From": "news@workshop.example",
    "BouncedAt": "2026-11-30T10:00:00Z",
    "Inactive": True,
    "CanActivate": True,
}
COMPLAINT = {**HARD_BOUNCE, "RecordType": "SpamComplaint", "Type": "SpamComplaint", "TypeCode": 100001}
SOFT_BOUNCE = {**HARD_BOUNCE, "Type": "SoftBounce", "TypeCode": 4096, "Inactive": False}
DELIVERED = {
    "RecordType": "Delivery",
    "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
    "Recipient": "erika@example.org",
    "DeliveredAt": "2026-11-30T10:00:00Z",
}


def stopped():
    return [(one.channel, one.address, one.reason) for one in StoppedAddress.objects.all()]


@pytest.fixture
def say(api, settings):
    settings.MAIL_TRANSPORT, settings.MAIL_WEBHOOK_SECRET = "smtp", SECRET

    def send(event, *, secret=SECRET, at=None, signed=None, **headers):
        body, at = json.dumps(event), at or datetime.now(UTC)
        signature = Webhook(secret).sign("msg_1", at, signed or body)
        known = {
            "webhook-id": "msg_1",
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature,
        }
        return api.post(URL, body, content_type="application/json", headers={**known, **headers})

    return send


@pytest.fixture
def tell(api, settings):
    settings.MAIL_TRANSPORT, settings.MAIL_WEBHOOK_SECRET = "postmark", PASSWORD
    settings.ANYMAIL = {"WEBHOOK_SECRET": PASSWORD}

    def send(event, password=PASSWORD):
        body = event if isinstance(event, str) else json.dumps(event)
        headers = {"Authorization": f"Basic {b64encode(password.encode()).decode()}"} if password else {}
        return api.post(PROVIDERS_URL, body, content_type="application/json", headers=headers)

    return send


@pytest.mark.parametrize(("kind", "reason"), [("mail.bounced", "bounced"), ("mail.complained", "complained")])
def test_a_mail_that_came_back_stops_its_address_once(say, kind, reason):
    for _ in range(2):
        assert say({**BOUNCED, "type": kind}).status_code == 204
    assert stopped() == [("email", "erika@example.org", reason)]


def test_what_is_not_signed_as_it_stands_is_not_believed(say):
    another = "whsec_" + b64encode(b"another secret of ours").decode()
    old, future = (datetime.now(UTC) + timedelta(minutes=minutes) for minutes in (-6, 6))
    replies = [
        say(BOUNCED, secret=another),
        say(BOUNCED, at=old),
        say(BOUNCED, at=future),
        say(BOUNCED, signed=json.dumps({**BOUNCED, "data": {"address": "otto@example.org"}})),
        say(BOUNCED, **{"webhook-id": "msg_2"}),
        say(BOUNCED, **{"webhook-signature": "nonsense"}),
        say(BOUNCED, **{"webhook-signature": "v1,nonsense"}),
        say(BOUNCED, **{"webhook-signature": ""}),
        say(BOUNCED, **{"webhook-timestamp": "now"}),
    ]
    assert {(reply.status_code, reply.json()["code"]) for reply in replies} == {(400, "mail_event_unsigned")}
    assert stopped() == []


def test_signed_nonsense_is_malformed(say):
    for event in (
        {},
        {**BOUNCED, "type": "mail.opened"},
        {**BOUNCED, "data": {"address": "erika"}},
        [BOUNCED],
    ):
        assert say(event).status_code == 400
    assert stopped() == []


@pytest.mark.parametrize(("transport", "secret"), [("smtp", ""), ("postmark", PASSWORD)])
def test_without_a_key_nobody_is_believed(say, settings, transport, secret):
    settings.MAIL_TRANSPORT, settings.MAIL_WEBHOOK_SECRET = transport, secret
    assert say(BOUNCED).json()["code"] == "mail_event_unsigned"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (HARD_BOUNCE, [("email", "erika@example.org", "bounced")]),
        (COMPLAINT, [("email", "erika@example.org", "complained")]),
        ({**HARD_BOUNCE, "Type": "BadEmailAddress"}, [("email", "erika@example.org", "bounced")]),
        (SOFT_BOUNCE, []),
        ({**HARD_BOUNCE, "Type": "Transient"}, []),
        ({**HARD_BOUNCE, "Email": "no address"}, []),
        (DELIVERED, []),
    ],
)
def test_what_a_provider_says_stops_what_takes_no_mail(tell, event, expected):
    assert tell(event).status_code == 204
    assert stopped() == expected


def test_a_provider_is_believed_by_its_password_alone(tell, settings):
    replies = [tell(HARD_BOUNCE, password=password) for password in ("", "postmark:wrong", "x")]
    settings.MAIL_WEBHOOK_SECRET = ""
    settings.ANYMAIL = {}
    replies.append(tell(HARD_BOUNCE))
    for transport in ("smtp", "mailbox", "", "scaleway"):
        settings.MAIL_TRANSPORT, settings.MAIL_WEBHOOK_SECRET = transport, PASSWORD
        replies.append(tell(HARD_BOUNCE))
    assert {(reply.status_code, reply.json()["code"]) for reply in replies} == {(400, "mail_event_unsigned")}
    assert stopped() == []


@pytest.mark.parametrize("body", ["", "no json", "[]", "null", '{"RecordType": "Inbound"}', '"a text"'])
def test_what_a_provider_does_not_say_is_refused(tell, body):
    reply = tell(body)
    assert (reply.status_code, reply.json()["code"]) == (400, "mail_event_unsigned")
