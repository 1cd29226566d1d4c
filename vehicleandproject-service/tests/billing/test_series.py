"""The series of numbers."""

import pytest

from billing.models import CREDIT_NOTE_SERIES_ID, INVOICE_SERIES_ID, InvoiceSeries
from chassis.models import new_id
from tests.answers import answered
from tests.billing.rows import ready_work
from tests.urls import PROJECTS
from workshop.models import DEFAULT_LOCATION_ID, Location

pytestmark = pytest.mark.django_db

SERIES = f"{PROJECTS}invoice-series/"
FIRST = f"{SERIES}{INVOICE_SERIES_ID}/"


def test_a_series_begins_where_the_workshop_says(admin, customer, issue):
    changed = answered(admin.patch(FIRST, {"prefix": "B/", "first_number": 4711}))
    assert (changed["prefix"], changed["first_number"], changed["next_number"]) == ("B/", 4711, 4711)
    assert [issue(ready_work(customer.account_id))["name"] for _ in range(2)] == ["B/4711", "B/4712"]
    assert answered(admin.get(FIRST))["next_number"] == 4713


def test_once_something_was_issued_it_stays(admin, customer, issue):
    issue(ready_work(customer.account_id))
    for change in ({"prefix": "B/"}, {"first_number": 1}):
        reply = admin.patch(FIRST, change)
        assert (reply.status_code, reply.json()["code"]) == (409, "series_begun")
    assert InvoiceSeries.objects.get(pk=INVOICE_SERIES_ID).prefix == "INV-"


def test_a_further_series_takes_over_and_one_of_a_location_counts_there(admin, customer, issue):
    elsewhere = Location.objects.create(name="North", time_zone="UTC")
    here, there = {}, {"location_id": elsewhere.pk}
    names = [issue(ready_work(customer.account_id))["name"]]
    answered(admin.post(SERIES, {"kind": "invoice", "prefix": "2027-"}))
    names += [issue(ready_work(customer.account_id, **where))["name"] for where in (here, there)]
    own = {"kind": "invoice", "prefix": "N-", "location_id": str(elsewhere.pk), "first_number": 9}
    assert answered(admin.post(SERIES, own))["next_number"] == 9
    answered(admin.post(SERIES, {"kind": "invoice", "prefix": "2028-"}))
    names += [issue(ready_work(customer.account_id, **where))["name"] for where in (here, there)]
    assert names == ["INV-1", "2027-1", "2027-2", "2028-1", "N-9"]


def test_a_prefix_is_of_one_series(admin):
    reply = admin.post(SERIES, {"kind": "credit_note", "prefix": "INV-"})
    assert (reply.status_code, reply.json()["code"]) == (409, "prefix_taken")
    reply = admin.patch(f"{SERIES}{CREDIT_NOTE_SERIES_ID}/", {"prefix": "INV-"})
    assert (reply.status_code, reply.json()["code"]) == (409, "prefix_taken")


@pytest.mark.parametrize(
    "body",
    [
        {"prefix": "2027"},
        {"prefix": "INV 1-"},
        {"prefix": "Ä-"},
        {"prefix": "X" * 21},
        {"prefix": "X-", "first_number": 0},
        {"prefix": "X-", "location_id": str(new_id())},
    ],
)
def test_what_would_be_no_series_is_400(admin, body):
    assert admin.post(SERIES, {"kind": "invoice", **body}).status_code == 400
    assert InvoiceSeries.objects.count() == 2


def test_the_staff_read_them_and_admins_change_them(admin, employee, office, customer):
    assert [one["prefix"] for one in answered(employee.get(SERIES))["results"]] == ["CN-", "INV-"]
    found = answered(employee.get(SERIES, {"kind": "invoice"}))["results"]
    assert [one["id"] for one in found] == [str(INVOICE_SERIES_ID)]
    assert answered(employee.get(SERIES, {"location_id": str(DEFAULT_LOCATION_ID)}))["results"] == []
    assert customer.get(SERIES).status_code == customer.get(FIRST).status_code == 403
    assert {client.patch(FIRST, {"prefix": "B/"}).status_code for client in (employee, office)} == {403}
    assert office.post(SERIES, {"kind": "invoice", "prefix": "B/"}).status_code == 403
