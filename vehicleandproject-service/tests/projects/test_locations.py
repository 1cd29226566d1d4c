"""Where the work of a project is done."""

from typing import Any

import pytest

from chassis.models import new_id
from projects.models import Project
from workshop.models import DEFAULT_LOCATION_ID, Location

pytestmark = pytest.mark.django_db
URL = "/api/v1/projects/"
CHECKED_IN = "appointment.checked_in.v1"
CHANGED = "location.changed.v1"


@pytest.fixture
def harbour() -> Location:
    return Location.objects.create(name="Harbour", time_zone="America/New_York", currency="USD")


@pytest.fixture
def checked_in(register: Any, customer: Any, example: Any) -> dict[str, Any]:
    known = {"vehicle_id": register(customer)["id"], "customer_id": str(customer.account_id)}
    return {**example(CHECKED_IN, "appointment-service"), **known}


def test_a_project_is_where_it_is_said_to_be(customer, create, harbour, emitted):
    project = create(customer, location_id=str(harbour.id))
    assert project["location_id"] == str(harbour.id)
    assert Project.objects.get().location == harbour
    assert emitted("project.created.v1")[0].data["location_id"] == str(harbour.id)


def test_one_that_names_no_location_is_at_the_default_one(customer, create):
    assert create(customer)["location_id"] == str(DEFAULT_LOCATION_ID)


@pytest.mark.parametrize("code", ["unknown", "inactive"])
def test_where_no_work_is_taken_on_there_is_no_project(customer, register, harbour, emitted, code):
    Location.objects.filter(pk=harbour.id).update(is_active=False)
    location_id = str(harbour.id if code == "inactive" else new_id())
    body = {"vehicle_id": register(customer)["id"], "kind": "service", "title": "Brakes"}
    reply = customer.post(URL, {**body, "location_id": location_id})
    assert reply.status_code == 400
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [("location_id", code)]
    assert not Project.objects.exists()
    assert emitted("project.created.v1") == []


def test_the_list_is_filtered_by_location(customer, create, harbour):
    create(customer)
    there = create(customer, location_id=str(harbour.id))
    listed = customer.get(URL, {"location_id": str(harbour.id)}).json()["results"]
    assert [project["id"] for project in listed] == [there["id"]]


def test_a_car_that_arrives_is_worked_on_where_it_arrived(deliver, checked_in, harbour, emitted):
    assert deliver(CHECKED_IN, {**checked_in, "location_id": str(harbour.id)}) == "handled"
    assert Project.objects.get().location == harbour
    assert emitted("project.created.v1")[0].data["location_id"] == str(harbour.id)


def test_it_may_arrive_before_the_news_of_its_location(deliver, checked_in, example):
    arrived = {**checked_in, "location_id": str(new_id()), "time_zone": "America/New_York"}
    assert deliver(CHECKED_IN, arrived) == "handled"
    location = Project.objects.get().location
    assert (str(location.id), location.time_zone) == (arrived["location_id"], "America/New_York")

    changed = {**example(CHANGED, "appointment-service"), "location_id": arrived["location_id"]}
    assert deliver(CHANGED, changed) == "handled"
    assert Project.objects.get().location.name == changed["name"]


def test_news_of_before_locations_mean_the_default_one(deliver, checked_in):
    older = {name: value for name, value in checked_in.items() if name != "location_id"}
    assert deliver(CHECKED_IN, older) == "handled"
    assert Project.objects.get().location_id == DEFAULT_LOCATION_ID
