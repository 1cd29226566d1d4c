"""account.registered.v1 and account.changed.v1."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chassis.models import new_id
from employees.models import Employee

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["employee", "admin"])
def test_a_staff_account_becomes_an_employee(deliver, account, emitted, example, role):
    data = account(role=role)
    assert deliver("account.registered.v1", data, subject=data["account_id"]) == "handled"

    employee = Employee.objects.get()
    assert str(employee.id) == data["account_id"]
    assert (employee.email, employee.first_name, employee.last_name, employee.phone, employee.is_active) == (
        "tariq@servease.test", "Tariq", "Haddad", "+49 30 5550 102", True,
    )  # fmt: skip
    (event,) = emitted()
    assert (event.name, event.subject) == ("employee.changed.v1", data["account_id"])
    assert event.data == {
        "employee_id": data["account_id"], "first_name": "Tariq", "last_name": "Haddad",
        "is_active": True, "is_technician": role == "employee", "skills": [], "working_hours": [],
        "weeks": [{"valid_from": "0001-01-01", "working_hours": []}], "exceptions": [], "time_off": [],
    }  # fmt: skip
    assert event.data.keys() == example(event.name).keys()


def test_a_customer_becomes_none(deliver, account, emitted):
    deliver("account.registered.v1", account(role="customer"))
    assert not Employee.objects.exists()
    assert not emitted()


def test_a_change_of_name_is_followed(deliver, account, hire, emitted):
    identity = hire()
    deliver("account.changed.v1", account(account_id=identity, last_name="Nasser"))
    assert Employee.objects.get().last_name == "Nasser"
    assert emitted()[-1].data["last_name"] == "Nasser"


def test_a_customer_who_is_hired_becomes_an_employee(deliver, account):
    data = account(role="customer")
    deliver("account.registered.v1", data)
    deliver("account.changed.v1", {**data, "role": "employee"})
    assert str(Employee.objects.get().id) == data["account_id"]


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "customer"}], ids=["shut", "demoted"])
def test_an_account_that_is_shut_or_no_longer_staff_makes_the_employee_inactive(
    deliver, account, hire, emitted, change
):
    deliver("account.changed.v1", account(account_id=hire(), **change))
    assert Employee.objects.get().is_active is False
    assert emitted()[-1].data["is_active"] is False


def test_the_phone_that_was_set_here_stays(deliver, account, employee, hire):
    hire(employee)
    employee.patch("/api/v1/employees/me/", {"phone": "+4930901820"})
    deliver("account.changed.v1", account(account_id=str(employee.account_id), phone="+49 30 999"))
    assert Employee.objects.get().phone == "+4930901820"


def test_an_account_without_a_phone_has_none_here(deliver, account):
    deliver("account.registered.v1", account(phone=None))
    assert Employee.objects.get().phone == ""


def test_news_that_comes_late_does_not_replace_newer(deliver, hire, account, emitted):
    identity = hire(last_name="Newer")
    older, an_hour_ago = account(account_id=identity, last_name="Older"), timezone.now() - timedelta(hours=1)
    deliver("account.changed.v1", older, subject=identity, occurred_at=an_hour_ago)
    assert Employee.objects.get().last_name == "Newer"
    assert len(emitted()) == 1


def test_news_told_after_a_clock_was_put_back_is_followed(deliver, account):
    data = account()
    published = {"subject": data["account_id"]}
    deliver("account.registered.v1", data, version=1, **published)
    two_seconds_ago = timezone.now() - timedelta(seconds=2)
    deliver(
        "account.changed.v1",
        {**data, "is_active": False},
        version=2,
        occurred_at=two_seconds_ago,
        **published,
    )
    assert Employee.objects.get().is_active is False


def test_news_that_says_nothing_new_is_not_told_on(deliver, account, emitted):
    data = account()
    deliver("account.registered.v1", data)
    deliver("account.changed.v1", data)
    assert len(emitted()) == 1


def test_the_same_event_counts_once(deliver, account, emitted):
    identity, data = new_id(), account()
    assert deliver("account.registered.v1", data, id=identity) == "handled"
    assert deliver("account.registered.v1", {**data, "last_name": "Again"}, id=identity) == "duplicate"
    assert Employee.objects.get().last_name == "Haddad"
    assert len(emitted()) == 1


@pytest.mark.parametrize("name", ["account.registered.v1", "account.changed.v1"])
def test_what_authentication_promises_is_what_is_read(deliver, example, name):
    promised = {**example(name, service="authentication-service"), "role": "employee"}
    assert deliver(name, promised) == "handled"
    assert Employee.objects.get().email == promised["email"]
