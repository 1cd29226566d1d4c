"""GET and POST /api/v1/employees/{id}/time-off/, and POST employees/time-off/{id}/<verb>/."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from employees.models import TimeOff

pytestmark = pytest.mark.django_db
URL = "/api/v1/employees/"
START, END = "2026-12-14T00:00:00+01:00", "2026-12-19T00:00:00+01:00"
WEEK = {"start": START, "end": END}
SPAN = {"start": "2026-12-13T23:00:00Z", "end": "2026-12-18T23:00:00Z"}
LATER = {"start": "2027-03-01T08:00:00Z", "end": "2027-03-01T12:00:00Z"}
VERBS = ("approve", "reject", "cancel")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture
def office(api):
    return api.as_employee(groups=["office"])


@pytest.fixture
def identity(hire, employee):
    return hire(employee)


@pytest.fixture
def request_of():
    """`request_of(employee)` is what they asked for."""

    def requested(client, body=WEEK):
        reply = client.post(url(client.account_id), body)
        assert reply.status_code == 201, reply.json()
        return reply.json()

    return requested


def url(employee_id):
    return f"{URL}{employee_id}/time-off/"


def decide(client, time_off, verb, body=None, **headers):
    return client.post(f"{URL}time-off/{time_off['id']}/{verb}/", body, **headers)


def test_an_employee_asks_and_it_waits(identity, employee, emitted):
    published = len(emitted())
    reply = employee.post(url(identity), {**WEEK, "note": "In the mountains."})
    assert reply.status_code == 201
    asked = reply.json()
    assert asked == {
        "id": asked["id"], "employee_id": identity, **SPAN, "note": "In the mountains.", "status": "pending",
        "requested_by": identity, "decided_by": None, "decided_at": None, "reason": "",
        "created_at": asked["created_at"], "updated_at": asked["updated_at"],
    }  # fmt: skip
    row = TimeOff.objects.get()
    assert (str(row.id), row.status, row.start) == (
        asked["id"], "pending", datetime(2026, 12, 13, 23, tzinfo=UTC),
    )  # fmt: skip
    assert employee.get(url(identity)).json()["results"] == [asked]
    assert employee.get(f"{URL}time-off/").json()["results"] == [asked]
    assert len(emitted()) == published


def test_one_may_ask_before_the_news_of_the_account(employee, request_of):
    assert request_of(employee)["status"] == "pending"


@pytest.mark.parametrize("may", ["admin", "office"])
def test_it_counts_once_somebody_else_approved_it(
    identity, employee, request_of, request, may, emitted, example
):
    manager, asked, _ = request.getfixturevalue(may), request_of(employee), request_of(employee, LATER)
    reply = decide(manager, asked, "approve")
    assert reply.status_code == 200
    approved = reply.json()
    assert (approved["status"], approved["decided_by"]) == ("approved", str(manager.account_id))
    assert approved["decided_at"] is not None
    assert employee.get(url(identity)).json()["results"][1] == approved
    event = emitted()[-1]
    assert (event.name, event.subject) == ("employee.changed.v1", identity)
    assert event.data["time_off"] == [SPAN]
    assert event.data["time_off"][0].keys() == example(event.name)["time_off"][0].keys()
    assert event.changes == {f"time_off.{asked['id']}": ["pending", "approved"]}


def test_what_is_entered_for_others_counts_at_once(identity, office, emitted):
    reply = office.post(url(identity), WEEK)
    assert (reply.status_code, reply.json()["status"]) == (201, "approved")
    manager = str(office.account_id)
    assert (reply.json()["requested_by"], reply.json()["decided_by"]) == (manager, manager)
    assert emitted()[-1].data["time_off"] == [SPAN]
    assert emitted()[-1].subject == identity


def test_a_rejected_request_says_why_and_counts_for_nothing(identity, employee, office, request_of, emitted):
    asked, published = request_of(employee), len(emitted())
    reply = decide(office, asked, "reject", {"reason": "Two others are away."})
    assert (reply.status_code, reply.json()["status"], reply.json()["reason"]) == (
        200, "rejected", "Two others are away.",
    )  # fmt: skip
    assert employee.get(url(identity)).json()["results"] == [reply.json()]
    assert len(emitted()) == published


def test_time_off_that_is_cancelled_counts_no_longer(identity, employee, office, request_of, emitted):
    asked = request_of(employee)
    decide(office, asked, "approve")
    reply = decide(employee, asked, "cancel")
    assert (reply.status_code, reply.json()["status"]) == (200, "cancelled")
    assert emitted()[-1].data["time_off"] == []
    assert emitted()[-1].changes == {f"time_off.{asked['id']}": ["approved", "cancelled"]}


def test_a_request_that_is_cancelled_is_no_news(employee, request_of, emitted):
    asked, published = request_of(employee), len(emitted())
    assert decide(employee, asked, "cancel").json()["status"] == "cancelled"
    assert len(emitted()) == published


@pytest.mark.parametrize(
    ("led_by", "allowed"),
    [
        ((), {"approve", "reject", "cancel"}),
        (("approve",), {"cancel"}),
        (("reject",), set()),
        (("cancel",), set()),
    ],
    ids=str,
)
@pytest.mark.parametrize("verb", VERBS)
def test_what_may_follow_what(employee, admin, request_of, emitted, led_by, allowed, verb):
    asked = request_of(employee)
    for each in led_by:
        decide(admin, asked, each)
    published, before = len(emitted()), TimeOff.objects.get().status
    reply = decide(admin, asked, verb)
    if verb in allowed:
        assert reply.status_code == 200
        return
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert set(reply.json()["allowed"]) == allowed
    assert TimeOff.objects.get().status == before
    assert len(emitted()) == published


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_nobody_decides_on_their_own_but_an_admin(hire, office, admin, request_of, emitted, verb):
    hire(office)
    asked, published = request_of(office), len(emitted())
    assert asked["status"] == "pending"
    reply = decide(office, asked, verb)
    assert (reply.status_code, reply.json()["code"]) == (403, "own_time_off")
    assert TimeOff.objects.get().status == "pending"
    assert len(emitted()) == published
    own = request_of(admin)
    assert own["status"] == "pending"
    assert decide(admin, own, verb).status_code == 200


@pytest.mark.parametrize("verb", VERBS)
def test_a_colleague_neither_sees_nor_moves_it(identity, employee, colleague, request_of, emitted, verb):
    asked, published = request_of(employee), len(emitted())
    assert decide(colleague, asked, verb).status_code == (404 if verb == "cancel" else 403)
    assert colleague.get(url(identity)).status_code == 404
    assert colleague.post(url(identity), LATER).status_code == 404
    assert colleague.get(f"{URL}time-off/").json()["results"] == []
    assert TimeOff.objects.get().status == "pending"
    assert len(emitted()) == published


def test_a_customer_may_not(identity, customer, api):
    for client, status in ((customer, 403), (api, 401)):
        assert client.get(url(identity)).status_code == status
        assert client.post(url(identity), WEEK).status_code == status
    assert not TimeOff.objects.exists()


def test_one_takes_back_ones_own_until_it_has_begun(identity, employee, office, request_of, emitted, clock):
    asked = request_of(employee)
    decide(office, asked, "approve")
    clock.move_to(datetime(2026, 12, 13, 23, tzinfo=UTC), tick=False)
    published = len(emitted())
    reply = decide(employee, asked, "cancel")
    assert (reply.status_code, reply.json()["code"], reply.json()["start"]) == (
        409, "time_off_begun", SPAN["start"],
    )  # fmt: skip
    assert len(emitted()) == published
    assert decide(office, asked, "cancel").status_code == 200
    again = request_of(employee)
    assert decide(employee, again, "cancel").status_code == 200


def test_one_second_before_it_begins_one_still_does(identity, employee, office, request_of, clock):
    asked = request_of(employee)
    decide(office, asked, "approve")
    clock.move_to(datetime(2026, 12, 13, 22, 59, 59, tzinfo=UTC), tick=False)
    assert decide(employee, asked, "cancel").status_code == 200


def test_only_what_is_not_over_is_published(identity, office, emitted, clock):
    office.post(url(identity), WEEK)
    office.post(url(identity), {"start": "2026-11-25T23:00:00Z", "end": "2026-11-26T09:30:00Z"})
    office.post(url(identity), {"start": "2026-11-02T23:00:00Z", "end": "2026-11-03T23:00:00Z"})
    assert [span["end"] for span in emitted()[-1].data["time_off"]] == ["2026-11-26T09:30:00Z", SPAN["end"]]
    clock.move_to(datetime(2026, 12, 18, 23, tzinfo=UTC), tick=False)
    office.post(url(identity), LATER)
    assert emitted()[-1].data["time_off"] == [LATER]


@pytest.mark.parametrize("first", ["pending", "approved"])
def test_what_overlaps_is_refused(identity, employee, office, request_of, emitted, first):
    asked = request_of(employee)
    if first == "approved":
        decide(office, asked, "approve")
    published, body = len(emitted()), {"start": "2026-12-18T22:59:00Z", "end": "2026-12-20T00:00:00Z"}
    for client in (employee, office):
        reply = client.post(url(identity), body)
        assert (reply.status_code, reply.json()["code"]) == (409, "time_off_overlaps")
    assert TimeOff.objects.count() == 1
    assert len(emitted()) == published


def test_what_touches_or_is_somebody_elses_or_went_is_not_in_the_way(
    hire, identity, employee, office, request_of
):
    asked = request_of(employee)
    touching = {"start": SPAN["end"], "end": "2026-12-20T00:00:00Z"}
    assert request_of(employee, touching)["status"] == "pending"
    assert office.post(url(hire()), WEEK).status_code == 201
    decide(office, asked, "reject")
    assert request_of(employee)["status"] == "pending"


def test_the_database_keeps_time_off_apart(identity, employee, request_of):
    request_of(employee)
    row = TimeOff.objects.get()
    with pytest.raises(IntegrityError, match="time_off_does_not_overlap"), transaction.atomic():
        TimeOff.objects.create(
            employee=row.employee, start=row.start, end=row.end, status="approved", requested_by=new_id()
        )
    with pytest.raises(IntegrityError, match="time_off_has_a_status"), transaction.atomic():
        TimeOff.objects.update(status="asked")
    with pytest.raises(IntegrityError, match="time_off_ends_after_it_starts"), transaction.atomic():
        TimeOff.objects.update(end=row.start)


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"start": START}, "end", "required"),
        ({"start": "2026-12-14", "end": END}, "start", "invalid"),
        ({"start": "2026-12-14T00:00:00", "end": END}, "start", "no_offset"),
        ({"start": END, "end": START}, "end", "not_after_start"),
        ({"start": START, "end": START}, "end", "not_after_start"),
        ({"start": START, "end": "2029-12-17T00:00:00+01:00"}, "end", "too_long"),
        ({**WEEK, "note": "x" * 501}, "note", "max_length"),
        ({**WEEK, "status": "approved"}, "status", "unknown_field"),
    ],
)
def test_what_is_no_time_off_is_refused(identity, employee, body, field, code):
    reply = employee.post(url(identity), body)
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, code)]
    assert not TimeOff.objects.exists()


def test_there_is_a_limit_of_what_is_ahead(identity, employee, office, request_of, monkeypatch):
    monkeypatch.setattr("employees.actions.time_off.MOST_TIME_OFF", 1)
    office.post(url(identity), {"start": "2026-11-02T23:00:00Z", "end": "2026-11-03T23:00:00Z"})
    request_of(employee)
    reply = employee.post(url(identity), LATER)
    assert (reply.status_code, reply.json()["code"], reply.json()["most"]) == (409, "too_much_time_off", 1)
    assert TimeOff.objects.count() == 2


def test_lists_are_filtered_and_ordered(hire, identity, employee, office, request_of):
    first, later = request_of(employee), request_of(employee, LATER)
    office.post(url(hire()), WEEK)
    of_one = url(identity)
    assert found(employee.get(of_one)) == [later["id"], first["id"]]
    assert found(employee.get(of_one, {"ordering": "start"})) == [first["id"], later["id"]]
    assert found(employee.get(of_one, {"ends_after": SPAN["end"]})) == [later["id"]]
    assert found(employee.get(of_one, {"starts_before": LATER["start"]})) == [first["id"]]
    decide(office, first, "approve")
    assert found(employee.get(of_one, {"status": "pending"})) == [later["id"]]
    assert found(office.get(f"{URL}time-off/", {"status": "pending"})) == [later["id"]]
    assert len(found(office.get(f"{URL}time-off/"))) == 3


def test_of_an_unknown_employee_there_is_none(admin):
    assert admin.get(url(new_id())).status_code == 404
    assert admin.post(url(new_id()), WEEK).status_code == 404
    assert decide(admin, {"id": new_id()}, "approve").status_code == 404


def test_a_retry_asks_and_decides_once(identity, employee, office, emitted):
    key = {"Idempotency-Key": "once"}
    first, again = (employee.post(url(identity), WEEK, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert TimeOff.objects.count() == 1
    replies = [decide(office, first.json(), "approve", headers=key) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [200, 200]
    assert len([event for event in emitted() if event.data["time_off"]]) == 1


@pytest.mark.django_db(transaction=True)
def test_of_all_who_ask_for_the_same_days_at_once_one_is_heard(hire, employee, request_of):
    hire(employee)
    asking = [lambda: employee.post(url(employee.account_id), WEEK).status_code] * 8
    assert sorted(at_the_same_time(*asking)) == [201, *[409] * 7]
    assert TimeOff.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_all_that_are_approved_at_once_are_in_the_last_news(hire, employee, office, request_of, emitted):
    hire(employee)
    spans = [
        {"start": f"2027-03-0{day}T08:00:00Z", "end": f"2027-03-0{day}T12:00:00Z"} for day in range(1, 9)
    ]
    asked = [request_of(employee, span) for span in spans]
    decided = at_the_same_time(*[lambda one=one: decide(office, one, "approve").status_code for one in asked])
    assert decided == [200] * 8
    assert emitted()[-1].data["time_off"] == spans


def found(reply):
    assert reply.status_code == 200, reply.json()
    return [row["id"] for row in reply.json()["results"]]
