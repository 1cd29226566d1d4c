"""/api/v1/appointments/service-types/."""

from decimal import Decimal

import pytest

from chassis.models import new_id
from resources.models import DEFAULT_LOCATION_ID, ServiceType
from tests.urls import URL

pytestmark = pytest.mark.django_db
TYPES = f"{URL}service-types/"
AT = {"location_id": str(DEFAULT_LOCATION_ID)}
BRAKES = {
    "code": "brakes",
    "name": "Brakes",
    "duration_minutes": 90,
    "buffer_before_minutes": 5,
    "buffer_minutes": 15,
    "price": {"amount": "249.50", "currency": "EUR"},
    "required_skill": "mechanics",
    "bay_kind": "lift",
    "equipment": [{"kind": "brake-tester", "count": 1}],
    "hours": [{"weekday": 0, "opens": "08:00", "closes": "12:00"}],
}


def test_an_admin_adds_one_and_everybody_sees_it(admin, customer):
    reply = admin.post(TYPES, BRAKES)
    assert reply.status_code == 201
    row = ServiceType.objects.get()
    assert reply.json() == {
        **AT, **BRAKES, "id": str(row.id), "is_active": True, "created_at": reply.json()["created_at"],
    }  # fmt: skip
    assert (row.code, row.price_amount, row.price_currency) == ("brakes", Decimal("249.50"), "EUR")
    assert customer.get(TYPES).json()["results"] == [reply.json()]
    assert customer.get(f"{TYPES}{row.id}/").json() == reply.json()


def test_what_is_added_and_what_changes_is_told(admin, emitted):
    added = admin.post(TYPES, BRAKES).json()
    path = f"{TYPES}{added['id']}/"
    dearer = {"price": {"amount": "260.00", "currency": "EUR"}}
    for _ in range(2):  # the second changes nothing
        assert admin.patch(path, dearer).status_code == 200
    admin.patch(path, {"is_active": False})
    offer = {**AT, **BRAKES, "service_type_id": added["id"], "is_active": True}
    news = emitted()
    assert [(one.name, one.subject, one.data) for one in news] == [
        ("service_type.added.v1", added["id"], offer),
        ("service_type.changed.v1", added["id"], {**offer, **dearer}),
        ("service_type.changed.v1", added["id"], {**offer, **dearer, "is_active": False}),
    ]
    assert [list(one.changes) for one in news] == [[], ["price_amount"], ["is_active"]]


def test_a_code_is_given_once(admin, emitted):
    admin.post(TYPES, BRAKES)
    reply = admin.post(TYPES, BRAKES)
    assert (reply.status_code, reply.json()["code"]) == (409, "code_taken")
    assert ServiceType.objects.count() == 1
    assert [one.name for one in emitted()] == ["service_type.added.v1"]


def test_an_admin_changes_what_they_name(admin, workshop, book, customer, slots):
    service = workshop(hours=(("08:00", "10:00"),))
    booked = book(customer, "2026-11-24T07:00:00Z")
    reply = admin.patch(f"{TYPES}{service.id}/", {"duration_minutes": 120})
    assert (reply.status_code, reply.json()["duration_minutes"]) == (200, 120)
    assert slots("2026-11-24", "2026-11-25") == ["2026-11-25T07:00:00Z"]
    assert customer.get(f"{URL}{booked['id']}/").json() == booked


def test_one_that_is_no_longer_sold_is_neither_listed_nor_booked(admin, workshop, customer, employee):
    service = workshop()
    admin.patch(f"{TYPES}{service.id}/", {"is_active": False})
    assert customer.get(TYPES).json()["results"] == []
    assert len(employee.get(TYPES).json()["results"]) == 1
    assert customer.get(f"{URL}slots/", {"service_type": "oil-change"}).status_code == 400


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "Oil Change"}, "code"),
        ({"duration_minutes": 0}, "duration_minutes"),
        ({"duration_minutes": 1441}, "duration_minutes"),
        ({"buffer_minutes": -1}, "buffer_minutes"),
        ({"price": "249.50"}, "price"),
        ({"bay_kind": ""}, "bay_kind"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_one_that_is_not_well_formed_is_refused(admin, changes, field):
    reply = admin.post(TYPES, {**BRAKES, **changes})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"].startswith(field)
    assert not ServiceType.objects.exists()


def test_only_admins_set_them(customer, employee, api):
    for client, status in ((customer, 403), (employee, 403), (api, 401)):
        assert client.post(TYPES, BRAKES).status_code == status
        assert client.patch(f"{TYPES}{new_id()}/", {"name": "x"}).status_code == status
    assert not ServiceType.objects.exists()


def test_one_that_is_not_there_cannot_be_changed(admin):
    assert admin.patch(f"{TYPES}{new_id()}/", {"name": "x"}).status_code == 404


def test_a_code_stays(admin, workshop):
    service = workshop()
    reply = admin.patch(f"{TYPES}{service.id}/", {"code": "oil-service"})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "code")
    assert ServiceType.objects.get().code == "oil-change"


def test_what_one_has_booked_can_be_read_though_it_is_sold_no_longer(
    admin, workshop, book, customer, stranger
):
    service = workshop()
    book(customer, "2026-11-24T07:00:00Z")
    admin.patch(f"{TYPES}{service.id}/", {"is_active": False})
    assert customer.get(f"{TYPES}{service.id}/").json()["code"] == "oil-change"
    assert customer.get(TYPES).json()["results"] == []
    assert stranger.get(f"{TYPES}{service.id}/").status_code == 404


def test_what_was_sold_is_kept_as_it_was_sold(admin, workshop, book, customer, emitted):
    """Its price and name are those of the booking, also when it is moved afterwards."""
    service = workshop()
    booked = book(customer, "2026-11-24T07:00:00Z")
    dearer = {"name": "Oil and filter", "price": {"amount": "9999.00", "currency": "EUR"}}
    assert admin.patch(f"{TYPES}{service.id}/", dearer).status_code == 200

    assert customer.get(f"{URL}{booked['id']}/").json()["services"] == booked["services"]
    moved = customer.post(f"{URL}{booked['id']}/reschedule/", {"start": "2026-11-24T09:00:00Z"}).json()

    (before,), (after,) = booked["services"], moved["services"]
    assert (after["start"], after["end"]) == ("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z")
    for name in ("service_type", "name", "duration_minutes", "price"):
        assert after[name] == before[name]
    assert emitted("appointment.rescheduled.v1")[0].data["services"] == moved["services"]
    later = book(customer, "2026-11-25T09:00:00Z")
    assert later["services"][0]["price"]["amount"] == "9999.00"


def test_what_is_moved_takes_as_long_as_its_service_takes_then(admin, workshop, book, customer):
    service = workshop()
    booked = book(customer, "2026-11-24T07:00:00Z")
    admin.patch(f"{TYPES}{service.id}/", {"duration_minutes": 90})
    moved = customer.post(f"{URL}{booked['id']}/reschedule/", {"start": "2026-11-24T09:00:00Z"}).json()
    (sold,) = moved["services"]
    assert (sold["duration_minutes"], sold["end"], moved["end"]) == (90, *["2026-11-24T10:30:00Z"] * 2)
    assert customer.get(f"{URL}{booked['id']}/").json()["services"] == [sold]
