"""GET and PATCH /api/v1/employees/{id}/."""

import pytest

from chassis.models import new_id
from employees.models import Employee

pytestmark = pytest.mark.django_db


def test_colleagues_read_each_other(hire, employee):
    identity = hire()
    reply = employee.get(url(identity))
    assert (reply.status_code, reply.json()["id"]) == (200, identity)
    assert employee.get(url(identity), headers={"If-None-Match": reply["ETag"]}).status_code == 304


def test_an_unknown_employee_is_not_there(employee, admin):
    assert employee.get(url(new_id())).status_code == 404
    assert admin.patch(url(new_id()), {"job_title": "Foreman"}).status_code == 404


def test_an_admin_changes_title_and_phone(hire, admin, emitted, example):
    identity = hire()
    reply = admin.patch(url(identity), {"job_title": "Foreman", "phone": "+4930901820"})
    assert (reply.status_code, reply.json()["job_title"], reply.json()["phone"]) == (
        200,
        "Foreman",
        "+4930901820",
    )
    employee = Employee.objects.get(pk=identity)
    assert (employee.job_title, employee.phone, employee.last_name) == ("Foreman", "+4930901820", "Haddad")
    event = emitted()[-1]
    assert (event.name, event.subject) == ("employee.changed.v1", identity)
    assert event.data.keys() == example(event.name).keys()


def test_an_admin_does_not_change_what_the_account_owns(hire, admin):
    reply = admin.patch(url(hire()), {"email": "other@servease.test"})
    assert reply.json()["errors"][0]["code"] == "unknown_field"
    assert Employee.objects.get().email == "tariq@servease.test"


def test_a_change_of_what_was_changed_meanwhile_is_refused(hire, admin, emitted):
    identity = hire()
    stale = admin.get(url(identity))["ETag"]
    admin.patch(url(identity), {"job_title": "Foreman"})
    assert admin.patch(url(identity), {"job_title": "X"}, headers={"If-Match": stale}).status_code == 412
    assert Employee.objects.get().job_title == "Foreman"
    assert len(emitted()) == 2


def test_employees_change_only_themselves_and_customers_nobody(hire, employee, customer, emitted):
    identity = hire()
    assert employee.patch(url(identity), {"job_title": "Chief"}).status_code == 403
    assert customer.patch(url(identity), {"job_title": "Chief"}).status_code == 403
    assert customer.get(url(identity)).status_code == 403
    assert Employee.objects.get().job_title == ""
    assert len(emitted()) == 1


def url(identity):
    return f"/api/v1/employees/{identity}/"
