"""What a location has to lend."""

import pytest

from chassis.models import new_id
from resources.models import DEFAULT_LOCATION_ID, Lendable
from tests.urls import URL

LENDABLES = f"{URL}lendables/"
CAR = {"name": "Car 1", "kind": "courtesy_car", "note": "B SE 200"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def office(api):
    return api.as_employee(groups=["office"])


def test_a_thing_to_lend_is_added_read_and_changed(office, employee):
    added = office.post(LENDABLES, CAR)
    assert added.status_code == 201
    made = added.json()
    assert {**made, **CAR, "location_id": str(DEFAULT_LOCATION_ID), "is_active": True} == made
    path = f"{LENDABLES}{made['id']}/"
    assert employee.get(path).json() == made
    assert employee.get(LENDABLES).json()["results"] == [made]
    changed = office.patch(path, {"is_active": False, "note": "B SE 201"})
    assert (changed.status_code, changed.json()["note"]) == (200, "B SE 201")
    assert not Lendable.objects.get().is_active


def test_a_name_is_given_once_at_a_location(office):
    assert office.post(LENDABLES, CAR).status_code == 201
    reply = office.post(LENDABLES, CAR)
    assert (reply.status_code, reply.json()["code"]) == (409, "lendable_name_taken")
    assert Lendable.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"kind": "A car"}, "kind", "invalid"),
        ({"name": ""}, "name", "blank"),
        ({"location_id": str(new_id())}, "location_id", "unknown"),
        ({"plate": "B SE 1"}, "plate", "unknown_field"),
    ],
)
def test_what_is_no_thing_to_lend_is_400(office, changes, field, code):
    reply = office.post(LENDABLES, {**CAR, **changes})
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [(field, code)]
    assert not Lendable.objects.exists()


def test_who_manages_the_calendar_manages_what_is_lent(customer, employee, office, api):
    asked = [one.post(LENDABLES, CAR).status_code for one in (api, customer, employee, office)]
    assert asked == [401, 403, 403, 201]
    assert [one.get(LENDABLES).status_code for one in (api, customer, employee)] == [401, 403, 200]
