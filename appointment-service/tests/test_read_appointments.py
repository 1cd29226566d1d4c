"""GET /api/v1/appointments/, GET and PATCH /api/v1/appointments/{id}/."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chassis.models import new_id
from chassis.testing.kept_sql import differences_from_the_orm
from tests.rows import row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
EIGHT, TEN = "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z"


def ids(reply):
    assert reply.status_code == 200, reply.json()
    return [appointment["id"] for appointment in reply.json()["results"]]


def test_a_customer_sees_their_own_and_staff_see_all(workshop, book, customer, stranger, employee, admin):
    workshop()
    mine, theirs = book(customer, EIGHT), book(stranger, TEN)
    assert customer.get(URL).json()["results"] == [mine]
    assert ids(stranger.get(URL)) == [theirs["id"]]
    assert ids(employee.get(URL)) == ids(admin.get(URL)) == [theirs["id"], mine["id"]]


def test_another_persons_appointment_is_not_there(workshop, book, customer, stranger, employee):
    workshop()
    booked = book(customer, EIGHT)
    assert stranger.get(url_of(booked)).status_code == 404
    assert customer.get(url_of({"id": new_id()})).status_code == 404
    assert customer.get(url_of(booked)).json() == employee.get(url_of(booked)).json() == booked


def test_filters_narrow_the_list(workshop, book, customer, stranger, employee):
    workshop()
    early, late = book(customer, EIGHT), book(stranger, TEN)
    employee.post(url_of(late, "confirm"))
    for params, expected in [
        ({"status": "confirmed"}, [late]),
        ({"customer_id": early["customer_id"]}, [early]),
        ({"vehicle_id": late["vehicle_id"]}, [late]),
        ({"employee_id": early["employee_id"]}, [late, early]),
        ({"starts_from": TEN}, [late]),
        ({"starts_before": TEN}, [early]),
        ({"starts_from": EIGHT, "starts_before": TEN, "status": "confirmed"}, []),
    ]:
        assert ids(employee.get(URL, params)) == [appointment["id"] for appointment in expected], params
    assert ids(employee.get(URL, {"ordering": "start"})) == [early["id"], late["id"]]


@pytest.mark.parametrize(
    "params", [{"status": "lost"}, {"customer": "x"}, {"starts_from": "2026-11-24"}, {"ordering": "notes"}]
)
def test_what_is_no_filter_is_refused(customer, params):
    assert customer.get(URL, params).status_code == 400


def test_a_page_of_25_takes_as_many_queries_as_a_page_of_one(workshop, book, customer):
    workshop(bays=5, technicians=5)
    book(customer, EIGHT)
    with CaptureQueriesContext(connection) as one_row:
        customer.get(URL)
    for hour in range(7, 13):
        for _ in range(4 if hour == 7 else 5):
            book(customer, f"2026-11-24T{hour:02}:00:00Z")
    with CaptureQueriesContext(connection) as a_page:
        reply = customer.get(URL)
    assert len(reply.json()["results"]) == 25
    assert reply.json()["next"]
    assert len(one_row) == len(a_page) == 1


def test_the_customer_and_the_staff_change_the_notes(workshop, book, customer, employee):
    workshop()
    booked = book(customer, EIGHT)
    reply = customer.patch(url_of(booked), {"notes": "Call me."})
    assert (reply.status_code, reply.json()) == (200, {**booked, "notes": "Call me."})
    assert row_of(booked).notes == "Call me."
    assert employee.patch(url_of(booked), {"notes": ""}).json()["notes"] == ""


def test_nothing_but_the_notes_is_changed_so(workshop, book, customer):
    workshop()
    booked = book(customer, EIGHT)
    reply = customer.patch(url_of(booked), {"status": "completed"})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "unknown_field")
    assert row_of(booked).status == "pending"


def test_notes_changed_meanwhile_are_not_overwritten(workshop, book, customer, stranger):
    workshop()
    booked = book(customer, EIGHT)
    stale = customer.get(url_of(booked))["ETag"]
    fresh = customer.patch(url_of(booked), {"notes": "First."}, headers={"If-Match": stale})["ETag"]
    assert (
        customer.patch(url_of(booked), {"notes": "Second."}, headers={"If-Match": stale}).status_code == 412
    )
    assert row_of(booked).notes == "First."
    assert customer.get(url_of(booked), headers={"If-None-Match": fresh}).status_code == 304
    assert stranger.patch(url_of(booked), {"notes": "Mine."}).status_code == 404


def test_others_are_told_of_new_notes(workshop, book, customer, emitted, example):
    workshop()
    booked = book(customer, "2026-11-24T07:00:00Z", notes="A noise.")
    assert customer.patch(url_of(booked), {"notes": "A noise."}).status_code == 200
    assert not emitted("appointment.changed.v1")
    customer.patch(url_of(booked), {"notes": "A loud noise."})
    (event,) = emitted("appointment.changed.v1")
    assert (event.subject, event.data["notes"]) == (booked["id"], "A loud noise.")
    assert event.data["previous_notes"] == "A noise."
    assert event.changes == {"notes": ["A noise.", "A loud noise."]}
    assert event.data.keys() == example(event.name).keys()


def test_the_notes_of_what_is_over_stay(workshop, book, customer, employee, emitted):
    workshop()
    booked = book(customer, "2026-11-24T07:00:00Z", notes="A noise.")
    customer.post(url_of(booked, "cancel"))
    for client in (customer, employee):
        reply = client.patch(url_of(booked), {"notes": "I never agreed."})
        assert (reply.status_code, reply.json()["code"]) == (409, "appointment_over")
        assert reply.json()["current_status"] == "cancelled"
    assert row_of(booked).notes == "A noise."
    assert not emitted("appointment.changed.v1")


def test_kept_sql_shows_the_rows_that_the_orm_shows(workshop, book, customer, stranger, employee, admin):
    workshop()
    mine, _ = book(customer, EIGHT), book(stranger, TEN)
    everybody = [customer, stranger, employee, admin]
    assert differences_from_the_orm(everybody, appointment_id=mine["id"]) == []
