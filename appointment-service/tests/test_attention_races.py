"""A change of the calendar and others at once: no booking that it hits is lost."""

import pytest
from django.db import transaction

from chassis.testing.parallel import at_the_same_time
from resources.models import Closure
from tests.rows import row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT, TEN = "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z"
CLOSURES = f"{URL}closures/"
TUESDAY = {"start": "2026-11-24T00:00:00+01:00", "end": "2026-11-25T00:00:00+01:00", "reason": "Inventory"}
WHY = {"reason": "The owner opens for them."}


def test_who_books_while_the_calendar_changes_is_refused_or_needs_attention(
    workshop, customer, vehicle_of, admin
):
    workshop(bays=5, technicians=5, policy={"allow_vehicle_overlap": True})
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": EIGHT}
    *booked, closure = at_the_same_time(
        *[lambda: customer.post(URL, body)] * 5, lambda: admin.post(CLOSURES, TUESDAY)
    )
    assert closure.status_code == 201
    there = [reply.json() for reply in booked if reply.status_code == 201]
    refused = [reply.json() for reply in booked if reply.status_code != 201]
    assert {reply["code"] for reply in refused} <= {"not_a_slot"}
    assert all(list(row_of(one).attention) == ["closed"] for one in there)
    assert {one["id"] for one in closure.json()["bookings"]} == {one["id"] for one in there}


@pytest.mark.parametrize("verb", ["accept", "reschedule", "assign"])
def test_what_is_done_about_it_waits_for_a_change_of_the_calendar(
    workshop, book, hire, customer, admin, meanwhile, verb
):
    workshop()
    booked = book(customer, EIGHT)
    admin.post(CLOSURES, TUESDAY)
    body = {"accept": WHY, "reschedule": {"start": TEN}, "assign": {"employee_id": str(hire())}}[verb]
    with transaction.atomic():
        admin.patch(f"{URL}bays/{booked['bay']['id']}/", {"is_active": False})
        second = meanwhile(lambda: admin.post(url_of(booked, verb), body))
    reply = second.result()
    if verb == "reschedule":
        assert (reply.status_code, reply.json()["code"]) == (409, "not_a_slot")
    else:
        needed = {"accept": None, "assign": ["closed", "bay_out_of_use"]}[verb]
        assert (reply.status_code, reply.json()["needs_attention"]) == (200, needed)


def test_a_change_of_the_calendar_waits_for_what_is_done_about_it(workshop, book, customer, admin, meanwhile):
    workshop()
    booked = book(customer, EIGHT)
    admin.post(CLOSURES, TUESDAY)
    with transaction.atomic():
        admin.post(url_of(booked, "accept"), WHY)
        change = meanwhile(lambda: admin.put(f"{URL}opening-hours/", {"periods": []}))
    assert change.result().status_code == 200
    row = row_of(booked)
    assert (row.attention, list(row.accepted)) == (None, ["closed"])


def test_what_is_just_being_cancelled_needs_no_attention(workshop, book, customer, admin, meanwhile, emitted):
    workshop()
    booked = book(customer, EIGHT)
    with transaction.atomic():
        customer.post(url_of(booked, "cancel"))
        closure = meanwhile(lambda: admin.post(CLOSURES, TUESDAY))
    assert closure.result().json()["bookings_count"] == 0
    assert row_of(booked).attention is None
    assert not emitted("appointment.needs_attention.v1")


def test_two_who_move_the_bookings_of_a_closure_move_each_once(workshop, book, customer, admin, api, emitted):
    workshop(bays=2, technicians=2)
    booked = [book(customer, start) for start in (EIGHT, EIGHT, TEN, TEN)]
    closure = admin.post(CLOSURES, TUESDAY).json()
    address = f"{CLOSURES}{closure['id']}/move-bookings/"
    office = api.as_employee(groups=["office"])
    replies = at_the_same_time(lambda: admin.post(address), lambda: office.post(address))
    results = [one for reply in replies for one in reply.json()["results"]]
    assert sorted(one["appointment_id"] for one in results if one["outcome"] == "moved") == sorted(
        one["id"] for one in booked
    )
    assert {one["reason"] for one in results if one["outcome"] == "left"} <= {"no_longer_hit"}
    assert len(emitted("appointment.rescheduled.v1")) == 4
    assert [row_of(one).transitions.count() for one in booked] == [2] * 4


def test_the_bookings_of_a_closure_that_is_just_removed_stay(workshop, book, customer, admin, meanwhile):
    workshop()
    booked = book(customer, EIGHT)
    closure = admin.post(CLOSURES, TUESDAY).json()
    with transaction.atomic():
        admin.delete(f"{CLOSURES}{closure['id']}/")
        move = meanwhile(lambda: admin.post(f"{CLOSURES}{closure['id']}/move-bookings/"))
    (result,) = move.result().json()["results"]
    assert (result["outcome"], result["reason"], result["new_start"]) == ("left", "no_longer_hit", None)
    assert not Closure.objects.exists()
    assert (row_of(booked).attention, row_of(booked).transitions.count()) == (None, 1)
