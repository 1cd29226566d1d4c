"""GET /api/v1/vehicles/{id}/history/: the work of all owners, without the owners."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chassis.models import new_id
from chassis.testing.growth import add_rows
from chassis.testing.prepared import blocks_of
from projects.models import Project, ProjectTransition
from tests.vehicles.vins import GOOD_VIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bookings", "customer_list")]
VEHICLES = "/api/v1/vehicles/"


@pytest.fixture
def vehicle(register, customer) -> dict[str, Any]:
    return register(customer, vin=GOOD_VIN, plate="B-OLD 1")


@pytest.fixture
def work(employee):
    """Work on a vehicle from its request to the hand-over."""

    def done(client, vehicle, title="Brakes"):
        body = {
            "vehicle_id": vehicle["id"],
            "kind": "service",
            "title": title,
            "concern": "It squeals, says Anna",
        }
        project = client.post("/api/v1/projects/", body).json()
        url = f"/api/v1/projects/{project['id']}/"
        client.post(f"{url}comments/", {"content": "Only for friends"})
        for verb in ("approve", "start", "submit-for-quality-check", "pass-quality-check", "deliver"):
            moved = employee.post(f"{url}{verb}/", {"reason": "Anna asked for it"})
            assert moved.status_code == 200, moved.json()
        return project

    return done


def history(client, vehicle):
    reply = client.get(f"{VEHICLES}{vehicle['id']}/history/")
    assert reply.status_code == 200, reply.json()
    return reply.json()["results"]


def seen(client, vehicle):
    return [(entry["title"], entry["yours"]) for entry in history(client, vehicle)]


@pytest.fixture
def transfer(employee):
    def transferred(vehicle, owner, **changes):
        body = {"owner_id": str(owner.account_id), **changes}
        assert employee.post(f"{VEHICLES}{vehicle['id']}/transfer/", body).status_code == 200

    return transferred


def hand_over_by_code(vehicle, giver, taker):
    code = giver.post(f"{VEHICLES}{vehicle['id']}/transfer-code/").json()["code"]
    assert taker.post(f"{VEHICLES}transfers/accept/", {"code": code}).status_code == 200


def test_an_owner_reads_what_was_done_for_them(vehicle, work, customer):
    first, second = work(customer, vehicle, "Oil"), work(customer, vehicle, "Brakes")
    newest, oldest = history(customer, vehicle)
    assert (newest["project_id"], oldest["project_id"]) == (second["id"], first["id"])
    delivered = ProjectTransition.objects.get(project_id=first["id"], to_status="delivered").created_at
    assert datetime.fromisoformat(oldest["delivered_at"]) - delivered < timedelta(seconds=1)
    assert oldest["created_at"] == first["created_at"]
    assert (oldest["kind"], oldest["title"], oldest["yours"]) == ("service", "Oil", True)


def test_each_entry_says_what_the_odometer_had_read_by_then(vehicle, work, customer, employee):
    work(customer, vehicle, "Bought new")
    for km, title in ((100, "Oil"), (200, "Brakes")):
        customer.post(f"{VEHICLES}{vehicle['id']}/odometer/", {"value": km})
        work(customer, vehicle, title)
    employee.post(f"{VEHICLES}{vehicle['id']}/odometer/", {"value": 150, "reason": "A typing mistake."})
    entries = history(customer, vehicle)
    assert [entry["odometer_km"] for entry in entries] == [100, 100, None]


def test_work_that_is_not_finished_is_no_history(vehicle, customer, employee):
    body = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes"}
    customer.post("/api/v1/projects/", body)
    rejected = customer.post("/api/v1/projects/", body).json()
    employee.post(f"/api/v1/projects/{rejected['id']}/reject/")
    assert history(customer, vehicle) == []


@pytest.mark.shows("VE03")
def test_a_new_owner_sees_the_work_and_nothing_of_the_one_before(vehicle, work, transfer, customer, stranger):
    project = work(customer, vehicle, "Oil")
    transfer(vehicle, stranger)
    work(stranger, vehicle, "Tyres")
    tyres, oil = history(stranger, vehicle)
    assert oil == {
        "kind": "service",
        "title": "Oil",
        "created_at": project["created_at"],
        "delivered_at": oil["delivered_at"],
        "odometer_km": None,
        "yours": False,
        "project_id": None,
    }
    assert tyres["yours"] is True
    everything = "".join(
        stranger.get(path).content.decode()
        for path in (f"{VEHICLES}{vehicle['id']}/", f"{VEHICLES}{vehicle['id']}/history/", VEHICLES)
    )
    for word in ("Anna", "friends", str(customer.account_id), project["id"]):
        assert word not in everything


@pytest.mark.shows("VE01")
def test_work_of_a_vehicle_that_was_removed_and_registered_again_is_there(
    vehicle, work, register, customer, stranger, employee
):
    work(customer, vehicle, "Oil")
    customer.delete(f"{VEHICLES}{vehicle['id']}/")
    again = register(employee, vin=GOOD_VIN, owner_id=str(stranger.account_id))
    assert seen(stranger, again) == [("Oil", False)]
    assert [entry["title"] for entry in history(employee, again)] == ["Oil"]


@pytest.mark.shows("VE03")
def test_whoever_only_types_in_a_vin_sees_no_past(vehicle, work, register, customer, stranger, employee, api):
    work(customer, vehicle, "Oil")
    customer.delete(f"{VEHICLES}{vehicle['id']}/")
    again = register(stranger, vin=GOOD_VIN)
    work(stranger, again, "Tyres")
    assert seen(stranger, again) == [("Tyres", True)]

    # Nor does anybody whom they hand it to.
    friend = api.as_customer()
    hand_over_by_code(again, stranger, friend)
    assert seen(friend, again) == [("Tyres", False)]


@pytest.mark.shows("VE03")
def test_the_staff_share_the_past_with_an_owner(vehicle, work, register, customer, stranger, employee):
    work(customer, vehicle, "Oil")
    customer.delete(f"{VEHICLES}{vehicle['id']}/")
    again = register(stranger, vin=GOOD_VIN)
    assert seen(stranger, again) == []
    path = f"{VEHICLES}{again['id']}/share-history/"
    assert stranger.post(path).status_code == 403
    shared = employee.post(path).json()
    assert (shared["owner_id"], shared["sees_from"]) == (str(stranger.account_id), None)
    assert seen(stranger, again) == [("Oil", False)]


def readings(client, vehicle):
    rows = client.get(f"{VEHICLES}{vehicle['id']}/odometer/").json()["results"]
    return [(row["km"], row["reason"]) for row in rows]


@pytest.mark.shows("VE03")
def test_readings_are_seen_as_the_work_is(vehicle, transfer, customer, stranger, employee, api):
    body = {"value": 100, "exchanged": True, "reason": "Anna broke it."}
    assert customer.post(f"{VEHICLES}{vehicle['id']}/odometer/", body).status_code == 201
    transfer(vehicle, stranger)
    stranger.post(f"{VEHICLES}{vehicle['id']}/odometer/", {"value": 200, "reason": "Before the trip."})
    assert readings(stranger, vehicle) == [(200, "Before the trip."), (100, "")]
    assert readings(employee, vehicle) == [(200, "Before the trip."), (100, "Anna broke it.")]
    third = api.as_customer()
    transfer(vehicle, third, shares_history=False)
    assert readings(third, vehicle) == []


def test_by_a_code_an_owner_hands_on_what_they_see(vehicle, work, customer, stranger, api):
    work(customer, vehicle, "Oil")
    hand_over_by_code(vehicle, customer, stranger)
    work(stranger, vehicle, "Tyres")
    third = api.as_customer()
    hand_over_by_code(vehicle, stranger, third)
    assert seen(third, vehicle) == [("Tyres", False), ("Oil", False)]


def test_the_staff_may_keep_the_past_to_themselves(vehicle, work, transfer, customer, stranger):
    work(customer, vehicle, "Oil")
    transfer(vehicle, stranger, shares_history=False)
    assert seen(stranger, vehicle) == []


def test_who_has_a_vehicle_back_sees_their_own_work(vehicle, work, transfer, customer, stranger):
    work(customer, vehicle, "Oil")
    transfer(vehicle, stranger, shares_history=False)
    work(stranger, vehicle, "Tyres")
    transfer(vehicle, customer, shares_history=False)
    assert seen(customer, vehicle) == [("Oil", True)]


def test_the_staff_see_all_with_its_projects(vehicle, work, transfer, customer, stranger, employee):
    projects = [work(customer, vehicle, "Oil")]
    transfer(vehicle, stranger)
    projects.insert(0, work(stranger, vehicle, "Tyres"))
    assert [entry["project_id"] for entry in history(employee, vehicle)] == [one["id"] for one in projects]


def test_anothers_vehicle_is_404(vehicle, stranger, transfer, customer):
    assert stranger.get(f"{VEHICLES}{vehicle['id']}/history/").status_code == 404
    transfer(vehicle, stranger)
    assert customer.get(f"{VEHICLES}{vehicle['id']}/history/").status_code == 404
    assert customer.get(f"{VEHICLES}{new_id()}/history/").status_code == 404


def test_a_page_of_a_thousand_entries_reads_its_own_rows(vehicle, customer):
    known = {
        "vehicle_id": f"'{vehicle['id']}'",
        "customer_id": f"'{customer.account_id}'",
        "kind": "'service'",
        "title": "'Oil ' || i",
        "status": "'closed'",
    }
    add_rows(Project, 1, 1_000, **known)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as captured:
        page = customer.get(f"{VEHICLES}{vehicle['id']}/history/").json()
    assert [entry["title"] for entry in page["results"][:2]] == ["Oil 1000", "Oil 999"]
    (statement,) = [query["sql"] for query in captured if "projects_projecttransition" in query["sql"]]
    # Of 26 rows, each perhaps joined by an index; the thousand would be thousands.
    assert blocks_of(statement) < 500
    assert customer.get(page["next"]).json()["results"][0]["title"] == "Oil 975"
