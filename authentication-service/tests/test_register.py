"""Rule: whoever registers is a customer, and there is one account an email address."""

import uuid

import pytest
from rest_framework.test import APIClient

from accounts.models import Account, RefreshToken, Session
from chassis.bearer_codes import digest_of
from chassis.testing.parallel import at_the_same_time

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/register/"


def test_an_account_is_opened_and_signed_in(visitor, a_person, bearing, emitted):
    reply = visitor.post(URL, a_person(email="Anna@Example.COM", phone="+49 30 901820"))
    assert reply.status_code == 201
    came = reply.json()
    row = Account.objects.get()
    assert came["account"] == {
        "id": str(row.id),
        "has_login": True,
        "email": "Anna@example.com",
        "first_name": "Anna",
        "last_name": "Schmidt",
        "phone": "+4930901820",
        "role": "customer",
        "groups": [],
        "is_active": True,
        "email_verified": False,
        "phone_verified": False,
        "invited_until": None,
        "second_factors": [],
        "created_at": row.created_at.isoformat().replace("+00:00", "Z"),
    }
    assert row.id.version == 7
    assert bearing(came["access"]).get("/api/v1/auth/me/").json()["id"] == str(row.id)
    [event] = emitted()
    assert (event.name, event.subject) == ("account.registered.v1", str(row.id))
    assert (event.data["email"], event.data["has_login"]) == ("Anna@example.com", True)


def test_the_password_is_kept_as_argon2_with_our_figures(register, our_figures):
    register()
    assert Account.objects.get().password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_refresh_token_is_kept_only_as_a_hash(register):
    refresh = register()["refresh"]
    kept = RefreshToken.objects.get()
    assert kept.digest == digest_of(refresh)
    assert refresh not in str(RefreshToken.objects.values().get())


def test_the_session_remembers_where_it_was_opened(visitor, a_person):
    visitor.post(
        URL, a_person(), headers={"X-Forwarded-For": "203.0.113.9", "User-Agent": "Firefox\x00" * 50}
    )
    session = Session.objects.get()
    assert session.address == "203.0.113.9"
    assert session.user_agent.startswith("FirefoxFirefox")
    assert len(session.user_agent) == 200


@pytest.mark.shows("AU01")
@pytest.mark.parametrize("role", ["admin", "employee", "owner", 7, None, {"a": []}])
def test_a_role_is_accepted_and_ignored(register, role):
    assert register(role=role)["account"]["role"] == "customer"
    assert Account.objects.get().role == "customer"


@pytest.mark.parametrize("again", ["anna@example.com", "ANNA@EXAMPLE.COM", "aNNa@exAmple.com"])
def test_an_address_is_taken_in_any_case(visitor, register, a_person, emitted, again):
    register(email="anna@example.com")
    reply = visitor.post(URL, a_person(email=again))
    assert reply.status_code == 409
    assert reply.json()["code"] == "email_taken"
    assert Account.objects.count() == 1
    assert len(emitted()) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_with_one_address_one_is_registered(a_person, emitted):
    bodies = [a_person(email="anna@example.com"), a_person(email="ANNA@example.com")]
    replies = at_the_same_time(*[lambda body=body: APIClient().post(URL, body) for body in bodies])
    assert sorted(reply.status_code for reply in replies) == [201, 409]
    assert Account.objects.count() == 1
    assert len(emitted("account.registered.v1")) == 1


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"email": "nobody"}, "email", "invalid"),
        ({"email": "a" * 250 + "@example.com"}, "email", "max_length"),
        ({"email": "\x00@example.com"}, "email", "invalid"),
        ({"email": None}, "email", "null"),
        ({"email": 7}, "email", "invalid"),
        ({"email": ["a@example.com"]}, "email", "invalid"),
        ({"password": "short-1"}, "password", "password_too_short"),
        ({"password": "password"}, "password", "password_too_common"),
        ({"password": "4815162342108"}, "password", "password_entirely_numeric"),
        ({"password": "anna@example.com", "email": "anna@example.com"}, "password", "password_too_similar"),
        ({"password": "p" * 129}, "password", "max_length"),
        ({"password": "with-null-\x00-inside"}, "password", "null_characters_not_allowed"),
        ({"first_name": ""}, "first_name", "blank"),
        ({"first_name": " "}, "first_name", "blank"),
        ({"last_name": "x" * 81}, "last_name", "max_length"),
        ({"phone": "030 901820"}, "phone", "invalid_phone"),
        ({"phone": "+49"}, "phone", "invalid_phone"),
        ({"phone": "+1 555"}, "phone", "invalid_phone"),
        ({"phone": "call me"}, "phone", "invalid_phone"),
        ({"phone": "+49 30 901820 ext. 5"}, "phone", "invalid_phone"),
        ({"phone": "1" * 400}, "phone", "invalid_phone"),
        ({"nickname": "Anni"}, "nickname", "unknown_field"),
        ({"id": str(uuid.uuid4())}, "id", "unknown_field"),
        ({"is_active": True}, "is_active", "unknown_field"),
    ],
)  # fmt: skip
def test_what_is_not_well_formed_is_refused(visitor, a_person, emitted, changes, field, code):
    reply = visitor.post(URL, a_person(**changes))
    assert reply.status_code == 400, reply.content
    errors = {(error["field"], error["code"]) for error in reply.json()["errors"]}
    assert (field, code) in errors
    assert not Account.objects.exists()
    assert not emitted()


@pytest.mark.parametrize("field", ["email", "password", "first_name", "last_name"])
def test_every_field_but_the_phone_is_needed(visitor, a_person, field):
    body = a_person()
    del body[field]
    reply = visitor.post(URL, body)
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, "required")]


def test_a_password_is_nowhere_in_the_reply(visitor, a_person):
    body = a_person(email="nobody")
    assert body["password"] not in visitor.post(URL, body).content.decode()
    assert "password" not in visitor.post(URL, a_person()).json()["account"]


def test_an_old_token_in_the_header_is_no_hindrance(bearing, a_person):
    assert bearing("long.expired.token").post(URL, a_person()).status_code == 201


def test_tokens_are_not_cached(visitor, a_person):
    assert visitor.post(URL, a_person())["Cache-Control"] == "no-store"
