"""The waiting list and ordinary bookings, all at once: nothing is taken twice and nothing is lost."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from appointments.models import Appointment, Hold, Reservation
from appointments.statuses import HOLDING_CAPACITY
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from tests.moments import NOW
from tests.rows import of_the_workshop
from tests.urls import URL, url_of, waitlist
from waitlist.models import Entry
from waitlist.tasks import go_through

EIGHT = "2026-11-24T07:00:00Z"
TUESDAY = {"starts_from": "2026-11-23T23:00:00Z", "starts_before": "2026-11-24T23:00:00Z"}
FORESEEN = {200, 201, 204, 404, 409}


def answers(client: Any, entry: dict[str, Any], draw: Random) -> Any:
    """Accept, decline or leave what is on offer, or what was a moment ago."""
    what = draw.choice(["accept", "accept", "decline", "leave"])
    if what == "leave":
        return client.delete(waitlist(entry))
    body = {"start": entry["start"] or EIGHT} if what == "accept" else None
    return client.post(waitlist(entry, what), body)


def customer_of(client: Any, vehicle_id: str, draw: Random, rounds: int) -> Callable[[], list[int]]:
    """Somebody who books, cancels, holds, waits and answers, as it comes; and the worker comes by."""
    wanted = {"vehicle_id": vehicle_id, "service_type": "oil-change"}

    def act() -> Any:
        what = draw.choice(["book", "cancel", "cancel", "hold", "wait", "wait", "answer", "answer", "worker"])
        if what == "worker":
            go_through()
            return client.get(URL)
        if what == "book":
            return client.post(URL, {**wanted, "start": EIGHT})
        if what == "hold":
            held = client.post(f"{URL}holds/", {"service_type": "oil-change", "start": EIGHT})
            return client.delete(f"{URL}holds/{held.json()['id']}/") if held.status_code == 201 else held
        if what == "wait":
            return client.post(f"{URL}waitlist/", {**wanted, **TUESDAY})
        path = URL if what == "cancel" else f"{URL}waitlist/"
        rows = client.get(path, {"status": "pending" if what == "cancel" else "offered"}).json()["results"]
        if not rows:
            return client.get(path)
        return client.post(url_of(rows[0], "cancel")) if what == "cancel" else answers(client, rows[0], draw)

    return lambda: [act().status_code for _ in range(rounds)]


@pytest.mark.drill
@pytest.mark.shows("AP17")
@pytest.mark.django_db(transaction=True)
def test_no_capacity_is_taken_twice_or_lost(workshop, api, upstream, rounds, chance, clock, emitted):
    workshop(bays=2, technicians=2, hours=(("08:00", "09:00"),))
    customers = [api.as_customer() for _ in range(6)]
    vehicles = [str(new_id()) for _ in customers]
    for client, vehicle_id in zip(customers, vehicles, strict=True):
        owned = {"id": vehicle_id, "owner_id": str(client.account_id)}
        upstream("vehicleandproject-service").replies("GET", f"/api/v1/vehicles/{vehicle_id}/", owned)
    offer_what_is_given_up(customers, vehicles)
    assert len(emitted("waitlist.offered.v1")) == 1
    work = [customer_of(*one, chance, rounds(20, 200)) for one in zip(customers, vehicles, strict=True)]
    statuses = {status for one in at_the_same_time(*work) for status in one}
    assert statuses <= FORESEEN
    check_owners()
    clock.move_to(NOW + timedelta(hours=1))
    go_through()
    assert not Reservation.objects.filter(state="held").exists()
    check_owners()


def offer_what_is_given_up(customers: list[Any], vehicles: list[str]) -> None:
    """The first two book all that there is, the third waits, and the first gives up theirs."""
    wanted = [{"vehicle_id": vehicle_id, "service_type": "oil-change"} for vehicle_id in vehicles]
    booked, _ = (customers[number].post(URL, {**wanted[number], "start": EIGHT}) for number in range(2))
    waits = customers[2].post(f"{URL}waitlist/", {**wanted[2], **TUESDAY})
    given_up = customers[0].post(url_of(booked.json(), "cancel"))
    assert (waits.status_code, given_up.status_code) == (201, 200)
    go_through()


def check_owners() -> None:
    """Each reservation has its two resources and one owner that is alive, and who is alive has one."""
    alive = {
        "booked": set(
            Appointment.objects.filter(status__in=HOLDING_CAPACITY).values_list("reservation_id", flat=True)
        ),
        "held": set(Hold.objects.values_list("reservation_id", flat=True)),
        "offered": set(Entry.objects.filter(status="offered").values_list("reservation_id", flat=True)),
    }
    taken = list(of_the_workshop().values_list("reservation_id", "reservation__state"))
    for state, owners in alive.items():
        assert {reservation for reservation, why in taken if why == state} == owners, state
        assert len([1 for _, why in taken if why == state]) == 2 * len(owners), state
