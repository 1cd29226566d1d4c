"""/api/v1/appointments/bays/."""

import pytest

from resources.models import DEFAULT_LOCATION_ID, Bay
from tests.urls import URL

pytestmark = pytest.mark.django_db
BAYS = f"{URL}bays/"


def test_an_admin_adds_one_and_staff_see_it(admin, employee, customer, emitted):
    reply = admin.post(BAYS, {"name": "Bay 1", "kind": "lift"})
    row = Bay.objects.get()
    (event,) = emitted("bay.changed.v1")
    assert event.data == {
        "bay_id": str(row.id),
        "location_id": str(DEFAULT_LOCATION_ID),
        "name": "Bay 1",
        "kind": "lift",
        "is_active": True,
    }
    assert (reply.status_code, reply.json()["id"], row.kind) == (201, str(row.id), "lift")
    assert employee.get(BAYS).json()["results"] == [reply.json()]
    assert customer.get(BAYS).status_code == 403


def test_a_name_is_given_once(admin, emitted):
    admin.post(BAYS, {"name": "Bay 1", "kind": "lift"})
    reply = admin.post(BAYS, {"name": "Bay 1", "kind": "paint"})
    assert (reply.status_code, reply.json()["code"]) == (409, "name_taken")
    assert len(emitted("bay.changed.v1")) == 1


def test_another_name_is_published_and_the_same_is_not(admin, emitted):
    url = f"{BAYS}{admin.post(BAYS, {'name': 'Bay 1', 'kind': 'lift'}).json()['id']}/"
    for _ in range(2):
        assert admin.patch(url, {"name": "Pit"}).status_code == 200
    _, event = emitted("bay.changed.v1")
    assert (event.data["name"], event.changes) == ("Pit", {"name": ["Bay 1", "Pit"]})


def test_one_out_of_use_gets_no_new_bookings_and_keeps_those_it_has(admin, workshop, book, customer, slots):
    workshop(bays=1)
    booked = book(customer, "2026-11-24T07:00:00Z")
    reply = admin.patch(f"{BAYS}{booked['bay']['id']}/", {"is_active": False})
    assert (reply.status_code, Bay.objects.get().is_active) == (200, False)
    assert slots("2026-11-24") == []
    assert customer.get(f"{URL}{booked['id']}/").json() == booked


def test_only_admins_set_them(employee, customer):
    for client in (employee, customer):
        assert client.post(BAYS, {"name": "Bay 1", "kind": "lift"}).status_code == 403
    assert not Bay.objects.exists()
