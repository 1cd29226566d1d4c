"""/api/v1/appointments/policies/."""

import pytest
from django.db import IntegrityError, transaction

from resources.models import Policy
from tests.urls import URL

pytestmark = pytest.mark.django_db
POLICIES = f"{URL}policies/"
USUAL = {
    "lead_minutes": 60,
    "horizon_days": 90,
    "max_open_per_customer": 5,
    "max_per_day_per_customer": None,
    "cancel_deadline_minutes": 120,
    "slot_step_minutes": 30,
    "reminder_minutes": [1440, 120],
    "allow_vehicle_overlap": False,
    "deposit_percent": 0,
}


def test_there_is_a_policy_before_anybody_sets_one(customer):
    assert customer.get(POLICIES).json() == USUAL
    assert not Policy.objects.exists()


def test_an_admin_changes_what_they_name(admin, customer):
    reply = admin.patch(POLICIES, {"horizon_days": 30})
    assert (reply.status_code, reply.json()) == (200, {**USUAL, "horizon_days": 30})
    assert Policy.objects.get().horizon_days == 30
    assert customer.get(POLICIES).json() == reply.json()


def test_one_changed_meanwhile_is_not_overwritten(admin):
    stale = admin.get(POLICIES)["ETag"]
    assert admin.patch(POLICIES, {"lead_minutes": 5}, headers={"If-Match": stale}).status_code == 200
    assert admin.patch(POLICIES, {"lead_minutes": 9}, headers={"If-Match": stale}).status_code == 412
    assert Policy.objects.get().lead_minutes == 5


@pytest.mark.parametrize("minutes", [[], [15], [43200, 1440, 60, 30, 15]])
def test_reminders_are_shown_the_earliest_first(admin, customer, minutes):
    reply = admin.patch(POLICIES, {"reminder_minutes": sorted(minutes)})
    assert (reply.status_code, reply.json()) == (200, {**USUAL, "reminder_minutes": minutes})
    assert Policy.objects.get().reminder_minutes == minutes
    assert customer.get(POLICIES).json() == reply.json()


@pytest.mark.parametrize(
    ("minutes", "code"),
    [
        ([14], "min_value"),
        ([43201], "max_value"),
        ([60, 120, 60], "given_twice"),
        ([20, 30, 40, 50, 60, 70], "max_length"),
        (60, "not_a_list"),
        (None, "null"),
        (["60"], "invalid"),
        ([60.5], "invalid"),
        ([None], "null"),
        ([10**20], "max_value"),
    ],
)
def test_reminders_that_cannot_be_are_refused(admin, minutes, code):
    reply = admin.patch(POLICIES, {"reminder_minutes": minutes})
    assert reply.status_code == 400
    (error,) = reply.json()["errors"]
    assert (error["field"].partition(".")[0].partition("[")[0], error["code"]) == ("reminder_minutes", code)
    assert not Policy.objects.exists()


@pytest.mark.parametrize("percent", [0, 1, 100])
def test_a_deposit_is_none_a_part_or_all_of_the_price(admin, customer, percent):
    reply = admin.patch(POLICIES, {"deposit_percent": percent})
    assert (reply.status_code, reply.json()) == (200, {**USUAL, "deposit_percent": percent})
    assert Policy.objects.get().deposit_percent == percent
    assert customer.get(POLICIES).json() == reply.json()


@pytest.mark.parametrize(
    ("percent", "code"), [(101, "max_value"), (-1, "min_value"), (12.5, "invalid"), (None, "null")]
)
def test_a_deposit_that_is_no_part_of_the_price_is_refused(admin, percent, code):
    reply = admin.patch(POLICIES, {"deposit_percent": percent})
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [("deposit_percent", code)]
    assert not Policy.objects.exists()


def test_the_database_keeps_no_such_deposit_either():
    with pytest.raises(IntegrityError), transaction.atomic():
        Policy.objects.create(deposit_percent=101)


@pytest.mark.parametrize("changes", [{"slot_step_minutes": 0}, {"lead_minutes": -1}, {"horizon_days": "far"}])
def test_one_that_cannot_be_is_refused(admin, changes):
    assert admin.patch(POLICIES, changes).status_code == 400
    assert not Policy.objects.exists()


def test_only_admins_set_it(employee, customer):
    for client in (employee, customer):
        assert client.patch(POLICIES, {"lead_minutes": 0}).status_code == 403
