"""/api/v1/appointments/bays/."""

import pytest

from resources.models import Bay
from tests.urls import URL

pytestmark = pytest.mark.django_db
BAYS = f"{URL}bays/"


def test_an_admin_adds_one_and_staff_see_it(admin, employee, customer):
    reply = admin.post(BAYS, {"name": "Bay 1", "kind": "lift"})
    row = Bay.objects.get()
    assert (reply.status_code, reply.json()["id"], row.kind) == (201, str(row.id), "lift")
    assert employee.get(BAYS).json()["results"] == [reply.json()]
    assert customer.get(BAYS).status_code == 403


def test_a_name_is_given_once(admin):
    admin.post(BAYS, {"name": "Bay 1", "kind": "lift"})
    reply = admin.post(BAYS, {"name": "Bay 1", "kind": "paint"})
    assert (reply.status_code, reply.json()["code"]) == (409, "name_taken")


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
