"""GET /internal/employees/{id}/, which others ask before they give somebody something to do."""

import pytest

from chassis.models import new_id

pytestmark = pytest.mark.django_db


def test_a_service_reads_who_works_here(api, hire):
    identity = hire(first_name="Tariq", last_name="Haddad")
    reply = api.as_service("vehicleandproject-service").get(url(identity))
    assert reply.status_code == 200
    assert reply.json() == {
        "id": identity, "first_name": "Tariq", "last_name": "Haddad", "is_active": True,
    }  # fmt: skip


def test_who_left_is_there_and_inactive(api, hire, deliver, account):
    identity = hire()
    deliver("account.changed.v1", account(account_id=identity, is_active=False))
    assert api.as_service("appointment-service").get(url(identity)).json()["is_active"] is False


def test_who_never_worked_here_is_not_there(api, deliver, account):
    customer = account(role="customer")
    deliver("account.registered.v1", customer)
    service = api.as_service("vehicleandproject-service")
    assert service.get(url(customer["account_id"])).status_code == 404
    assert service.get(url(new_id())).status_code == 404


@pytest.mark.parametrize("person", ["customer", "employee", "admin"])
def test_a_person_may_not_ask(person, request, hire):
    assert request.getfixturevalue(person).get(url(hire())).status_code == 403


def test_nobody_may_ask_without_a_token(api):
    assert api.get(url(new_id())).status_code == 401


def url(identity):
    return f"/internal/employees/{identity}/"
