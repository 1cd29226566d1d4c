"""Rule: one reads one's own account, and changes one's own name and phone, nothing else."""

import pytest

from accounts.models import Account

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/me/"


@pytest.fixture
def anna(register, bearing):
    return bearing(register(email="anna@example.com")["access"])


def test_an_account_reads_itself(register, bearing):
    came = register()
    reply = bearing(came["access"]).get(URL)
    assert reply.status_code == 200
    assert reply.json() == came["account"]
    assert reply["ETag"]


def test_nobody_is_refused(visitor):
    reply = visitor.get(URL)
    assert reply.status_code == 401
    assert reply.json()["code"] == "not_authenticated"


def test_an_unchanged_account_is_not_sent_again(anna):
    tag = anna.get(URL)["ETag"]
    assert anna.get(URL, headers={"If-None-Match": tag}).status_code == 304


def test_name_and_phone_change_and_the_others_hear_of_it(anna, emitted):
    reply = anna.patch(URL, {"first_name": "Anne", "phone": "+1 650-253-0000"})
    assert reply.status_code == 200
    assert reply.json()["first_name"] == "Anne"
    row = Account.objects.get()
    assert (row.first_name, row.last_name, row.phone) == ("Anne", "Schmidt", "+16502530000")
    [event] = emitted("account.changed.v1")
    assert event.subject == str(row.id)
    assert event.actor_id == str(row.id)
    assert event.data["first_name"] == "Anne"
    assert event.data["phone"] == "+16502530000"


def test_a_phone_can_be_taken_away(anna):
    anna.patch(URL, {"phone": "+49 30 901820"})
    assert anna.patch(URL, {"phone": ""}).json()["phone"] == ""


def test_another_number_is_not_verified_and_the_same_one_stays_so(anna, emitted):
    anna.patch(URL, {"phone": "+49 30 901820"})
    Account.objects.update(phone_verified=True)
    reply = anna.patch(URL, {"first_name": "Anne", "phone": "+4930901820"})
    assert reply.json()["phone_verified"] is True
    assert emitted("account.changed.v1")[-1].data["phone_verified"] is True
    reply = anna.patch(URL, {"phone": "+1 650-253-0000"})
    assert reply.json()["phone_verified"] is False
    assert Account.objects.get().phone_verified is False
    event = emitted("account.changed.v1")[-1]
    assert event.data["phone_verified"] is False
    assert event.changes["phone_verified"] == [True, False]


@pytest.mark.parametrize("body", [{}, {"first_name": "Anna"}])
def test_what_changes_nothing_is_no_news(anna, emitted, body):
    assert anna.patch(URL, body).status_code == 200
    assert not emitted("account.changed.v1")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "other@example.com"),
        ("role", "admin"),
        ("is_active", False),
        ("email_verified", True),
        ("phone_verified", True),
        ("id", "1"),
        ("password", "another-password"),
        ("phone", "030 901820"),
        ("first_name", ""),
        ("first_name", None),
        ("first_name", ["Anna"]),
    ],
)
def test_nothing_else_changes(anna, emitted, field, value):
    before = Account.objects.values().get()
    reply = anna.patch(URL, {field: value})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"] == field
    assert Account.objects.values().get() == before
    assert not emitted("account.changed.v1")


def test_a_change_of_what_has_changed_meanwhile_is_refused(anna, emitted):
    tag = anna.get(URL)["ETag"]
    assert anna.patch(URL, {"first_name": "Anne"}, headers={"If-Match": tag}).status_code == 200
    reply = anna.patch(URL, {"first_name": "Anni"}, headers={"If-Match": tag})
    assert reply.status_code == 412
    assert Account.objects.get().first_name == "Anne"
    assert len(emitted("account.changed.v1")) == 1


def test_an_account_that_is_gone_is_missing(anna):
    Account.objects.all().delete()
    assert anna.get(URL).status_code == 404
    assert anna.patch(URL, {"first_name": "Anne"}).status_code == 404
