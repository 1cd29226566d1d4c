"""How a booking's need for attention ends; POST /api/v1/appointments/{id}/accept/."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from appointments.models import AppointmentTransition
from appointments.tasks import lay_past_aside
from resources.models import DEFAULT_LOCATION_ID, Bay
from tests.rows import row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
EIGHT, TEN = "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z"
MORNING = {"start": EIGHT, "end": "2026-11-24T08:00:00Z", "reason": "Inventory"}
CLOSURES, LOCATION = f"{URL}closures/", f"{URL}locations/{DEFAULT_LOCATION_ID}/"
WHY = {"reason": "The owner opens for them."}
NEWS = "appointment.needs_attention.v1"


@pytest.fixture
def booked(workshop, book, customer, admin):
    """A booking that a closure hits."""
    workshop(bays=2)
    booked = book(customer, EIGHT)
    admin.post(CLOSURES, MORNING)
    return booked


@pytest.fixture
def bay_out_of_use(admin):
    return lambda booked: admin.patch(f"{URL}bays/{booked['bay']['id']}/", {"is_active": False})


@pytest.fixture
def off(hire):
    """Let its technician be away for all of Tuesday."""

    def off(booked, **changes):
        away = {"start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z"}
        hire(employee_id=UUID(booked["employee_id"]), time_off=[away], **changes)

    return off


def needs(client, booked):
    return client.get(url_of(booked)).json()["needs_attention"]


def test_it_ends_when_the_calendar_is_as_it_was(booked, admin, employee, emitted):
    (closure,) = admin.get(CLOSURES).json()["results"]
    admin.delete(f"{CLOSURES}{closure['id']}/")
    assert employee.get(url_of(booked)).json() == booked
    assert row_of(booked).attention is None
    _, last = emitted(NEWS)
    assert (last.data["reasons"], last.data["previous_reasons"]) == ([], ["closed"])


@pytest.mark.parametrize("who", ["customer", "employee"])
def test_it_ends_when_it_is_moved(booked, request, who, employee, emitted):
    client = request.getfixturevalue(who)
    reply = client.post(url_of(booked, "reschedule"), {"start": TEN})
    assert (reply.status_code, reply.json()["needs_attention"]) == (200, None)
    assert row_of(booked).attention is None
    assert needs(employee, booked) is None
    assert emitted(NEWS)[-1].data["reasons"] == []


def test_it_ends_when_somebody_else_does_it(workshop, book, customer, off, hire, foreman):
    workshop()
    booked = book(customer, EIGHT)
    off(booked, skills=())
    assert needs(foreman, booked) == ["technician_unskilled", "technician_not_at_work"]
    reply = foreman.post(url_of(booked, "assign"), {"employee_id": str(hire())})
    assert (reply.status_code, reply.json()["needs_attention"]) == (200, None)
    assert row_of(booked).attention is None


def test_somebody_else_does_not_open_the_workshop(booked, off, hire, foreman):
    off(booked)
    assert needs(foreman, booked) == ["closed", "technician_not_at_work"]
    foreman.post(url_of(booked, "assign"), {"employee_id": str(hire())})
    assert needs(foreman, booked) == ["closed"]


def test_the_staff_give_it_another_bay_at_the_same_time(
    workshop, book, customer, employee, bay_out_of_use, emitted
):
    workshop(bays=2)
    booked = book(customer, EIGHT)
    bay_out_of_use(booked)
    assert needs(employee, booked) == ["bay_out_of_use"]
    assert customer.post(url_of(booked, "reschedule"), {"start": EIGHT}).json() == booked
    reply = employee.post(url_of(booked, "reschedule"), {"start": EIGHT})
    assert (reply.status_code, reply.json()["bay"]["name"]) == (200, "Bay 2")
    assert (reply.json()["start"], reply.json()["needs_attention"]) == (EIGHT, None)
    assert row_of(booked).bay == Bay.objects.get(name="Bay 2")
    assert not emitted("appointment.rescheduled.v1")


def test_who_does_it_then_is_told_of(workshop, book, customer, hire, employee, emitted, off):
    workshop()
    booked = book(customer, EIGHT)
    off(booked)
    colleague = hire()
    employee.post(url_of(booked, "reschedule"), {"start": EIGHT})
    assert row_of(booked).employee_id == colleague
    (event,) = emitted("appointment.assigned.v1")
    assert (event.data["employee_id"], event.data["previous_employee_id"]) == (
        str(colleague),
        booked["employee_id"],
    )
    assert not emitted("appointment.rescheduled.v1")


def test_of_a_visit_somebody_else_does_all_of_it(
    workshop, also_offered, visit, hire, customer, employee, emitted, off
):
    workshop()
    also_offered()
    booked = visit(customer, EIGHT)
    off(booked)
    colleague = hire()
    reply = employee.post(url_of(booked, "reschedule"), {"start": EIGHT})
    assert (reply.status_code, reply.json()["needs_attention"]) == (200, None)
    assert [one["employee_id"] for one in reply.json()["services"]] == [str(colleague)] * 2
    assert [event.data["position"] for event in emitted("appointment.assigned.v1")] == [1, 2]
    assert row_of(booked).transitions.count() == 3


def test_where_nothing_is_free_at_that_time_it_stays(workshop, book, customer, employee, bay_out_of_use):
    workshop()
    booked = book(customer, EIGHT)
    bay_out_of_use(booked)
    reply = employee.post(url_of(booked, "reschedule"), {"start": EIGHT})
    assert (reply.status_code, reply.json()["code"]) == (409, "not_a_slot")
    assert needs(employee, booked) == ["bay_out_of_use"]


def test_another_start_does_not_open_the_location_again(booked, admin, employee):
    admin.patch(LOCATION, {"is_active": False})
    assert needs(employee, booked) == ["location_inactive", "closed"]
    employee.post(url_of(booked, "reschedule"), {"start": TEN})
    assert needs(employee, booked) == ["location_inactive"]


def test_it_ends_when_the_vehicle_is_here_earlier(booked, admin, employee):
    employee.post(url_of(booked, "confirm"))
    reply = admin.post(url_of(booked, "check-in"), {"override_reason": "Towed in."})
    assert (reply.json()["status"], reply.json()["needs_attention"]) == ("checked_in", None)


@pytest.mark.parametrize("verb", ["cancel", "no-show"])
def test_it_ends_when_the_booking_does(booked, employee, clock, verb, emitted):
    clock.move_to(datetime(2026, 11, 24, 7, 30, tzinfo=UTC))
    reply = employee.post(url_of(booked, verb), {"reason": "Closed."} if verb == "cancel" else None)
    assert (reply.status_code, reply.json()["needs_attention"]) == (200, None)
    assert row_of(booked).attention is None
    assert emitted(NEWS)[-1].data["reasons"] == []


def test_it_ends_when_its_time_is_over(booked, employee, clock, emitted):
    employee.post(url_of(booked, "confirm"))
    clock.move_to(row_of(booked).end - timedelta(seconds=1))
    lay_past_aside()
    assert needs(employee, booked) == ["closed"]
    clock.move_to(row_of(booked).end)
    lay_past_aside()
    lay_past_aside()
    assert needs(employee, booked) is None
    assert [event.data["reasons"] for event in emitted(NEWS)] == [["closed"], []]


def test_the_staff_accept_it_with_a_reason_that_the_staff_read(booked, employee, customer, emitted):
    reply = employee.post(url_of(booked, "accept"), WHY)
    assert (reply.status_code, reply.json()) == (200, booked)
    row = row_of(booked)
    assert (row.attention, list(row.accepted)) == (None, ["closed"])
    line = AppointmentTransition.objects.order_by("id").last()
    assert (line.from_status, line.to_status, line.actor_id) == ("pending", "pending", employee.account_id)
    lines = [client.get(url_of(booked, "history")).json()["results"][-1] for client in (employee, customer)]
    assert [one["reason"] for one in lines] == ["accepted, closed: The owner opens for them.", ""]
    assert emitted(NEWS)[-1].data["reasons"] == []


def test_what_was_accepted_does_not_come_back_for_the_same_facts(booked, admin, employee, emitted):
    employee.post(url_of(booked, "accept"), WHY)
    hours = [{"weekday": day, "opens": "06:00", "closes": "18:00"} for day in range(7)]
    admin.put(f"{URL}opening-hours/", {"periods": hours})
    admin.post(CLOSURES, {**MORNING, "reason": "Once more"})
    assert needs(employee, booked) is None
    assert len(emitted(NEWS)) == 2


def test_it_comes_back_for_others(booked, admin, employee, off):
    employee.post(url_of(booked, "accept"), WHY)
    off(booked)
    assert needs(employee, booked) == ["technician_not_at_work"]
    admin.post(CLOSURES, {**MORNING, "start": "2026-11-24T06:00:00Z"})
    assert needs(employee, booked) == ["technician_not_at_work"]


def test_it_comes_back_when_more_of_its_time_is_lost(workshop, book, customer, admin, employee):
    workshop()
    booked = book(customer, EIGHT)
    admin.post(CLOSURES, {**MORNING, "end": "2026-11-24T07:30:00Z"})
    employee.post(url_of(booked, "accept"), WHY)
    assert needs(employee, booked) is None
    admin.post(CLOSURES, {**MORNING, "start": "2026-11-24T07:30:00Z"})
    assert needs(employee, booked) == ["closed"]
    assert row_of(booked).accepted is None


def test_it_comes_back_when_it_had_ended(workshop, book, customer, admin, employee):
    workshop()
    booked = book(customer, EIGHT)
    for is_active in (False, True, False):
        admin.patch(LOCATION, {"is_active": is_active})
        if not is_active:
            assert needs(employee, booked) == ["location_inactive"]
            employee.post(url_of(booked, "accept"), WHY)
        assert needs(employee, booked) is None


def test_a_part_of_it_can_be_accepted(booked, employee, off):
    off(booked)
    reply = employee.post(url_of(booked, "accept"), {**WHY, "reasons": ["closed", "bay_unsuitable"]})
    assert reply.json()["needs_attention"] == ["technician_not_at_work"]
    reply = employee.post(url_of(booked, "accept"), {**WHY, "reasons": ["closed"]})
    assert (reply.status_code, reply.json()["code"]) == (409, "needs_no_attention")
    assert reply.json()["needs_attention"] == ["technician_not_at_work"]


@pytest.mark.parametrize(
    ("body", "code"),
    [({}, "required"), ({"reason": ""}, "blank"), ({**WHY, "reasons": ["rain"]}, "invalid_choice")],
)
def test_a_reason_is_given_and_is_one(booked, employee, body, code):
    reply = employee.post(url_of(booked, "accept"), body)
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, code)
    assert needs(employee, booked) == ["closed"]


def test_a_retry_accepts_once_and_customers_do_not(booked, employee, customer):
    assert customer.post(url_of(booked, "accept"), WHY).status_code == 403
    key = {"Idempotency-Key": "accepted"}
    first, second = (employee.post(url_of(booked, "accept"), WHY, headers=key) for _ in range(2))
    assert first.content == second.content
    assert row_of(booked).transitions.count() == 2
    assert employee.post(url_of(booked, "accept"), WHY).json()["code"] == "needs_no_attention"
