"""GET|POST /api/v1/projects/{id}/etas/."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from chassis.testing.parallel import at_the_same_time
from projects.models import Project, ProjectEta
from tests.answers import answered
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db


def at(project):
    return f"{PROJECTS}{project['id']}/etas/"


def in_days(days):
    return (timezone.now() + timedelta(days=days)).replace(microsecond=0).isoformat().replace("+00:00", "Z")


@pytest.mark.shows("PR17")
def test_each_eta_is_kept_and_its_change_published(approved, employee, customer, emitted, example):
    first, second = in_days(1), in_days(2)
    said = employee.post(at(approved), {"ready_at": first})
    assert said.status_code == 201
    changed = answered(employee.post(at(approved), {"ready_at": second, "reason": "The pads are late."}))
    assert changed["actor_id"] == str(employee.account_id)
    assert (changed["reason"], changed["reason_visibility"]) == ("The pads are late.", "customer")
    assert customer.get(at(approved)).json()["results"] == [changed, said.json()]
    assert [eta["ready_at"] for eta in (changed, said.json())] == [second, first]
    assert customer.get(f"{PROJECTS}{approved['id']}/").json()["ready_at"] == second
    assert Project.objects.get().ready_at == datetime.fromisoformat(second)
    before, event = emitted("project.eta_changed.v1")
    assert (before.data["ready_at"], before.data["previous_ready_at"]) == (first, None)
    assert event.subject == approved["id"]
    assert event.data.keys() == example(event.name).keys()
    expected = {
        "project_id": approved["id"],
        "customer_id": approved["customer_id"],
        "vehicle_id": approved["vehicle_id"],
        "location_id": approved["location_id"],
        "title": approved["title"],
        "ready_at": second,
        "previous_ready_at": first,
        "time_zone": "Europe/Berlin",
        "reason": "The pads are late.",
        "reason_visibility": "customer",
    }
    assert event.data == expected


def test_nothing_is_said_before_it_is_said(approved, customer):
    assert approved["ready_at"] is None
    assert customer.get(at(approved)).json()["results"] == []


@pytest.mark.shows("PR17")
def test_a_change_needs_a_reason(approved, employee, emitted):
    answered(employee.post(at(approved), {"ready_at": in_days(1)}))
    refused = employee.post(at(approved), {"ready_at": in_days(2)})
    assert refused.status_code == 400
    assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [("reason", "required")]
    assert ProjectEta.objects.count() == len(emitted("project.eta_changed.v1")) == 1


def test_the_instant_that_stands_changes_nothing(approved, employee, colleague, emitted):
    instant = in_days(1)
    said = answered(employee.post(at(approved), {"ready_at": instant}))
    again = colleague.post(at(approved), {"ready_at": instant, "reason": "Still so."})
    assert (again.status_code, again.json()) == (201, said)
    assert ProjectEta.objects.count() == len(emitted("project.eta_changed.v1")) == 1


@pytest.mark.shows("PR17")
def test_a_reason_among_the_staff_is_not_for_the_customer(approved, employee, customer):
    reason = {"reason": "The apprentice broke it.", "visibility": "internal"}
    said = answered(employee.post(at(approved), {"ready_at": in_days(1), **reason}))
    assert employee.get(at(approved)).json()["results"] == [said]
    assert customer.get(at(approved)).json()["results"] == [{**said, "reason": ""}]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("rejected", "project_over"),
        ("cancelled", "project_over"),
        ("delivered", "project_over"),
        ("closed", "project_over"),
        ("ready", "ready_already"),
    ],
)
def test_of_what_is_done_or_over_nobody_says_when(approved, employee, emitted, status, code):
    Project.objects.update(status=status)
    refused = employee.post(at(approved), {"ready_at": in_days(1)})
    assert (refused.status_code, refused.json()["code"]) == (409, code)
    assert refused.json()["project_status"] == status
    assert not ProjectEta.objects.exists()
    assert not emitted("project.eta_changed.v1")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"ready_at": "tomorrow"}, "ready_at", "invalid"),
        ({"ready_at": in_days(-1)}, "ready_at", "in_past"),
        ({"ready_at": in_days(732)}, "ready_at", "too_far_ahead"),
        ({"ready_at": None}, "ready_at", "null"),
        ({"reason": "x" * 501}, "reason", "max_length"),
        ({"visibility": "all"}, "visibility", "invalid_choice"),
    ],
)
def test_what_is_not_well_formed_is_named(approved, employee, changes, field, code):
    refused = employee.post(at(approved), {"ready_at": in_days(1), **changes})
    assert refused.status_code == 400
    assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [(field, code)]
    assert not ProjectEta.objects.exists()


def test_customers_read_and_strangers_find_nothing(approved, customer, stranger):
    assert customer.post(at(approved), {"ready_at": in_days(1)}).status_code == 403
    assert stranger.get(at(approved)).status_code == 404


def test_a_repeated_key_says_it_once(approved, employee):
    body = {"ready_at": in_days(1)}
    for _ in range(2):
        answered(employee.post(at(approved), body, headers={"Idempotency-Key": "k"}))
    assert ProjectEta.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_each_names_the_one_before_it(approved, employee, emitted):
    say = [
        lambda days=days: employee.post(at(approved), {"ready_at": in_days(days), "reason": "Late."})
        for days in range(1, 9)
    ]
    assert {reply.status_code for reply in at_the_same_time(*say)} == {201}
    said = list(ProjectEta.objects.order_by("id").values_list("ready_at", flat=True))
    events = emitted("project.eta_changed.v1")
    previous = [event.data["previous_ready_at"] for event in events]
    assert [None, *(event.data["ready_at"] for event in events)][:-1] == previous
    assert Project.objects.get().ready_at == datetime.fromisoformat(events[-1].data["ready_at"])
    assert len(said) == 8
