"""POST /api/v1/projects/."""

import pytest

from chassis.models import new_id
from projects.models import Project, ProjectTransition

pytestmark = pytest.mark.django_db
URL = "/api/v1/projects/"


@pytest.mark.shows("PR01")
def test_a_customer_asks_for_work_on_their_vehicle(customer, register, emitted, example):
    vehicle = register(customer)
    body = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes", "concern": "They squeal."}
    reply = customer.post(URL, body)

    project = reply.json()
    assert reply.status_code == 201
    assert {name: project[name] for name in body} == body
    assert (project["status"], project["progress_percent"]) == ("requested", 0)
    assert project["customer_id"] == str(customer.account_id)
    assert project["appointment_id"] is None
    row = Project.objects.get()
    assert (str(row.id), row.status, str(row.vehicle_id)) == (project["id"], "requested", vehicle["id"])
    line = ProjectTransition.objects.get()
    assert (line.from_status, line.to_status, line.actor_id) == (None, "requested", customer.account_id)
    (event,) = emitted("project.created.v1")
    assert event.subject == project["id"]
    assert event.data == {
        name: project["id" if name == "project_id" else name] for name in example(event.name)
    }


def test_what_staff_enter_is_approved_and_belongs_to_the_vehicles_owner(employee, customer, register):
    vehicle = register(customer)
    reply = employee.post(URL, {"vehicle_id": vehicle["id"], "kind": "modification", "title": "Tow bar"})
    assert reply.json()["status"] == "approved"
    assert reply.json()["customer_id"] == str(customer.account_id)


def test_a_customer_cannot_have_work_done_on_anothers_vehicle(customer, stranger, register, emitted):
    body = {"vehicle_id": register(stranger)["id"], "kind": "service", "title": "Brakes"}
    for vehicle_id in (body["vehicle_id"], str(new_id())):
        reply = customer.post(URL, {**body, "vehicle_id": vehicle_id})
        assert reply.status_code == 400
        assert [(e["field"], e["code"]) for e in reply.json()["errors"]] == [("vehicle_id", "unknown")]
    assert not Project.objects.exists()
    assert not emitted("project.created.v1")


def test_a_removed_vehicle_gets_no_new_request(customer, register, bookings):
    vehicle = register(customer)
    assert customer.delete(f"/api/v1/vehicles/{vehicle['id']}/").status_code == 204
    reply = customer.post(URL, {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes"})
    assert reply.status_code == 400


def test_a_repeated_key_gets_the_first_answer_again(customer, register, emitted):
    body = {"vehicle_id": register(customer)["id"], "kind": "service", "title": "Brakes"}
    first, again = (customer.post(URL, body, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (again.status_code, again.content) == (201, first.content)
    assert again["Idempotency-Replayed"] == "true"
    assert Project.objects.count() == len(emitted("project.created.v1")) == 1


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("vehicle_id", "x", "invalid"),
        ("kind", "repair", "invalid_choice"),
        ("kind", ["service"], "invalid_choice"),
        ("title", "", "blank"),
        ("title", "x" * 201, "max_length"),
        ("concern", "\x00", "null_characters_not_allowed"),
        ("status", "closed", "unknown_field"),
        ("customer_id", str(new_id()), "unknown_field"),
    ],
)
def test_what_is_not_well_formed_is_named(customer, register, field, value, code):
    body = {"vehicle_id": register(customer)["id"], "kind": "service", "title": "Brakes", field: value}
    reply = customer.post(URL, body)
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, code)]
    assert not Project.objects.exists()
