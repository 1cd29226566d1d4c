"""Rule: one account a mailbox, however its domain is written; and one name is enough."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import Account
from chassis.models import new_id

REGISTER, LOGIN, ME = "/api/v1/auth/register/", "/api/v1/auth/login/", "/api/v1/auth/me/"
FORMS = [
    "ida@M\u00dcLLER.example",
    "ida@mu\u0308ller.example",
    "ida@XN--MLLER-KVA.example",
    "ida@m\u00fcller\u3002example",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", FORMS)
def test_a_mailbox_has_one_account_however_its_domain_is_written(visitor, a_person, address):
    body = a_person(email="ida@m\u00fcller.example")
    assert visitor.post(REGISTER, body).json()["account"]["email"] == "ida@xn--mller-kva.example"
    reply = visitor.post(REGISTER, a_person(email=address))
    assert (reply.status_code, reply.json()["code"]) == (409, "email_taken")
    assert Account.objects.count() == 1
    signed_in = visitor.post(LOGIN, {"email": address, "password": body["password"]})
    assert signed_in.status_code == 200


@pytest.mark.django_db
def test_who_has_one_name_registers(visitor, a_person, emitted):
    reply = visitor.post(REGISTER, a_person(first_name="Suharto", last_name=""))
    assert reply.status_code == 201
    account = Account.objects.get()
    assert (account.first_name, account.last_name) == ("Suharto", "")
    assert emitted("account.registered.v1")[0].data["last_name"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["Anna\r\nBcc: all@example.org", "An\tna", "\u200b\u200b", "Anna\u202e", "\u2066Anna", "An\u00adna"],
)
def test_a_name_is_one_visible_line(visitor, a_person, name):
    reply = visitor.post(REGISTER, a_person(first_name=name))
    [error] = reply.json()["errors"]
    assert (reply.status_code, error["field"], error["code"]) == (400, "first_name", "invisible_characters")
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_a_name_is_kept_composed(visitor, a_person):
    visitor.post(REGISTER, a_person(first_name=" Ju\u0308rgen\u00a0K. "))
    assert Account.objects.get().first_name == "J\u00fcrgen K."


@pytest.mark.django_db(transaction=True)
def test_an_existing_database_gets_its_addresses_in_one_form(caplog):
    executor = MigrationExecutor(connection)
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "accounts"]
    before = [("accounts", "0006_an_index_for_each_ordering")]
    executor.migrate(before)
    try:
        accounts = executor.loader.project_state(before).apps.get_model("accounts", "Account").objects
        ids = [
            accounts.create(
                id=new_id(), email=email, first_name="Ju\u0308rgen", last_name="A", password="!"
            ).pk
            for email in ("ida@xn--mller-kva.example", "ida@m\u00fcller.example", "Jo@\u00d6bb.example")
        ]
    finally:
        MigrationExecutor(connection).migrate(newest)
    rows = dict(Account.objects.values_list("id", "email"))
    assert [rows[each] for each in ids] == [
        "ida@xn--mller-kva.example", "ida@m\u00fcller.example", "Jo@xn--bb-eka.example",
    ]  # fmt: skip
    assert Account.objects.get(pk=ids[0]).first_name == "J\u00fcrgen"
    assert str(ids[1]) in caplog.text
