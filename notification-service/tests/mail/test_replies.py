"""POST /api/v1/notifications/replies/: what is answered lands once, and from the right person only."""

import json
from base64 import b32decode, b64encode
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import pytest
from standardwebhooks import Webhook

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from contacts.actions import contact_of
from contacts.models import Contact
from deliveries.actions import plan, send_due
from deliveries.models import Delivery, ReceivedReply
from deliveries.reply_addresses import reply_address

pytestmark = pytest.mark.django_db
URL = "/api/v1/notifications/replies/"
MESSAGE, RECEIVED = "project.message_written.v1", "reply.received.v1"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
DOMAIN = "mail.workshop.example"
QUOTING = (
    "Yes, please.\n\nOn Mon, Nov 30, 2026 at 10:00 AM Workshop <\nreply+abc@mail.workshop.example> wrote:\n"
    "> New wipers too?\n> We have them here.\n"
)


@pytest.fixture(autouse=True)
def replies_land(settings):
    settings.MAIL_WEBHOOK_SECRET, settings.MAIL_REPLY_DOMAIN = SECRET, DOMAIN


@pytest.fixture
def carla():
    return Contact.objects.create(pk=new_id(), email="Carla@example.org", role="customer", first_name="Carla")


@pytest.fixture
def written(deliver, example, carla):
    """What the workshop wrote to her, as vehicleandproject-service publishes it."""

    def write(**changes):
        data = example(MESSAGE, "vehicleandproject-service")
        known = {"written_by": "workshop", "customer_id": str(carla.pk), "employee_ids": [], **changes}
        assert deliver(MESSAGE, {**data, **known}) == "handled"
        return data["project_id"]

    return write


@pytest.fixture
def address(sink, written):
    """Where the mail that reached her is answered."""
    written()
    send_due()
    return parseaddr(sink.newest()["Reply-To"])[1]


@pytest.fixture
def answer(api):
    def send(to, *, secret=SECRET, at=None, signed=None, **changes):
        reply = {"to": to, "from": "carla@Example.org", "message_id": "<1@example.org>", "text": "Yes."}
        body, at = json.dumps({**reply, **changes}), at or datetime.now(UTC)
        headers = {
            "webhook-id": "msg_1",
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Webhook(secret).sign("msg_1", at, signed or body),
        }
        return api.post(URL, body, content_type="application/json", headers=headers)

    return send


@pytest.mark.shows("NO11")
def test_a_message_is_answered_by_mail(written, sink, carla, answer, emitted):
    project = written()
    send_due()
    name, to = parseaddr(sink.newest()["Reply-To"])
    local, _, domain = to.partition("@")
    assert (name, domain) == ("Workshop", DOMAIN)
    assert (len(local), local) == (48, local.lower())
    assert "You may simply reply to it." in sink.newest().get_body(("plain",)).get_content()

    assert answer(to, text=QUOTING).status_code == 204
    (event,) = emitted(RECEIVED)
    assert event.data == {
        "project_id": project,
        "account_id": str(carla.pk),
        "role": "customer",
        "text": "Yes, please.",
        "message_id": "<1@example.org>",
    }
    assert ReceivedReply.objects.count() == 1


@pytest.mark.shows("NO11")
def test_a_mail_that_comes_twice_lands_once(address, answer, emitted):
    for _ in range(2):
        assert answer(address).status_code == 204
    assert len(emitted(RECEIVED)) == ReceivedReply.objects.count() == 1
    answer(address, message_id="<2@example.org>")
    assert len(emitted(RECEIVED)) == 2


@pytest.mark.shows("NO11")
@pytest.mark.django_db(transaction=True)
def test_a_mail_that_comes_eight_times_at_once_lands_once(address, answer, emitted):
    replies = at_the_same_time(*[lambda: answer(address)] * 8)
    assert {reply.status_code for reply in replies} == {204}
    assert len(emitted(RECEIVED)) == ReceivedReply.objects.count() == 1


def test_a_mail_server_may_change_the_case_of_an_address(address, answer, emitted):
    answer(address.upper())
    assert len(emitted(RECEIVED)) == 1


@pytest.mark.shows("NO11")
@pytest.mark.parametrize(
    "sender",
    [
        "otto@example.org",
        "carla@example.org.example",
        "",
        "<>",
        "carla",
        "carla@exämple.org",
        "ſarla@example.org",
    ],
)
def test_from_another_address_nothing_lands_and_nobody_is_told(address, answer, emitted, logged, sender):
    assert answer(address, **{"from": sender}).status_code == 204
    assert (emitted(RECEIVED), ReceivedReply.objects.count()) == ([], 0)
    [line] = [line for line in logged if line["event"] == "reply dropped"]
    assert line["reason"] == "another_sender"
    assert "@" not in str(line)


def test_the_address_that_counts_is_the_present_one(address, carla, answer, emitted):
    Contact.objects.filter(pk=carla.pk).update(email="new@example.org")
    answer(address)
    assert emitted(RECEIVED) == []
    answer(address, **{"from": "new@example.org"})
    assert len(emitted(RECEIVED)) == 1


@pytest.mark.shows("NO11")
def test_who_has_left_answers_nothing_any_more(address, carla, answer, emitted):
    Contact.objects.filter(pk=carla.pk).update(is_active=False)
    assert answer(address).status_code == 204
    Contact.objects.all().delete()
    assert answer(address).status_code == 204
    assert emitted(RECEIVED) == []


@pytest.mark.shows("NO11")
def test_an_address_that_was_changed_is_none(address, answer, emitted):
    token = address.removeprefix("reply+").partition("@")[0]
    for place in range(len(token)):
        changed = token[:place] + ("b" if token[place] == "a" else "a") + token[place + 1 :]
        assert answer(f"reply+{changed}@{DOMAIN}").status_code == 204
    for to in (
        token,
        f"{token}@{DOMAIN}",
        f"reply+{token}@other.example",
        f"reply+{token}a@{DOMAIN}",
        f"reply+{token[:-1]}@{DOMAIN}",
        f"reply+@{DOMAIN}",
        f"reply+{token}=@{DOMAIN}",
        f"reply+ſ{token[1:]}@{DOMAIN}",
    ):
        assert answer(to).status_code == 204
    assert emitted(RECEIVED) == []


def test_nothing_but_a_message_is_answered(address, carla, answer, emitted):
    delivery = Delivery.objects.get()
    assert b32decode(address[6:48].upper() + "======")[:16] == delivery.id.bytes
    Delivery.objects.update(kind="booked")
    answer(address)
    Delivery.objects.all().delete()
    answer(address)
    assert emitted(RECEIVED) == []


@pytest.mark.shows("NO11")
def test_what_is_not_signed_as_it_stands_is_not_believed(address, answer, emitted, settings):
    another = "whsec_" + b64encode(b"another secret of ours").decode()
    old, future = (datetime.now(UTC) + timedelta(minutes=minutes) for minutes in (-6, 6))
    replies = [
        answer(address, secret=another),
        answer(address, at=old),
        answer(address, at=future),
        answer(address, signed="{}"),
    ]
    settings.MAIL_WEBHOOK_SECRET = ""
    replies.append(answer(address))
    assert {(reply.status_code, reply.json()["code"]) for reply in replies} == {(400, "mail_event_unsigned")}
    assert emitted(RECEIVED) == []


@pytest.mark.shows("NO11")
@pytest.mark.parametrize(
    "changes",
    [
        {"auto_submitted": "auto-replied"},
        {"auto_submitted": "Auto-Generated; x=y"},
        {"text": "> New wipers too?\n> We have them here."},
        {"text": QUOTING.partition("\n\n")[2]},
        {"text": " \n "},
        {"text": ""},
        {"text": "\x00"},
        {"text": "-- \nCarla"},
        {"text": "Sent from my iPhone"},
    ],
)
def test_what_nobody_wrote_lands_nowhere(address, answer, emitted, changes):
    assert answer(address, **changes).status_code == 204
    assert (emitted(RECEIVED), ReceivedReply.objects.count()) == ([], 0)


def test_what_nobody_sees_in_a_mail_is_left_out(address, answer, emitted):
    answer(address, text="\ufeffYes\x00,\u200b pl\u00ade\x0case.\r\nOn Friday.", auto_submitted="no")
    assert [event.data["text"] for event in emitted(RECEIVED)] == ["Yes, please.\nOn Friday."]


def test_what_is_longer_than_a_comment_ends_in_an_ellipsis(address, answer, emitted):
    for number, length in enumerate((5000, 5001, 50_000)):
        assert answer(address, text="x" * length, message_id=f"<{number}>").status_code == 204
    said = [event.data["text"] for event in emitted(RECEIVED)]
    assert said == ["x" * 5000, "x" * 4999 + "…", "x" * 4999 + "…"]


def test_what_is_not_well_formed_is_refused(address, answer, emitted):
    statuses = [
        answer(address, text="x" * 50_001).status_code,
        answer(address, text="x" * 10_000_000).status_code,
        answer(address, text=1).status_code,
        answer(address, message_id="").status_code,
        answer(f"{address}\x00").status_code,
        answer(address, subject="x").status_code,
    ]
    assert statuses == [400, 413, 400, 400, 400, 400]
    assert emitted(RECEIVED) == []


def test_without_a_domain_the_workshop_itself_is_answered(
    written, sink, settings, written_by, answer, emitted
):
    settings.MAIL_REPLY_DOMAIN = ""
    written()
    send_due()
    assert parseaddr(sink.newest()["Reply-To"])[1] == written_by.identity["email"]
    assert answer(f"reply+{'a' * 42}@{DOMAIN}").status_code == 204
    assert emitted(RECEIVED) == []


def test_other_news_are_answered_to_the_workshop(carla, sink, written_by):
    values = {"title": "Brakes", "progress_percent": 50}
    Contact.objects.filter(pk=carla.pk).update(contact_preference="email")
    plan(contact_of(carla.pk), "ready", values, "project", new_id(), new_id())
    send_due()
    assert parseaddr(sink.newest()["Reply-To"])[1] == written_by.identity["email"]


def test_of_several_in_one_mail_all_are_of_one_project(carla, settings):
    one, other = new_id(), new_id()
    first, second = (
        Delivery(kind="message_from_workshop", about="project", about_id=about) for about in (one, other)
    )
    assert reply_address(new_id(), [first, first])
    assert not reply_address(new_id(), [first, second])
    assert not reply_address(new_id(), [first, Delivery(kind="ready", about="project", about_id=one)])
