"""POST /api/v1/notifications/unsubscribe/{token}/: mails of a kind end in one click, without signing in."""

import pytest
from django.core.signing import Signer

from chassis.models import new_id
from contacts.models import Contact
from preferences.models import ChannelChoice
from preferences.unsubscribe_views import DEMO_TOKEN
from preferences.unsubscribing import subscription_of, unsubscribe_url

pytestmark = pytest.mark.django_db
WITHDRAWN = "consent.withdrawn.v1"
ONE_CLICK = "List-Unsubscribe=One-Click"
BOUNDARY = "b"
FIELD = 'Content-Disposition: form-data; name="List-Unsubscribe"'
MULTIPART = f"--{BOUNDARY}\r\n{FIELD}\r\n\r\nOne-Click\r\n--{BOUNDARY}--\r\n"
FORMS = [
    (ONE_CLICK, "application/x-www-form-urlencoded"),
    (MULTIPART, f"multipart/form-data; boundary={BOUNDARY}"),
    ("", "application/x-www-form-urlencoded"),
    ("{}", "application/json"),
]


@pytest.fixture(autouse=True)
def reached_at(settings):
    settings.PUBLIC_URL = "https://workshop.example"
    settings.LINKS = {"unsubscribe": "https://workshop.example/pages/unsubscribe/#{id}"}


@pytest.fixture
def contact():
    return Contact.objects.create(
        id=new_id(), email="erika@example.org", role="customer", consents_to_marketing=True
    )


def path_of(contact, *kinds):
    url = unsubscribe_url(contact.id, *kinds)
    assert url.startswith("https://workshop.example/api/v1/notifications/unsubscribe/")
    return url.removeprefix("https://workshop.example")


@pytest.mark.shows("NO12")
@pytest.mark.parametrize(("body", "media_type"), FORMS)
def test_one_click_switches_the_mails_of_a_kind_off(api, contact, emitted, body, media_type):
    reply = api.post(path_of(contact, "booked"), body, content_type=media_type)
    assert (reply.status_code, reply.content) == (204, b"")
    choice = ChannelChoice.objects.get()
    assert (choice.account_id, choice.kind, choice.channel, choice.is_on) == (
        contact.id,
        "booked",
        "email",
        False,
    )
    assert emitted(WITHDRAWN) == []


def test_twice_is_once_and_what_was_switched_on_goes_off(api, contact):
    ChannelChoice.objects.create(account_id=contact.id, kind="booked", channel="email", is_on=True)
    for _ in range(2):
        assert api.post(path_of(contact, "booked")).status_code == 204
    assert not ChannelChoice.objects.get().is_on


@pytest.mark.shows("NO12")
def test_of_reminders_the_consent_is_withdrawn_here_at_once_and_told(api, contact, emitted):
    assert contact.consents_to_reminders
    assert api.post(path_of(contact, "service_due")).status_code == 204
    contact.refresh_from_db()
    assert (contact.consents_to_reminders, contact.consents_to_marketing) == (False, True)
    [event] = emitted(WITHDRAWN)
    assert event.data == {"account_id": str(contact.id), "purpose": "reminders", "by": "unsubscribe"}
    assert not ChannelChoice.objects.exists()


def test_who_is_not_known_yet_may_unsubscribe_too(api, emitted):
    stranger = Contact(id=new_id())
    assert api.post(path_of(stranger, "service_due")).status_code == 204
    assert len(emitted(WITHDRAWN)) == 1


def test_opening_the_link_leads_to_a_page_and_ends_nothing(api, contact):
    path = path_of(contact, "booked")
    reply = api.get(path)
    token = path.split("/")[-2]
    assert (reply.status_code, reply["Location"]) == (
        303,
        f"https://workshop.example/pages/unsubscribe/#{token}",
    )
    assert not ChannelChoice.objects.exists()


def test_without_a_page_there_is_nothing_to_open(api, contact, settings):
    settings.LINKS = {}
    assert api.get(path_of(contact, "booked")).status_code == 404


@pytest.mark.parametrize(
    "token",
    [
        "nonsense",
        "a.b",
        DEMO_TOKEN[:-1] + "x",
        DEMO_TOKEN.replace(".", ":"),
        Signer(salt="another", sep=".").sign_object([new_id().hex, "booked"]),
        Signer(salt="unsubscribe", sep=".").sign_object([new_id().hex, "no_such_kind"]),
        Signer(salt="unsubscribe", sep=".").sign_object(["no id", "booked"]),
        Signer(salt="unsubscribe", sep=".").sign_object([1]),
        "ä" * 50,
    ],
)
def test_a_link_that_is_not_ours_leads_nowhere(api, token, emitted):
    for reply in (
        api.post(f"/api/v1/notifications/unsubscribe/{token}/"),
        api.get(f"/api/v1/notifications/unsubscribe/{token}/"),
    ):
        assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
    assert not ChannelChoice.objects.exists()
    assert emitted(WITHDRAWN) == []


def test_mails_have_no_link_where_nobody_knows_how_we_are_reached(contact, settings):
    settings.PUBLIC_URL = ""
    assert unsubscribe_url(contact.id, "booked") == ""


def test_a_token_is_longer_than_what_logs_show(contact):
    assert len(path_of(contact, "eta").split("/")[-2]) > 41


def test_the_example_of_the_documentation_is_signed():
    account_id, [kind] = subscription_of(DEMO_TOKEN)
    assert (str(account_id), kind.name) == ("01900000-0000-7000-8000-000000000001", "booked")


def test_the_link_of_a_mail_of_several_kinds_ends_each_of_them(api, contact, emitted):
    path = path_of(contact, "booked", "broadcast", "service_due", "booked", "document_expired")
    assert api.post(path).status_code == 204
    contact.refresh_from_db()
    assert not contact.consents_to_marketing
    assert not contact.consents_to_reminders
    assert [event.data["purpose"] for event in emitted(WITHDRAWN)] == ["marketing", "reminders"]
    assert [(one.kind, one.is_on) for one in ChannelChoice.objects.all()] == [("booked", False)]
