"""Whose vehicles are: as their events tell, and asked for where they have not told yet."""

from datetime import timedelta
from typing import Any

import pytest

from appointments.models import Appointment, Vehicle
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from tests.moments import NOW
from tests.urls import URL

pytestmark = pytest.mark.django_db
EIGHT, NINE = "2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z"
OWNER = "vehicleandproject-service"


@pytest.fixture
def news(deliver, example):
    """Let vehicleandproject-service tell of a vehicle."""

    def news(name: str, vehicle_id: Any, owner: Any, version: int = 1, outcome: str = "handled") -> None:
        said = {"vehicle_id": str(vehicle_id), "owner_id": str(owner.account_id)}
        published = {**example(f"vehicle.{name}.v1", OWNER), **said}
        at = NOW + timedelta(minutes=version)
        event = {"subject": vehicle_id, "version": version, "occurred_at": at}
        assert deliver(f"vehicle.{name}.v1", published, **event) == outcome

    return news


@pytest.fixture
def try_with(upstream):
    """Ask for a booking of a vehicle, whoever tells of it."""
    upstream(OWNER)

    def try_with(client: Any, vehicle_id: Any, start: str = EIGHT) -> Any:
        body = {"vehicle_id": str(vehicle_id), "service_type": "oil-change", "start": start}
        return client.post(URL, body)

    return try_with


def test_a_vehicle_that_was_told_of_is_booked_for_without_asking(
    workshop, news, try_with, customer, employee, upstream
):
    workshop(bays=2, technicians=2)
    vehicle_id = new_id()
    news("registered", vehicle_id, customer)
    upstream(OWNER).down()
    replies = [try_with(one, vehicle_id, start) for one, start in ((customer, EIGHT), (employee, NINE))]
    assert [(one.status_code, one.json()["customer_id"]) for one in replies] == [
        (201, str(customer.account_id))
    ] * 2
    assert upstream(OWNER).calls == []


def test_another_persons_vehicle_stays_unknown(workshop, news, try_with, customer, stranger, upstream):
    workshop()
    vehicle_id = new_id()
    news("registered", vehicle_id, customer)
    reply = try_with(stranger, vehicle_id)
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "unknown")
    assert not Appointment.objects.exists()
    assert upstream(OWNER).calls == []


@pytest.mark.shows("VE03")
@pytest.mark.parametrize("name", ["changed", "transferred"])
def test_a_vehicle_that_changed_hands_is_its_new_owners(
    workshop, news, try_with, customer, stranger, employee, name
):
    workshop(bays=2, technicians=2)
    vehicle_id = new_id()
    news("registered", vehicle_id, customer)
    news(name, vehicle_id, stranger, version=2)
    assert try_with(customer, vehicle_id).status_code == 400
    assert try_with(stranger, vehicle_id).status_code == 201
    assert try_with(employee, vehicle_id, NINE).json()["customer_id"] == str(stranger.account_id)


def test_a_removed_vehicle_cannot_be_booked(workshop, news, try_with, customer, employee):
    workshop()
    vehicle_id = new_id()
    news("registered", vehicle_id, customer)
    news("removed", vehicle_id, customer, version=2)
    assert {try_with(one, vehicle_id).status_code for one in (customer, employee)} == {400}
    assert not Appointment.objects.exists()


def test_nor_can_one_whose_registration_is_told_again(workshop, news, try_with, customer):
    """As by `events republish`, to whom read of the removal before vehicles were copied."""
    workshop()
    vehicle_id = new_id()
    news("removed", vehicle_id, customer, version=2)
    news("registered", vehicle_id, customer, version=1, outcome="outdated")
    assert try_with(customer, vehicle_id).status_code == 400


def test_a_vehicle_that_nobody_told_of_is_asked_for_once(workshop, vehicle_of, customer, upstream, try_with):
    workshop(bays=2, technicians=2)
    vehicle_id = vehicle_of(customer)
    assert [try_with(customer, vehicle_id, start).status_code for start in (EIGHT, NINE)] == [201] * 2
    assert len(upstream(OWNER).calls) == 1
    kept = Vehicle.objects.get()
    assert (str(kept.id), kept.owner_id) == (vehicle_id, customer.account_id)


@pytest.mark.django_db(transaction=True)
def test_an_answer_from_before_the_news_does_not_replace_them(
    workshop, news, vehicle_of, customer, upstream, try_with
):
    """The vehicle is removed while the answer is on its way."""
    workshop()
    vehicle_id = vehicle_of(customer)
    upstream(OWNER).hangs()

    def remove() -> None:
        upstream(OWNER).wait_for_calls(1)
        news("removed", vehicle_id, customer)
        upstream(OWNER).answers()

    asked, _ = at_the_same_time(lambda: try_with(customer, vehicle_id), remove)
    assert asked.status_code == try_with(customer, vehicle_id, NINE).status_code == 400


def test_a_token_with_scopes_asks_as_before(workshop, news, api, upstream, try_with):
    """Whether it may read vehicles is for vehicleandproject-service to say."""
    workshop()
    key = api.as_customer(scope="appointments:write")
    vehicle_id = new_id()
    news("registered", vehicle_id, key)
    upstream(OWNER).replies(
        "GET",
        "/api/v1/vehicles/{vehicle_id}/",
        {"status": 403, "code": "insufficient_scope", "title": "Forbidden", "detail": "No."},
        403,
    )
    reply = try_with(key, vehicle_id)
    assert (reply.status_code, reply.json()["code"]) == (403, "insufficient_scope")
    assert not Appointment.objects.exists()


def test_who_waits_needs_no_answer_either(workshop, news, customer, upstream):
    workshop(technicians=0)
    vehicle_id = new_id()
    news("registered", vehicle_id, customer)
    upstream(OWNER).down()
    tuesday = {"starts_from": "2026-11-23T23:00:00Z", "starts_before": "2026-11-24T23:00:00Z"}
    body = {"vehicle_id": str(vehicle_id), "service_type": "oil-change", **tuesday}
    assert customer.post(f"{URL}waitlist/", body).status_code == 201
