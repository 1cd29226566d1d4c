"""Whether an employee is a technician: a field of their record."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from chassis.models import new_id
from employees.models import Employee

URL = "/api/v1/employees/"


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "starts"), [("employee", True), ("admin", False)])
def test_an_employee_starts_as_a_technician_and_an_admin_does_not(hire, employee, role, starts):
    assert employee.get(f"{URL}{hire(role=role)}/").json()["is_technician"] is starts


@pytest.mark.django_db
@pytest.mark.parametrize(("person", "starts"), [("employee", True), ("admin", False)])
def test_so_does_one_who_is_here_before_the_news_of_the_account(hire, person, request, starts):
    client = request.getfixturevalue(person)
    assert client.get(f"{URL}me/").json()["is_technician"] is starts
    hire(client, role=person)
    assert Employee.objects.get().is_technician is starts


@pytest.mark.django_db
@pytest.mark.parametrize("may", ["admin", "office"])
def test_whoever_may_manage_people_says_who_is_one(hire, admin, api, emitted, may):
    client = admin if may == "admin" else api.as_employee(groups=["office"])
    identity = hire()
    reply = client.patch(f"{URL}{identity}/", {"is_technician": False})
    assert (reply.status_code, reply.json()["is_technician"]) == (200, False)
    assert Employee.objects.get(pk=identity).is_technician is False
    event = emitted()[-1]
    assert (event.name, event.subject) == ("employee.changed.v1", identity)
    assert (event.data["is_technician"], event.changes) == (False, {"is_technician": [True, False]})


@pytest.mark.django_db
def test_what_was_said_here_stays_whatever_the_account_becomes(hire, admin, deliver, account):
    identity = hire(role="admin")
    admin.patch(f"{URL}{identity}/", {"is_technician": True})
    deliver("account.changed.v1", account(account_id=identity, role="admin", last_name="Nasser"))
    assert Employee.objects.get(pk=identity).is_technician is True
    admin.patch(f"{URL}{identity}/", {"is_technician": False})
    deliver("account.changed.v1", account(account_id=identity, role="employee"))
    assert Employee.objects.get(pk=identity).is_technician is False


@pytest.mark.django_db
def test_nobody_says_so_of_themselves(employee, emitted):
    reply = employee.patch(f"{URL}me/", {"is_technician": True})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "unknown_field")
    assert not emitted()


@pytest.mark.django_db
@pytest.mark.parametrize("value", [None, "yes", 1])
def test_what_is_no_yes_or_no_is_refused(hire, admin, emitted, value):
    reply = admin.patch(f"{URL}{hire()}/", {"is_technician": value})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "is_technician")
    assert len(emitted()) == 1


@pytest.mark.django_db(transaction=True)
def test_in_an_existing_database_whoever_has_working_hours_is_one():
    executor = MigrationExecutor(connection)
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in {"employees", "timekeeping"}]
    executor.migrate([("employees", "0007_constraint_names")])
    try:
        before = executor.loader.project_state(("employees", "0007_constraint_names")).apps
        rows = before.get_model("employees", "Employee").objects
        technician, office = (rows.create(id=new_id()) for _ in range(2))
        before.get_model("employees", "WorkingHours").objects.create(
            id=new_id(), employee=technician, weekday=0, start_minute=480, end_minute=720
        )
    finally:
        MigrationExecutor(connection).migrate(newest)
    assert Employee.objects.get(pk=technician.pk).is_technician is True
    assert Employee.objects.get(pk=office.pk).is_technician is False
