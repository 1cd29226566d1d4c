"""Rule: staff may put somebody on record who cannot sign in, and nobody ever signs in as them."""

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from rest_framework.test import APIClient

from accounts import tokens
from accounts.models import Account, Session
from chassis.testing.parallel import at_the_same_time
from tests.credentials import PASSWORD

pytestmark = pytest.mark.django_db
URL = "/internal/accounts/"
REGISTER = "/api/v1/auth/register/"
ANNA = "anna@example.com"
WALK_IN = {"first_name": "Anna", "phone": "+49 30 901820"}


@pytest.fixture
def customers(as_service):
    return as_service("customer-service")


def codes(reply):
    return {(error["field"], error["code"]) for error in reply.json()["errors"]}


def test_a_customer_is_opened_an_account_without_a_password(customers, emitted, example):
    reply = customers.post(URL, {**WALK_IN, "last_name": "Schmidt", "email": "Anna@Example.COM"})
    assert reply.status_code == 201
    row = Account.objects.get()
    assert reply.json() == {
        "id": str(row.id),
        "has_login": False,
        "email": "Anna@example.com",
        "first_name": "Anna",
        "last_name": "Schmidt",
        "phone": "+4930901820",
        "is_active": True,
    }
    assert (row.role, row.groups, row.id.version) == ("customer", [], 7)
    assert not row.has_usable_password()
    [event] = emitted()
    assert (event.name, event.subject) == ("account.registered.v1", str(row.id))
    assert event.data.keys() == example("account.registered.v1").keys()
    assert (event.data["role"], event.data["has_login"]) == ("customer", False)


def test_a_first_name_is_enough_and_several_may_have_one_phone_and_no_address(customers, emitted):
    replies = [customers.post(URL, {**WALK_IN, "email": ""}), customers.post(URL, WALK_IN)]
    replies.append(customers.post(URL, {"first_name": "Ben"}))
    assert [reply.status_code for reply in replies] == [201] * 3
    assert list(Account.objects.values_list("email", "last_name").distinct()) == [("", "")]
    assert len({reply.json()["id"] for reply in replies}) == 3
    assert {event.data["email"] for event in emitted("account.registered.v1")} == {""}


def test_sent_again_with_its_key_it_is_one_account(customers, emitted):
    first, again = (customers.post(URL, WALK_IN, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (again.status_code, again.json(), again["Idempotency-Replayed"]) == (201, first.json(), "true")
    assert Account.objects.count() == len(emitted()) == 1
    other = customers.post(URL, {"first_name": "Ben"}, headers={"Idempotency-Key": "k"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.django_db(transaction=True)
def test_sent_five_times_at_once_with_its_key_it_is_one_account(customers, emitted):
    post = partial(customers.post, URL, WALK_IN, headers={"Idempotency-Key": "k"})
    replies = at_the_same_time(*[post] * 5)
    assert {(reply.status_code, reply.json()["id"]) for reply in replies} == {
        (201, str(Account.objects.get().id))
    }
    assert len(emitted()) == 1


@pytest.mark.parametrize("again", [ANNA, "ANNA@Example.com"])
def test_an_address_that_an_account_has_is_taken(customers, register, emitted, again):
    register(email=ANNA)
    reply = customers.post(URL, {**WALK_IN, "email": again})
    assert (reply.status_code, reply.json()["code"]) == (409, "email_taken")
    assert Account.objects.count() == len(emitted()) == 1


def test_the_address_of_who_has_no_login_is_taken_for_others(customers, visitor, a_person, emitted):
    customers.post(URL, {**WALK_IN, "email": ANNA})
    reply = visitor.post(REGISTER, a_person(email=ANNA.upper()))
    assert (reply.status_code, reply.json()["code"]) == (409, "email_taken")
    assert not Session.objects.exists()
    assert Account.objects.count() == len(emitted()) == 1


@pytest.mark.django_db(transaction=True)
def test_of_who_registers_and_who_is_put_on_record_at_once_one_has_the_address(customers, a_person):
    replies = at_the_same_time(
        lambda: APIClient().post(REGISTER, a_person(email=ANNA)),
        lambda: customers.post(URL, {**WALK_IN, "email": ANNA}),
    )
    assert sorted(reply.status_code for reply in replies) == [201, 409]
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"first_name": ""}, "first_name", "blank"),
        ({"first_name": "x" * 81}, "first_name", "max_length"),
        ({"last_name": "x" * 81}, "last_name", "max_length"),
        ({"email": "nobody"}, "email", "invalid"),
        ({"email": None}, "email", "null"),
        ({"phone": "030 901820"}, "phone", "invalid_phone"),
        ({"password": PASSWORD}, "password", "unknown_field"),
        ({"has_login": True}, "has_login", "unknown_field"),
        ({"role": "admin"}, "role", "unknown_field"),
    ],
)
def test_what_is_not_well_formed_is_refused(customers, emitted, changes, field, code):
    reply = customers.post(URL, {**WALK_IN, **changes})
    assert reply.status_code == 400
    assert (field, code) in codes(reply)
    assert not Account.objects.exists()
    assert not emitted()


def test_a_first_name_is_needed(customers):
    assert codes(customers.post(URL, {"phone": "+49 30 901820"})) == {("first_name", "required")}


def test_it_is_for_customer_service_alone(as_service, visitor, admin):
    assert as_service("chatbot-service").post(URL, WALK_IN).status_code == 403
    assert admin.post(URL, WALK_IN).status_code == 403
    assert visitor.post(URL, WALK_IN).status_code == 401
    assert not Account.objects.filter(has_login=False).exists()


# Nobody signs in


@pytest.fixture
def anna(customers):
    customers.post(URL, {**WALK_IN, "email": ANNA})
    return Account.objects.get(email=ANNA)


def test_signing_in_is_refused_as_with_an_unknown_address_whatever_the_password(anna, login):
    unknown = login("nobody@example.com")
    for password in (PASSWORD, "!", anna.password, anna.password[1:]):
        refused = login(ANNA, password)
        assert refused.status_code == 401
        assert refused.json() | {"request_id": ""} == unknown.json() | {"request_id": ""}
    assert not Session.objects.exists()


def test_it_is_refused_so_also_when_the_account_is_inactive(anna, admin, login):
    admin.patch(f"/api/v1/auth/accounts/{anna.id}/", {"is_active": False})
    assert login(ANNA).json()["code"] == "invalid_credentials"


def test_wrong_passwords_count_as_for_an_unknown_address(anna, login):
    for _ in range(5):
        login(ANNA)
    assert [login(ANNA).status_code, login("nobody@example.com").status_code] == [429, 401]


@pytest.mark.parametrize("email", ["", " ", "\u00a0"])
def test_no_address_is_no_way_to_sign_in_or_register(customers, visitor, a_person, login, email):
    customers.post(URL, WALK_IN)
    assert login(email).status_code == 400
    assert visitor.post(REGISTER, a_person(email=email)).status_code == 400
    assert not Account.objects.with_email(email).exists()
    assert not Session.objects.exists()


def test_a_password_cannot_be_changed_where_there_is_none(anna, bearing):
    """No session is ever opened for them; if there were one, it would not lead to a password."""
    session = Session.objects.create(account=anna, expires_at="2100-01-01T00:00:00Z")
    person = bearing(str(tokens.for_session(session).access_token))
    for password in ("!", anna.password):
        body = {"current_password": password, "new_password": "another-long-way-to-go"}
        reply = person.post("/api/v1/auth/password/change/", body)
        assert (reply.status_code, reply.json()["code"]) == (409, "no_password")
    assert Account.objects.get(pk=anna.id).password == anna.password


def test_an_address_is_found_by_the_index_that_keeps_it_unique():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "using unique_account_email" in Account.objects.signing_in_with(ANNA).explain()


# Nobody has more rights than they could use


@pytest.mark.parametrize("role", ["employee", "admin"])
def test_who_has_no_login_stays_a_customer(anna, admin, emitted, role):
    reply = admin.patch(f"/api/v1/auth/accounts/{anna.id}/", {"role": role})
    assert (reply.status_code, reply.json()["code"]) == (409, "no_login")
    assert Account.objects.get(pk=anna.id).role == "customer"
    assert not emitted("account.changed.v1")


def test_an_admin_sees_who_has_no_login_and_closes_such_an_account(anna, admin, emitted):
    url = f"/api/v1/auth/accounts/{anna.id}/"
    assert admin.get(url).json()["has_login"] is False
    assert admin.patch(url, {"role": "customer", "is_active": False}).status_code == 200
    [event] = emitted("account.changed.v1")
    assert (event.data["is_active"], event.data["has_login"]) == (False, False)


def test_the_command_line_makes_nobody_an_admin_who_cannot_sign_in(anna):
    with pytest.raises(CommandError, match="Nobody has registered"):
        call_command("make_admin", ANNA)


@pytest.mark.parametrize(
    "change",
    [
        {"role": "admin", "groups": ["admin"]},
        {"password": "argon2$x"},
        {"has_login": True, "email": ""},
    ],
)
def test_the_database_knows_it_too(anna, change):
    with pytest.raises(IntegrityError, match="account_with"), transaction.atomic():
        Account.objects.filter(pk=anna.id).update(**change)
