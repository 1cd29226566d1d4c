"""GET and PATCH /api/v1/employees/me/."""

import pytest

from employees.models import Employee

pytestmark = pytest.mark.django_db
URL = "/api/v1/employees/me/"


@pytest.mark.parametrize("staff", ["employee", "admin"])
def test_a_record_is_there_before_the_news_of_the_account(staff, request, emitted):
    client = request.getfixturevalue(staff)
    reply = client.get(URL)
    assert reply.status_code == 200
    assert (reply.json()["id"], reply.json()["email"], reply.json()["is_active"]) == (
        str(client.account_id), "", True,
    )  # fmt: skip
    assert Employee.objects.get().id == client.account_id
    assert not emitted()


def test_the_news_fills_it(employee, hire, emitted):
    employee.get(URL)
    hire(employee)
    assert employee.get(URL).json()["email"] == "tariq@servease.test"
    assert Employee.objects.count() == 1
    assert len(emitted("employee.changed.v1")) == 1


def test_an_employee_changes_their_phone(employee, hire, emitted):
    hire(employee)
    before = employee.get(URL).json()
    reply = employee.patch(URL, {"phone": "+49 (30) 901-820"})
    assert reply.status_code == 200
    assert reply.json() == {
        **before, "phone": "+4930901820", "updated_at": reply.json()["updated_at"],
    }  # fmt: skip
    assert Employee.objects.get().phone == "+4930901820"
    assert len(emitted("employee.changed.v1")) == 2


def test_a_first_request_may_be_a_change(employee, emitted):
    assert employee.patch(URL, {"phone": "+4930901820"}).status_code == 200
    assert Employee.objects.get().phone == "+4930901820"
    assert len(emitted("employee.changed.v1")) == 1


def test_a_change_of_nothing_is_no_news(employee, emitted):
    employee.patch(URL, {})
    assert not emitted()


@pytest.mark.parametrize("field", ["job_title", "email", "first_name", "is_active", "id"])
def test_what_is_not_theirs_to_change_is_refused(employee, hire, emitted, field):
    hire(employee)
    reply = employee.patch(URL, {field: "Foreman"})
    assert reply.status_code == 400
    assert reply.json()["errors"][0] == {
        "field": field, "code": "unknown_field", "message": "Unknown field.",
    }  # fmt: skip
    assert len(emitted()) == 1


@pytest.mark.parametrize("phone", [None, 7, "call me", "1" * 41, "\u0661\u0662\u0663"])
def test_what_is_no_phone_is_refused(employee, phone, emitted):
    reply = employee.patch(URL, {"phone": phone})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "phone")
    assert not emitted()


@pytest.mark.parametrize("phone", ["110", "030 901820", "+49", "+49 30 901820 ext. 5"])
def test_a_phone_without_its_country_is_refused_by_the_code_that_all_services_use(employee, phone, emitted):
    [error] = employee.patch(URL, {"phone": phone}).json()["errors"]
    assert (error["field"], error["code"]) == ("phone", "invalid_phone")
    assert not emitted()


def test_a_change_of_what_was_changed_meanwhile_is_refused(employee, emitted):
    stale = employee.get(URL)["ETag"]
    employee.patch(URL, {"phone": "+4930901821"})
    reply = employee.patch(URL, {"phone": "+4930901822"}, headers={"If-Match": stale})
    assert (reply.status_code, reply.json()["code"]) == (412, "precondition_failed")
    assert Employee.objects.get().phone == "+4930901821"
    assert len(emitted()) == 1


@pytest.mark.parametrize("method", ["get", "patch"])
def test_customers_have_none(customer, method):
    assert getattr(customer, method)(URL).status_code == 403
    assert not Employee.objects.exists()


def test_nobody_has_none(api):
    assert api.get(URL).status_code == 401
