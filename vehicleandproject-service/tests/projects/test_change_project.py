"""PATCH /api/v1/projects/{id}/."""

import pytest

from projects.models import Project

pytestmark = pytest.mark.django_db
URL = "/api/v1/projects/"


def test_staff_reword_a_project(create, customer, employee):
    project = create(customer)
    reply = employee.patch(f"{URL}{project['id']}/", {"title": "Brakes", "concern": "Both squeal."})
    assert reply.status_code == 200
    assert (reply.json()["title"], reply.json()["concern"]) == ("Brakes", "Both squeal.")
    assert Project.objects.get().title == "Brakes"


def test_a_customer_does_not(create, customer):
    assert customer.patch(f"{URL}{create(customer)['id']}/", {"title": "Mine"}).status_code == 403


@pytest.mark.parametrize("field", ["status", "progress_percent", "vehicle_id", "customer_id"])
def test_the_rest_is_not_for_rewording(create, customer, employee, field):
    reply = employee.patch(f"{URL}{create(customer)['id']}/", {field: "closed"})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["code"] == "unknown_field"


def test_what_was_changed_meanwhile_is_kept(create, customer, employee, admin):
    address = f"{URL}{create(customer)['id']}/"
    stale = employee.get(address)["ETag"]
    admin.patch(address, {"title": "First"})
    reply = employee.patch(address, {"title": "Second"}, headers={"If-Match": stale})
    assert reply.status_code == 412
    assert Project.objects.get().title == "First"


@pytest.mark.parametrize("status", ["rejected", "delivered", "closed", "cancelled"])
def test_what_is_over_stays_as_it_was(create, customer, employee, status):
    project = create(customer)
    Project.objects.update(status=status)
    reply = employee.patch(f"{URL}{project['id']}/", {"title": "Other work", "concern": "None"})
    assert (reply.status_code, reply.json()["code"]) == (409, "project_over")
    assert reply.json()["project_status"] == status
    assert Project.objects.get().title == project["title"]
