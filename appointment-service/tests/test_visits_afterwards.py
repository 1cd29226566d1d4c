"""What becomes of a visit of several services: held, moved, given away, looked through, shown."""

from datetime import datetime
from uuid import UUID

import pytest

from appointments.models import Allocation, Appointment, Hold
from resources.models import Bay, ServiceType
from tests.rows import of_the_workshop, row_of
from tests.urls import URL, url_of
from tests.visits import BOTH, EIGHT, HALF_PAST_NINE, NINE, column, slots_of, taken_by

pytestmark = pytest.mark.django_db
PAINTING, BOTH_SKILLS = (("painting", None),), (("mechanics", None), ("painting", None))
AND_PAINT = ["oil-change", "paint"]
TEN = "2026-11-24T09:00:00Z"


@pytest.fixture
def painted(workshop, also_offered, hire):
    """A workshop in which a painter does the second service, and the painter."""
    workshop(bays=3, technicians=2)
    also_offered(code="paint", name="Paint", required_skill="painting")
    return hire(skills=PAINTING)


@pytest.fixture
def hold():
    def hold(client, services=BOTH, start=EIGHT, **more):
        reply = client.post(f"{URL}holds/", {"services": services, "start": start, **more})
        assert reply.status_code == 201, reply.json()
        return reply.json()

    return hold


@pytest.mark.shows("AP25")
@pytest.mark.parametrize("at_once", [False, True])
def test_what_is_held_is_booked_as_it_was_held(
    workshop, also_offered, hold, visit, try_visit, customer, stranger, at_once
):
    workshop(technicians=2)
    also_offered()
    held = hold(customer, at_once=at_once)
    assert (held["service_type"], held["services"], held["at_once"]) == ("oil-change", BOTH, at_once)
    assert held["end"] == (NINE if at_once else HALF_PAST_NINE)
    taken = Allocation.objects.count()
    assert taken == 3
    assert try_visit(stranger).json()["code"] == "slot_taken"
    booked = visit(customer, at_once=at_once, hold_id=held["id"])
    assert column(booked, "service_type") == BOTH
    assert not Hold.objects.exists()
    assert of_the_workshop().count() == taken


@pytest.mark.parametrize(
    "asked",
    [
        {"services": ["tyre-change", "oil-change"]},
        {"services": ["oil-change"]},
        {"services": [*BOTH, "tyre-change"]},
        {"at_once": True},
        {"start": NINE},
    ],
)
def test_a_hold_of_something_else_is_no_hold_of_it(workshop, also_offered, hold, try_visit, customer, asked):
    workshop(technicians=2)
    also_offered()
    held = hold(customer)
    reply = try_visit(customer, **{"hold_id": held["id"], **asked})
    assert (reply.status_code, reply.json()["code"]) == (409, "hold_mismatch")
    assert (reply.json()["services"], reply.json()["at_once"]) == (BOTH, False)
    assert Hold.objects.count() == 1
    assert not Appointment.objects.exists()


@pytest.mark.shows("AP25")
def test_it_is_moved_as_a_whole_or_stays(painted, visit, book, customer, stranger, emitted):
    booked = visit(customer, services=AND_PAINT)
    book(stranger, TEN, service_type="paint")
    before = taken_by(booked)
    refused = customer.post(url_of(booked, "reschedule"), {"start": NINE})
    assert (refused.status_code, refused.json()["code"]) == (409, "slot_taken")
    assert taken_by(booked) == before

    reply = customer.post(url_of(booked, "reschedule"), {"start": TEN})
    moved = reply.json()
    assert (reply.status_code, column(moved, "start")) == (200, [TEN, "2026-11-24T10:00:00Z"])
    assert row_of(booked).services[1]["start"] == "2026-11-24T10:00:00Z"
    assert moved["end"] == "2026-11-24T10:30:00Z"
    (event,) = emitted("appointment.rescheduled.v1")
    assert event.data["services"] == moved["services"]


def test_what_is_done_at_once_is_moved_so(workshop, also_offered, visit, customer):
    workshop(technicians=2)
    also_offered()
    booked = visit(customer, at_once=True)
    moved = customer.post(url_of(booked, "reschedule"), {"start": TEN}).json()
    assert column(moved, "start") == [TEN] * 2


def test_who_comes_on_another_day_is_given_all_of_it_from_now_on(painted, visit, customer, admin, clock):
    booked = visit(customer, services=AND_PAINT)
    admin.post(url_of(booked, "confirm"))
    clock.move_to(datetime.fromisoformat("2026-11-23T18:00:00Z"))  # nobody is at work
    reply = admin.post(url_of(booked, "check-in"), {"override_reason": "They were near."})
    assert reply.status_code == 200, reply.json()
    assert column(reply.json(), "start") == ["2026-11-23T18:00:00Z", "2026-11-23T19:00:00Z"]
    assert [one[2:] for one in taken_by(booked) if one[0] == "technician"] == [
        ("18:00", "19:00"),
        ("19:00", "19:30"),
    ]


@pytest.mark.shows("AP25")
def test_one_service_of_it_is_given_to_somebody_else(painted, visit, hire, customer, foreman, emitted):
    booked = visit(customer, services=AND_PAINT)
    other = hire(skills=PAINTING)
    body = {"employee_id": str(other), "position": 2}
    reply = foreman.post(url_of(booked, "assign"), body)
    assert reply.status_code == 200, reply.json()
    assert column(reply.json(), "employee_id") == [booked["employee_id"], str(other)]
    row = row_of(booked)
    assert (row.employee_id, row.other_employee_ids) == (UUID(booked["employee_id"]), [other])
    assert ("technician", str(other), "08:00", "08:30") in taken_by(booked)
    (event,) = emitted("appointment.assigned.v1")
    assert (event.data["employee_id"], event.data["previous_employee_id"]) == (str(other), str(painted))
    assert (event.data["position"], event.data["services"]) == (2, reply.json()["services"])
    history = foreman.get(url_of(booked, "history")).json()["results"]
    assert history[-1]["reason"].startswith("Paint assigned to ")


@pytest.mark.parametrize(
    ("position", "code"), [(None, "unskilled"), (1, "unskilled"), (3, "unknown"), (0, "min_value")]
)
def test_which_one_is_meant_is_counted_from_the_first(
    painted, visit, hire, customer, foreman, position, code
):
    booked = visit(customer, services=AND_PAINT)
    named = {} if position is None else {"position": position}
    body = {"employee_id": str(hire(skills=PAINTING)), **named}
    reply = foreman.post(url_of(booked, "assign"), body)
    assert code in {reply.json()["code"], *(one["code"] for one in reply.json().get("errors", []))}
    assert row_of(booked).other_employee_ids == [painted]


def test_who_does_one_at_once_cannot_do_another(workshop, also_offered, visit, customer, foreman):
    workshop(technicians=2)
    also_offered()
    booked = visit(customer, at_once=True)
    body = {"employee_id": column(booked, "employee_id")[0], "position": 2}
    reply = foreman.post(url_of(booked, "assign"), body)
    assert (reply.status_code, reply.json()["code"]) == (409, "busy")


def test_who_does_one_may_do_the_next_too(painted, visit, hire, customer, foreman):
    booked = visit(customer, services=AND_PAINT)
    both = str(hire(skills=BOTH_SKILLS))
    for position in (1, 2):
        body = {"employee_id": both, "position": position}
        assert foreman.post(url_of(booked, "assign"), body).status_code == 200
    row = row_of(booked)
    assert (str(row.employee_id), row.other_employee_ids) == (both, [])


@pytest.mark.shows("AP25")
def test_whoever_does_any_of_it_finds_it(painted, visit, book, hire, customer, employee):
    booked = visit(customer, services=AND_PAINT)
    book(customer, EIGHT)
    for who in column(booked, "employee_id"):
        found = employee.get(URL, {"employee_id": who}).json()["results"]
        assert [one["id"] for one in found] == [booked["id"]]
    assert len(employee.get(URL).json()["results"]) == 2


@pytest.mark.shows("AP25")
def test_it_needs_attention_for_each_of_its_services(painted, visit, hire, customer, foreman, emitted):
    booked = visit(customer, services=AND_PAINT)
    hire(employee_id=painted, skills=PAINTING, version=1, is_active=False)

    shown = foreman.get(url_of(booked)).json()
    assert shown["needs_attention"] == ["technician_gone"]
    assert row_of(booked).attention == {"technician_gone": str(painted)}
    listed = foreman.get(URL, {"technician_is_active": "false"}).json()["results"]
    assert [one["id"] for one in listed] == [booked["id"]]

    colleague = hire(skills=BOTH_SKILLS)
    for position, left in ((1, ["technician_gone"]), (2, None)):
        body = {"employee_id": str(colleague), "position": position}
        assert foreman.post(url_of(booked, "assign"), body).json()["needs_attention"] == left
    assert [event.data["reasons"] for event in emitted("appointment.needs_attention.v1")] == [
        ["technician_gone"],
        [],
    ]


def test_a_service_that_changes_concerns_each_visit_that_it_is_a_part_of(painted, visit, customer, admin):
    booked = visit(customer, services=AND_PAINT)
    paint = ServiceType.objects.get(code="paint")
    admin.patch(f"{URL}service-types/{paint.id}/", {"bay_kind": "booth"})
    assert admin.get(url_of(booked)).json()["needs_attention"] == ["bay_unsuitable"]
    admin.patch(f"{URL}service-types/{paint.id}/", {"required_skill": "spraying"})
    assert admin.get(url_of(booked)).json()["needs_attention"] == ["bay_unsuitable", "technician_unskilled"]


def test_whoever_does_one_of_two_is_away_during_it_or_not(painted, visit, hire, customer, admin):
    booked = visit(customer, services=AND_PAINT)
    off = [{"start": EIGHT, "end": NINE}]
    hire(employee_id=painted, skills=PAINTING, version=1, time_off=off)
    assert admin.get(url_of(booked)).json()["needs_attention"] is None
    off = [{"start": EIGHT, "end": "2026-11-24T08:01:00Z"}]
    hire(employee_id=painted, skills=PAINTING, version=2, time_off=off)
    assert admin.get(url_of(booked)).json()["needs_attention"] == ["technician_not_at_work"]


@pytest.mark.shows("AP25")
def test_a_closure_that_hits_one_of_its_services_moves_all_of_it(painted, visit, customer, admin):
    booked = visit(customer, services=AND_PAINT)
    end = "2026-11-24T11:00:00Z"
    closure = admin.post(
        f"{URL}closures/", {"start": "2026-11-24T08:15:00Z", "end": end, "reason": "Storm"}
    ).json()
    assert [one["id"] for one in closure["bookings"]] == [booked["id"]]
    (moved,) = admin.post(f"{URL}closures/{closure['id']}/move-bookings/", {}).json()["results"]
    assert (moved["outcome"], moved["new_start"]) == ("moved", end)
    shown = admin.get(url_of(booked)).json()
    assert column(shown, "start") == [end, "2026-11-24T12:00:00Z"]
    assert column(shown, "employee_id") == column(booked, "employee_id")
    assert shown["needs_attention"] is None


def test_finished_work_has_used_what_it_began(painted, visit, customer, admin, clock, deliver, example):
    booked = visit(customer, services=AND_PAINT)
    admin.post(url_of(booked, "confirm"))
    clock.move_to(datetime.fromisoformat(EIGHT))
    assert admin.post(url_of(booked, "check-in")).status_code == 200
    clock.move_to(datetime.fromisoformat("2026-11-24T07:30:00Z"))
    news = example("project.status_changed.v1", "vehicleandproject-service")
    ready = {**news, "appointment_id": booked["id"], "status": "ready", "reason": ""}
    assert deliver("project.status_changed.v1", ready, subject=ready["project_id"]) == "handled"
    kinds = [(one[0], one[2], one[3][:5]) for one in taken_by(booked)]
    assert kinds == [("bay", "07:00", "07:30"), ("technician", "07:00", "07:30")]


def test_bays_are_named_where_there_are_several(workshop, also_offered, visit, customer):
    workshop(technicians=1)
    pit = Bay.objects.create(name="Pit", kind="pit")
    also_offered(code="exhaust", name="Exhaust", bay_kind="pit")
    booked = visit(customer, services=["oil-change", "exhaust"])
    assert column(booked, "bay_id")[1] == str(pit.id)
    assert "2026-11-24T07:30:00Z" not in slots_of(customer, ["exhaust"])


def test_what_an_older_replica_wrote_says_nothing_of_services_and_is_moved_and_given_away_all_the_same(
    workshop, book, hold, hire, customer, foreman
):
    workshop(technicians=2, bays=2)
    booked, held = book(customer, EIGHT), hold(customer, ["oil-change"])
    Appointment.objects.update(services=[])
    Hold.objects.update(services=[])
    assert customer.get(f"{URL}holds/{held['id']}/").json()["services"] == ["oil-change"]
    book(customer, EIGHT, hold_id=held["id"])

    other = str(hire())
    assigned = foreman.post(url_of(booked, "assign"), {"employee_id": other}).json()
    assert [(one["name"], one["employee_id"]) for one in assigned["services"]] == [("Oil change", other)]
    Appointment.objects.filter(pk=booked["id"]).update(services=[])
    moved = customer.post(url_of(booked, "reschedule"), {"start": TEN}).json()
    assert column(moved, "start") == [TEN]


def test_a_visit_counts_once_towards_what_a_customer_may_have(
    workshop, also_offered, visit, try_visit, customer
):
    workshop(policy={"max_open_per_customer": 2, "max_per_day_per_customer": 2})
    also_offered()
    visit(customer)
    visit(customer, TEN)
    assert try_visit(customer, "2026-11-24T11:00:00Z").json()["code"] == "too_many_open"
