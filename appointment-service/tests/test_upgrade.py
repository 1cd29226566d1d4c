"""A database from before locations keeps all that is in it."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from appointments.models import Appointment, Hold
from chassis.models import new_id
from tests.urls import URL

BEFORE = ("appointments", "0008_an_index_for_each_filter")
START = datetime(2026, 11, 24, 7, tzinfo=UTC)
END = START + timedelta(hours=1)


@pytest.fixture
def upgraded(customer: Any, settings: Any) -> Any:
    """A workshop with one booking and one hold, as they were stored before, in the schema of today."""
    settings.WORKSHOP_TIME_ZONE = "Europe/Lisbon"
    executor = MigrationExecutor(connection)
    ours = {"appointments", "resources", "waitlist", "feeds"}
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in ours]
    executor.migrate([("resources", None), BEFORE])
    try:
        fill(executor.loader.project_state([BEFORE]).apps, customer.account_id)
    finally:
        MigrationExecutor(connection).migrate(newest)


def fill(apps: Any, customer_id: Any) -> None:
    def make(model: str, **values: Any) -> Any:
        return apps.get_model("appointments", model).objects.create(**values)

    kept = {"code": "oil-change", "name": "Oil change", "duration_minutes": 60, "bay_kind": "lift"}
    sold = make("ServiceType", **kept, price_amount="89.00", price_currency="EUR")
    bay = make("Bay", name="Bay 1", kind="lift")
    technician = make("Technician", id=new_id(), name="Tina", is_active=True)
    make("OpeningHours", weekday=1, opens=time(7), closes=time(17))
    make("Closure", start=END, end=END + timedelta(hours=1), reason="Inventory")
    make("Policy", horizon_days=12)
    took = {"service_type": sold, "bay": bay, "employee_id": technician.id}
    hour = {"start": START, "end": END}
    rest = {"customer_id": customer_id, "vehicle_id": new_id(), "time_zone": "Europe/Lisbon"}
    booked = make("Appointment", **took, **hour, **rest)
    later = {"start": START + timedelta(days=7), "end": END + timedelta(days=7)}
    held = make("Hold", **took, **later, holder_id=customer_id, expires_at=later["end"])
    for owner, span in (({"appointment": booked}, hour), ({"hold": held}, later)):
        during = (span["start"], span["end"])
        make("Allocation", resource_id=bay.id, kind="bay", during=during, **owner)
        make("Allocation", resource_id=technician.id, kind="technician", during=during, **owner)


@pytest.mark.django_db(transaction=True)
def test_what_there_is_belongs_to_the_default_location(upgraded, customer, admin):
    (location,) = customer.get(f"{URL}locations/").json()["results"]
    assert (location["name"], location["time_zone"]) == ("Workshop", "Europe/Lisbon")
    (booked,) = customer.get(URL).json()["results"]
    (sold,) = booked["services"]
    assert {name: sold[name] for name in ("start", "end", "employee_id")} == {
        name: booked[name] for name in ("start", "end", "employee_id")
    }
    assert (sold["service_type"], sold["name"], sold["bay_id"]) == (
        "oil-change",
        "Oil change",
        booked["bay"]["id"],
    )
    assert (sold["duration_minutes"], sold["price"]) == (60, {"amount": "89.00", "currency": "EUR"})
    for path in ("", "service-types/", "bays/", "closures/", "holds/"):
        (row,) = (customer if path == "holds/" else admin).get(f"{URL}{path}").json()["results"]
        assert row["location_id"] == location["id"], path
    assert admin.get(f"{URL}policies/").json()["horizon_days"] == 12
    assert len(admin.get(f"{URL}opening-hours/").json()["periods"]) == 1


@pytest.mark.django_db(transaction=True)
def test_what_takes_time_goes_on_taking_it(upgraded):
    for taker, state in ((Appointment.objects.get(), "booked"), (Hold.objects.get(), "held")):
        assert taker.reservation.state == state
        taken = taker.allocations.order_by("kind")
        vehicle = [("vehicle", taker.vehicle_id)] if state == "booked" else []
        assert [(one.kind, one.resource_id) for one in taken] == [
            ("bay", taker.bay_id),
            ("technician", taker.employee_id),
            *vehicle,
        ]
        assert {one.during.lower for one in taken} == {taker.start}
        assert {one.expires_at for one in taken} == {taker.reservation.expires_at}
    assert Hold.objects.get().reservation.expires_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_second_location_can_have_its_own_policy(upgraded, admin):
    second = admin.post(f"{URL}locations/", {"name": "Harbour", "time_zone": "UTC"}).json()
    changed = admin.patch(f"{URL}policies/?location_id={second['id']}", {"horizon_days": 3})
    assert (changed.status_code, changed.json()["horizon_days"]) == (200, 3)
    assert admin.get(f"{URL}policies/").json()["horizon_days"] == 12
