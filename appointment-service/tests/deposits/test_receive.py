"""POST /api/v1/appointments/{id}/deposit/, and confirm/ before and after it."""

from datetime import timedelta

import pytest

from appointments.models import Appointment, AppointmentTransition
from chassis.testing.parallel import at_the_same_time
from resources.models import Policy
from tests.moments import NOW
from tests.rows import holds_capacity, row_of
from tests.urls import url_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"
WHY = "They pay at the desk."
RECEIVED = "appointment.deposit_received.v1"


@pytest.fixture
def office(api):
    return api.as_employee(groups=["office"])


@pytest.fixture
def booked(workshop, book, customer):
    """A booking of which a fifth is to be paid ahead."""
    workshop(policy={"deposit_percent": 20})
    return book(customer, EIGHT)


def refused(reply):
    return reply.status_code, reply.json()["code"]


def history(client, booked):
    return client.get(url_of(booked, "history")).json()["results"]


def test_it_is_received_and_noted_by_whom_and_when(booked, customer, office, emitted, example, clock):
    clock.move_to(NOW + timedelta(minutes=5), tick=False)
    reply = office.post(url_of(booked, "deposit"))
    deposit = {"amount": "17.80", "currency": "EUR", "received_at": "2026-11-23T08:05:00Z"}
    assert (reply.status_code, reply.json()) == (200, {**booked, "deposit": deposit})
    assert customer.get(url_of(booked)).json() == reply.json()
    assert reply.headers["ETag"] == office.get(url_of(booked)).headers["ETag"]
    assert row_of(booked).deposit == deposit
    (event,) = emitted(RECEIVED)
    assert (event.subject, event.data["deposit"]) == (booked["id"], deposit)
    assert event.actor_id == str(office.account_id)
    assert event.data.keys() == example(event.name).keys()
    for client in (customer, office):
        line = history(client, booked)[-1]
        assert (line["from"], line["to"], line["at"]) == ("pending", "pending", deposit["received_at"])
        assert line["actor_id"] == str(office.account_id)
        assert (line["reason"], line["reason_visibility"]) == ("deposit of 17.80 EUR received", "customer")


def test_noted_again_it_is_received_once(booked, office, admin, emitted, clock):
    first = office.post(url_of(booked, "deposit"))
    clock.move_to(NOW + timedelta(hours=1))
    again = admin.post(url_of(booked, "deposit"))
    assert (again.status_code, again.content) == (200, first.content)
    assert len(emitted(RECEIVED)) == 1
    assert AppointmentTransition.objects.count() == 2


def test_a_retry_gets_the_first_answer(booked, office, emitted):
    key = {"Idempotency-Key": "one-deposit"}
    first, second = (office.post(url_of(booked, "deposit"), headers=key) for _ in range(2))
    assert (second.status_code, second.content) == (200, first.content)
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(emitted(RECEIVED)) == 1


def test_where_none_is_required_none_is_received(workshop, book, customer, office, emitted):
    workshop()
    booked = book(customer, EIGHT)
    Policy.objects.update(deposit_percent=20)
    assert refused(office.post(url_of(booked, "deposit"))) == (409, "no_deposit")
    assert (row_of(booked).deposit, emitted(RECEIVED)) == (None, [])


@pytest.mark.parametrize("status", ["cancelled", "expired", "no_show"])
def test_of_what_does_not_take_place_none_is_received(booked, office, emitted, status):
    Appointment.objects.update(status=status)
    reply = office.post(url_of(booked, "deposit"))
    assert (*refused(reply), reply.json()["current_status"]) == (409, "appointment_over", status)
    assert (row_of(booked).deposit, emitted(RECEIVED)) == (booked["deposit"], [])


@pytest.mark.parametrize("status", ["pending", "confirmed", "checked_in", "in_progress", "completed"])
def test_until_then_and_afterwards_it_is_and_leaves_the_status(booked, office, emitted, status):
    Appointment.objects.update(status=status)
    reply = office.post(url_of(booked, "deposit"))
    assert (reply.status_code, reply.json()["status"], row_of(booked).status) == (200, status, status)
    assert [event.data["status"] for event in emitted(RECEIVED)] == [status]


def test_what_was_received_before_the_booking_was_cancelled_stays_so(booked, customer, office, emitted):
    received = office.post(url_of(booked, "deposit")).json()
    cancelled = customer.post(url_of(booked, "cancel")).json()
    assert cancelled["deposit"] == received["deposit"]
    again = office.post(url_of(booked, "deposit"))
    assert (again.status_code, again.json()) == (200, cancelled)
    assert len(emitted(RECEIVED)) == 1


@pytest.mark.parametrize(
    ("group", "status"), [("technician", 403), ("foreman", 403), ("adviser", 200), ("office", 200)]
)
def test_whoever_takes_payments_notes_it(booked, api, group, status):
    assert api.as_employee(groups=[group]).post(url_of(booked, "deposit")).status_code == status
    assert bool(row_of(booked).deposit["received_at"]) == (status == 200)


def test_customers_note_nothing_and_do_not_see_that_of_others(booked, api, customer, stranger):
    for client in (customer, stranger):
        assert client.post(url_of(booked, "deposit")).status_code == 403
    assert api.post(url_of(booked, "deposit")).status_code == 401
    assert stranger.get(url_of(booked)).status_code == 404
    assert stranger.get(url_of(booked, "history")).status_code == 404
    assert row_of(booked).deposit == booked["deposit"]


def test_an_appointment_that_is_none_has_no_deposit(booked, office):
    nowhere = url_of({"id": "01900000-0000-7000-8000-0000000000ff"}, "deposit")
    assert office.post(nowhere).status_code == 404


def test_before_it_is_received_nobody_confirms_and_afterwards_they_do(
    booked, employee, admin, office, emitted
):
    for client in (employee, admin):
        reply = client.post(url_of(booked, "confirm"))
        assert (*refused(reply), reply.json()["amount"], reply.json()["currency"]) == (
            409, "deposit_required", "17.80", "EUR",
        )  # fmt: skip
    assert (row_of(booked).status, emitted("appointment.confirmed.v1")) == ("pending", [])
    assert holds_capacity(booked)
    received = office.post(url_of(booked, "deposit")).json()
    reply = employee.post(url_of(booked, "confirm"))
    assert (reply.status_code, reply.json()) == (200, {**received, "status": "confirmed"})
    assert row_of(booked).status == "confirmed"
    assert len(emitted("appointment.confirmed.v1")) == 1


@pytest.mark.parametrize("role", ["foreman", "adviser", "admin"])
def test_whoever_may_override_confirms_without_it_and_the_staff_read_why(
    booked, api, admin, customer, emitted, role
):
    client = admin if role == "admin" else api.as_employee(groups=[role])
    reply = client.post(url_of(booked, "confirm"), {"override_reason": WHY})
    assert (reply.status_code, reply.json()) == (200, {**booked, "status": "confirmed"})
    assert (row_of(booked).status, row_of(booked).deposit) == ("confirmed", booked["deposit"])
    assert len(emitted("appointment.confirmed.v1")) == 1
    line = history(client, booked)[-1]
    assert (line["to"], line["reason"], line["reason_visibility"]) == ("confirmed", WHY, "internal")
    assert line["actor_id"] == str(client.account_id)
    assert history(customer, booked)[-1]["reason"] == ""


def test_who_may_not_override_does_not_and_an_empty_reason_is_none(booked, employee, office, foreman):
    for client in (employee, office):
        reply = client.post(url_of(booked, "confirm"), {"override_reason": WHY})
        assert refused(reply) == (403, "permission_denied")
    reply = foreman.post(url_of(booked, "confirm"), {"override_reason": ""})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "override_reason")
    assert row_of(booked).status == "pending"


def test_what_its_customer_moved_is_confirmed_anew_and_its_deposit_is_received_still(
    booked, customer, employee, office
):
    received = office.post(url_of(booked, "deposit")).json()["deposit"]
    employee.post(url_of(booked, "confirm"))
    moved = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T08:00:00Z"}).json()
    assert (moved["status"], moved["deposit"]) == ("pending", received)
    assert employee.post(url_of(booked, "confirm")).status_code == 200


def test_what_was_confirmed_without_it_and_is_moved_by_its_customer_awaits_it_again(
    booked, customer, foreman
):
    foreman.post(url_of(booked, "confirm"), {"override_reason": WHY})
    customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T08:00:00Z"})
    assert refused(foreman.post(url_of(booked, "confirm"))) == (409, "deposit_required")


def test_without_it_no_vehicle_is_checked_in_unless_it_is_confirmed_all_the_same(booked, foreman, clock):
    clock.move_to(row_of(booked).start)
    assert refused(foreman.post(url_of(booked, "check-in"))) == (409, "illegal_transition")
    foreman.post(url_of(booked, "confirm"), {"override_reason": WHY})
    assert foreman.post(url_of(booked, "check-in")).json()["status"] == "checked_in"


@pytest.mark.django_db(transaction=True)
def test_of_ten_notes_at_once_one_is_kept_and_all_are_answered_alike(booked, office, emitted):
    replies = at_the_same_time(*[lambda: office.post(url_of(booked, "deposit"))] * 10)
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    assert len(emitted(RECEIVED)) == 1
    assert [line["to"] for line in history(office, booked)] == ["pending", "pending"]


@pytest.mark.django_db(transaction=True)
def test_it_is_received_or_refused_where_the_booking_is_cancelled_at_once(booked, customer, office, emitted):
    noted, cancelled = at_the_same_time(
        lambda: office.post(url_of(booked, "deposit")), lambda: customer.post(url_of(booked, "cancel"))
    )
    assert cancelled.status_code == 200
    assert noted.status_code in {200, 409}
    row = row_of(booked)
    assert row.status == "cancelled"
    assert bool(row.deposit["received_at"]) == (noted.status_code == 200) == bool(emitted(RECEIVED))
