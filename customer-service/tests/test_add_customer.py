"""POST /api/v1/customers/: who walks in or telephones has no login, and is a customer all the same."""

from functools import partial
from uuid import UUID

import pytest

from chassis.api.idempotency.models import StoredReply
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from customers.models import Customer

pytestmark = pytest.mark.django_db
CUSTOMERS = "/api/v1/customers/"
ACCOUNTS = "/internal/accounts/"
WALK_IN = {"first_name": "Ada", "last_name": "Byron", "phone": "+49 30 901820"}


@pytest.fixture
def account():
    """What authentication-service opens."""
    return {
        "id": str(new_id()),
        "has_login": False,
        "email": "",
        "first_name": "Ada",
        "last_name": "Byron",
        "phone": "+4930901820",
        "is_active": True,
    }


@pytest.fixture
def accounts(upstream, account):
    accounts = upstream("authentication-service")
    accounts.replies("POST", ACCOUNTS, account, status=201)
    return accounts


@pytest.fixture
def news(account, example):
    """What authentication-service publishes of it."""
    same = {name: value for name, value in account.items() if name != "id"}
    return example("account.registered.v1", "authentication-service") | same | {"account_id": account["id"]}


def openings(accounts):
    return [call for call in accounts.calls if call.path == ACCOUNTS]


def keys_of(accounts):
    return [call.headers["Idempotency-Key"] for call in openings(accounts)]


def test_staff_put_a_customer_on_record_under_the_id_of_their_account(employee, accounts, account):
    reply = employee.post(CUSTOMERS, WALK_IN)
    assert reply.status_code == 201
    row = Customer.objects.get()
    assert str(row.id) == reply.json()["id"] == account["id"]
    assert (row.has_login, row.email, row.first_name, row.last_name) == (False, "", "Ada", "Byron")
    assert (row.phone, row.is_active) == ("+4930901820", True)
    assert reply.json().items() >= account.items()
    [opening] = openings(accounts)
    assert opening.body == WALK_IN | {"phone": "+4930901820"}


def test_the_reply_is_what_reading_gives_and_the_list_and_searches_find_them(employee, accounts):
    added = employee.post(CUSTOMERS, WALK_IN)
    read = employee.get(f"{CUSTOMERS}{added.json()['id']}/")
    assert (read.content, read["ETag"]) == (added.content, added["ETag"])
    for params in ({}, {"search": "byron"}, {"search": "030 901820"}):
        assert employee.get(CUSTOMERS, params).json()["results"] == [added.json()]


def test_a_first_name_is_enough(employee, accounts, account):
    accounts.replies("POST", ACCOUNTS, account | {"last_name": "", "phone": ""}, status=201)
    reply = employee.post(CUSTOMERS, {"first_name": "Ada"})
    assert (reply.status_code, reply.json()["last_name"], reply.json()["phone"]) == (201, "", "")
    assert [opening.body for opening in openings(accounts)] == [{"first_name": "Ada"}]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"first_name": ""}, "first_name", "blank"),
        ({"first_name": None}, "first_name", "null"),
        ({"first_name": "x" * 81}, "first_name", "max_length"),
        ({"last_name": "x" * 81}, "last_name", "max_length"),
        ({"phone": "030 901820"}, "phone", "invalid_phone"),
        ({"email": "ada"}, "email", "invalid"),
        ({"password": "a long password"}, "password", "unknown_field"),
        ({"id": str(new_id())}, "id", "unknown_field"),
    ],
)
def test_what_is_not_well_formed_is_named_and_opens_no_account(employee, accounts, changes, field, code):
    reply = employee.post(CUSTOMERS, WALK_IN | changes)
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, code)]
    assert not openings(accounts)
    assert not Customer.objects.exists()


def test_customers_and_nobody_put_anybody_on_record(customer, api, accounts):
    assert customer.post(CUSTOMERS, WALK_IN).status_code == 403
    assert api.post(CUSTOMERS, WALK_IN).status_code == 401
    assert api.as_service("appointment-service").post(CUSTOMERS, WALK_IN).status_code == 403
    assert api.as_employee(scope="customers:read").post(CUSTOMERS, WALK_IN).status_code == 403
    assert not openings(accounts)


@pytest.mark.parametrize("groups", [["technician"], ["foreman"], ["adviser"], ["office"]])
def test_whoever_works_here_may(api, accounts, groups):
    assert api.as_employee(groups=groups).post(CUSTOMERS, WALK_IN).status_code == 201


def test_an_address_that_somebody_has_is_said_to_be_taken(employee, accounts):
    taken = {"code": "email_taken", "detail": "Somebody else has this.", "allowed": []}
    accounts.replies("POST", ACCOUNTS, taken, status=409)
    reply = employee.post(CUSTOMERS, WALK_IN | {"email": "Ada@Example.org"})
    assert (reply.status_code, reply.json()["code"]) == (409, "email_taken")
    assert [opening.body["email"] for opening in openings(accounts)] == ["Ada@example.org"]
    assert not Customer.objects.exists()


# Once, whatever happens


def test_sent_again_with_its_key_it_is_done_once(employee, accounts):
    first, again = (employee.post(CUSTOMERS, WALK_IN, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (again.status_code, again.content) == (201, first.content)
    assert again["Idempotency-Replayed"] == "true"
    assert len(openings(accounts)) == Customer.objects.count() == 1
    other = employee.post(CUSTOMERS, {"first_name": "Ben"}, headers={"Idempotency-Key": "k"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_an_account_is_opened_under_a_key_that_follows_from_who_asks_and_theirs(
    employee, colleague, accounts, account
):
    """So a request that broke off when the account was open gets the same one when it is repeated."""
    for _ in range(2):
        employee.post(CUSTOMERS, WALK_IN, headers={"Idempotency-Key": "k"})
        Customer.objects.all().delete()
        StoredReply.objects.all().delete()
    employee.post(CUSTOMERS, WALK_IN, headers={"Idempotency-Key": "another"})
    colleague.post(CUSTOMERS, WALK_IN, headers={"Idempotency-Key": "k"})
    for _ in range(2):
        employee.post(CUSTOMERS, WALK_IN)
    first, again, *others = keys_of(accounts)
    assert first == again
    assert len({first, *others}) == 5


@pytest.mark.django_db(transaction=True)
def test_sent_five_times_at_once_with_its_key_it_is_one_customer(employee, accounts, account):
    post = partial(employee.post, CUSTOMERS, WALK_IN, headers={"Idempotency-Key": "k"})
    replies = at_the_same_time(*[post] * 5)
    assert {(reply.status_code, reply.json()["id"]) for reply in replies} == {(201, account["id"])}
    assert len({reply.content for reply in replies}) == 1
    assert Customer.objects.count() == 1
    assert len(set(keys_of(accounts))) == 1


def test_the_news_of_the_account_change_nothing(employee, accounts, deliver, news):
    added = employee.post(CUSTOMERS, WALK_IN)
    address = f"{CUSTOMERS}{added.json()['id']}/"
    assert deliver("account.registered.v1", news) == "handled"
    assert employee.get(address)["ETag"] == added["ETag"]
    changed = employee.patch(address, {"company": "Engines"}, headers={"If-Match": added["ETag"]})
    assert changed.status_code == 200


def test_if_it_breaks_off_the_news_make_the_customer_and_repeating_it_answers_as_it_would_have(
    employee, accounts, deliver, news, account
):
    deliver("account.registered.v1", news)
    row = Customer.objects.get()
    assert (str(row.id), row.has_login, row.first_name) == (account["id"], False, "Ada")
    employee.patch(f"{CUSTOMERS}{row.id}/", {"company": "Engines"})
    reply = employee.post(CUSTOMERS, WALK_IN, headers={"Idempotency-Key": "k"})
    assert (reply.status_code, reply.json()["id"], reply.json()["company"]) == (201, account["id"], "Engines")
    assert Customer.objects.count() == 1


def test_while_authentication_service_is_away_nobody_is_put_on_record(employee, accounts):
    employee.post(CUSTOMERS, WALK_IN)
    before = StoredReply.objects.count(), Customer.objects.count()
    accounts.down()
    reply = employee.post(CUSTOMERS, WALK_IN, headers={"Idempotency-Key": "k"})
    assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert (reply.json()["service"], int(reply["Retry-After"])) == ("authentication-service", 5)
    assert (StoredReply.objects.count(), Customer.objects.count()) == before


# What is told later


@pytest.mark.parametrize("said", [{"has_login": True}, {"has_login": False}, {}])
def test_a_login_that_they_get_is_followed_and_what_is_not_said_stays(
    employee, accounts, deliver, news, said
):
    identity = UUID(employee.post(CUSTOMERS, WALK_IN).json()["id"])
    changed = {name: value for name, value in news.items() if name != "has_login"} | said
    deliver("account.changed.v1", changed | {"email": "ada@example.org"})
    row = Customer.objects.get()
    assert (row.id, row.email) == (identity, "ada@example.org")
    assert row.has_login is said.get("has_login", False)


def test_of_news_that_do_not_say_it_whoever_registered_has_a_login(deliver, news):
    del news["has_login"]
    deliver("account.registered.v1", news)
    assert Customer.objects.get().has_login is True
