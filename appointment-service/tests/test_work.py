"""POST /api/v1/appointments/{id}/start/, complete/, cancel/, no-show/: the project leads."""

from datetime import UTC, datetime

import pytest

from appointments.statuses import CUSTOMERS_TRANSITIONS, HOLDING_CAPACITY, TRANSITIONS, Status
from chassis.models import new_id
from tests.rows import holds_capacity, row_of
from tests.urls import url_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"
PROJECTS = "/api/v1/projects/"
ILLEGAL = {
    "type": "/api/docs/errors/#illegal_transition",
    "title": "Conflict",
    "status": 409,
    "detail": "'start' is not possible while the project is on hold.",
    "code": "illegal_transition",
    "request_id": "of-the-upstream",
    "current_status": "on_hold",
    "allowed": ["resume", "cancel"],
}


@pytest.fixture
def checked_in(workshop, book, customer, employee, clock):
    workshop()
    booked = book(customer, EIGHT)
    employee.post(url_of(booked, "confirm"))
    clock.move_to(datetime(2026, 11, 24, 7, 0, tzinfo=UTC))
    return employee.post(url_of(booked, "check-in")).json()


@pytest.fixture
def project(upstream):
    """The upstream that has projects, and how one of them answers a verb."""
    there = upstream("vehicleandproject-service")
    there.answers = lambda verb, status: there.replies(
        "POST", f"{PROJECTS}{{project_id}}/{verb}/", {"status": status}
    )
    there.requests = lambda: [call for call in there.calls if call.path.startswith(PROJECTS)]
    return there


@pytest.fixture
def publish(deliver, example):
    """Let the project of an appointment tell that its status changed."""

    def publish(appointment, status, **changes):
        payload = {
            **example("project.status_changed.v1", "vehicleandproject-service"),
            "appointment_id": appointment["id"],
            "status": status,
            "reason": "",
            **changes,
        }
        return deliver("project.status_changed.v1", payload, subject=payload["project_id"])

    return publish


@pytest.fixture
def with_project(checked_in, deliver, example):
    payload = {
        **example("project.created.v1", "vehicleandproject-service"), "appointment_id": checked_in["id"],
    }  # fmt: skip
    deliver("project.created.v1", payload, subject=payload["project_id"])
    return {**checked_in, "project_id": payload["project_id"]}


@pytest.mark.parametrize(
    ("verb", "theirs", "answered", "shown"),
    [
        ("start", "start", "in_progress", "in_progress"),
        ("complete", "submit-for-quality-check", "quality_check", "in_progress"),
        ("cancel", "cancel", "cancelled", "cancelled"),
    ],
)
def test_what_is_to_happen_is_handed_to_the_project(
    with_project, employee, project, emitted, verb, theirs, answered, shown
):
    project.answers(theirs, answered)
    sent = {"reason": "The engine is broken."} if verb == "cancel" else None
    reply = employee.post(url_of(with_project, verb), sent)
    assert (reply.status_code, reply.json()) == (200, {**with_project, "status": shown})
    (call,) = project.requests()
    assert call.path == f"{PROJECTS}{with_project['project_id']}/{theirs}/"
    assert call.body == ({**sent, "visibility": "customer"} if sent else {})
    assert call.headers["Authorization"].startswith("Bearer ")
    assert row_of(with_project).status == "checked_in"
    names = {"appointment.started.v1", "appointment.completed.v1", "appointment.cancelled.v1"}
    assert not [event for event in emitted() if event.name in names]


@pytest.mark.parametrize("verb", ["start", "complete"])
def test_what_the_project_refuses_is_refused(with_project, employee, project, verb):
    theirs = "submit-for-quality-check" if verb == "complete" else verb
    project.replies("POST", f"{PROJECTS}{{project_id}}/{theirs}/", ILLEGAL, status=409)
    reply = employee.post(url_of(with_project, verb))
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert (reply.json()["current_status"], reply.json()["allowed"]) == ("on_hold", ["resume", "cancel"])
    assert row_of(with_project).status == "checked_in"


@pytest.mark.parametrize("verb", ["start", "complete", "cancel"])
def test_without_the_neighbour_nobody_can_say(with_project, employee, project, verb):
    project.down()
    reply = employee.post(url_of(with_project, verb), {"reason": "Why not."} if verb == "cancel" else None)
    assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert row_of(with_project).status == "checked_in"


def test_a_project_whose_news_have_not_come_is_asked_for(checked_in, employee, project):
    project_id = str(new_id())
    project.replies("GET", PROJECTS, {"next": None, "previous": None, "results": [{"id": project_id}]})
    project.answers("start", "in_progress")
    reply = employee.post(url_of(checked_in, "start"))
    assert (reply.status_code, reply.json()["project_id"]) == (200, project_id)
    assert [call.path for call in project.requests()] == [
        f"{PROJECTS}?appointment_id={checked_in['id']}",
        f"{PROJECTS}{project_id}/start/",
    ]


def test_while_there_is_no_project_yet_one_tries_again(checked_in, employee, project):
    project.replies("GET", PROJECTS, {"next": None, "previous": None, "results": []})
    reply = employee.post(url_of(checked_in, "start"))
    assert (reply.status_code, reply.json()["code"], reply["Retry-After"]) == (503, "no_work_order_yet", "1")


def test_a_retry_is_one_for_the_project_too(with_project, employee, project):
    project.answers("start", "in_progress")
    key = {"Idempotency-Key": "one-start"}
    first, second = (employee.post(url_of(with_project, "start"), headers=key) for _ in range(2))
    assert (second.status_code, second.content) == (200, first.content)
    assert [call.headers["Idempotency-Key"] for call in project.requests()] == ["one-start"]


def test_before_the_vehicle_is_here_there_is_nothing_to_start(workshop, book, customer, employee, project):
    workshop()
    reply = employee.post(url_of(book(customer, EIGHT), "start"))
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert "start" not in reply.json()["allowed"]
    assert not project.requests()


def test_the_appointment_follows_its_project(with_project, publish, clock, emitted, example, slots):
    publish(with_project, "in_progress")
    assert row_of(with_project).status == "in_progress"
    clock.move_to(datetime(2026, 11, 24, 7, 30, tzinfo=UTC))
    publish(with_project, "quality_check")
    assert (row_of(with_project).status, holds_capacity(with_project)) == ("in_progress", True)
    publish(with_project, "ready")
    assert row_of(with_project).status == "completed"
    for name in ("appointment.started.v1", "appointment.completed.v1"):
        (event,) = emitted(name)
        assert event.subject == with_project["id"]
        assert event.data.keys() == example(name).keys()
    publish(with_project, "delivered")
    assert len(emitted("appointment.completed.v1")) == 1


def test_what_it_took_up_ends_when_the_work_did_and_the_rest_is_free(with_project, publish, clock, slots):
    clock.move_to(datetime(2026, 11, 24, 7, 20, tzinfo=UTC), tick=False)
    publish(with_project, "ready")
    taken = row_of(with_project).allocations.all()
    assert {(use.during.lower, use.during.upper) for use in taken} == {
        (datetime(2026, 11, 24, 7, tzinfo=UTC), datetime(2026, 11, 24, 7, 20, tzinfo=UTC))
    }
    assert "2026-11-24T07:30:00Z" in slots("2026-11-24")


def test_finished_work_counts_when_work_is_shared_fairly(
    workshop, book, customer, employee, clock, publish, slots
):
    workshop(bays=3, technicians=3)
    clock.move_to(datetime(2026, 11, 24, 7, 0, tzinfo=UTC))
    who = set()
    for hour in (7, 8, 9):
        booked = book(customer, f"2026-11-24T{hour + 1:02}:00:00Z")
        who.add(booked["employee_id"])
        employee.post(url_of(booked, "confirm"))
        assert employee.post(url_of(booked, "check-in")).status_code == 200
        clock.move_to(datetime(2026, 11, 24, hour + 1, 30, tzinfo=UTC))
        publish(booked, "ready")
    assert len(who) == 3


@pytest.mark.parametrize(
    ("status", "reason", "visibility", "seen"),
    [
        ("cancelled", "The engine cannot be had.", "customer", "The engine cannot be had."),
        ("rejected", "He never pays.", "internal", ""),
    ],
)
def test_a_project_that_is_given_up_takes_the_appointment_with_it(
    with_project, publish, emitted, customer, status, reason, visibility, seen
):
    publish(with_project, status, reason=reason, reason_visibility=visibility)
    assert row_of(with_project).status == "cancelled"
    assert not row_of(with_project).allocations.exists()
    (event,) = emitted("appointment.cancelled.v1")
    assert (event.data["reason"], event.data["reason_visibility"]) == (reason, visibility)
    assert customer.get(url_of(with_project, "history")).json()["results"][-1]["reason"] == seen


def test_late_news_lead_nowhere_back(with_project, publish):
    publish(with_project, "ready")
    publish(with_project, "in_progress")
    assert row_of(with_project).status == "completed"


def test_news_of_projects_without_an_appointment_are_none_of_our_business(with_project, publish):
    assert publish(with_project, "ready", appointment_id=None) == "handled"
    assert row_of(with_project).status == "checked_in"


@pytest.mark.shows("AP20")
def test_nobody_has_missed_what_has_not_begun(workshop, book, customer, employee, clock, emitted, example):
    workshop()
    booked = book(customer, EIGHT)
    clock.move_to(datetime(2026, 11, 24, 6, 59, tzinfo=UTC), tick=False)
    reply = employee.post(url_of(booked, "no-show"))
    assert (reply.status_code, reply.json()["code"], reply.json()["start"]) == (409, "too_early", EIGHT)
    assert row_of(booked).status == "pending"
    assert not emitted("appointment.no_show.v1")
    clock.move_to(datetime(2026, 11, 24, 7, 0, tzinfo=UTC), tick=False)
    assert employee.post(url_of(booked, "no-show")).json() == {**booked, "status": "no_show"}
    assert not row_of(booked).allocations.exists()
    (event,) = emitted("appointment.no_show.v1")
    assert event.data.keys() == example(event.name).keys()


@pytest.mark.parametrize("action", ["start", "complete", "no-show"])
def test_a_customer_cannot(checked_in, customer, action):
    assert customer.post(url_of(checked_in, action)).status_code == 403
    assert row_of(checked_in).status == "checked_in"


def test_every_status_leads_somewhere_or_holds_nothing():
    assert set(TRANSITIONS.statuses()) == set(CUSTOMERS_TRANSITIONS.statuses()) == set(Status.values)
    for status in Status:
        assert bool(TRANSITIONS.verbs(status)) == (status in HOLDING_CAPACITY)


def test_a_customer_has_no_verb_that_the_staff_have_not():
    for status in Status:
        assert set(CUSTOMERS_TRANSITIONS.verbs(status)) <= set(TRANSITIONS.verbs(status))
