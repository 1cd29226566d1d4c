"""Jobs and lines: what they cost, and when they may change."""

from datetime import date, timedelta

import pytest

from estimates.models import Estimate, Job, Line, TaxRate
from projects.models import Project, Task
from tests.answers import answered
from tests.estimates.lines import labour, part
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db


def test_a_job_comes_with_its_lines(estimated, employee, add_job):
    hours, pads = add_job(estimated, labour(quantity="1.5"), part(discount_percent="10"))

    assert {
        name: pads[name] for name in ("position", "quantity", "discount_percent", "tax_percent", "decision")
    } == {
        "position": 2,
        "quantity": "1.000",
        "discount_percent": "10.00",
        "tax_percent": "19.00",
        "decision": "pending",
    }
    assert (pads["net"]["amount"], pads["tax"]["amount"]) == ("58.41", "11.10")
    assert hours["net"] == {"amount": "135.00", "currency": "EUR"}
    estimate = answered(employee.get(f"{PROJECTS}{estimated['id']}/estimate/"))
    assert estimate["total"] == {"amount": "230.16", "currency": "EUR"}
    assert (estimate["revision"], Project.objects.get().undecided_lines) == (1, 2)
    assert [line["id"] for line in estimate["jobs"][0]["lines"]] == [hours["id"], pads["id"]]


@pytest.mark.shows("PR06")
def test_labour_has_a_task_that_waits(estimated, add_job, employee, foreman, staff_list):
    add_job(estimated, labour(minutes=75))
    task = Task.objects.get()
    assert (task.title, task.estimated_minutes, task.awaits_authorisation) == ("Change them", 75, True)
    Project.objects.update(status="in_progress")
    url = f"{PROJECTS}{estimated['id']}/tasks/{task.id}/"
    foreman.patch(url, {"assignee_id": str(employee.account_id)})

    reply = employee.patch(url, {"status": "in_progress"})

    assert (reply.status_code, reply.json()["code"]) == (409, "not_authorised")
    assert Task.objects.get().status == "todo"


@pytest.mark.shows("PR04")
def test_concern_cause_and_correction_are_kept(estimated, employee, add_job):
    add_job(estimated, part())
    job = Job.objects.get()
    url = f"{PROJECTS}{estimated['id']}/jobs/{job.id}/"
    said = {"concern": "It squeals.", "cause": "Worn pads.", "correction": "Changed."}
    assert answered(employee.patch(url, said)) | said == answered(employee.get(url))
    assert Estimate.objects.get().revision == 1


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"quantity": "0"}, "quantity", "min_value"),
        ({"quantity": "-1"}, "quantity", "invalid"),
        ({"quantity": "1.0001"}, "quantity", "invalid"),
        ({"quantity": 1.5}, "quantity", "invalid"),
        ({"quantity": "1e3"}, "quantity", "invalid"),
        ({"quantity": "100000"}, "quantity", "max_value"),
        ({"unit_price": {"amount": "-1.00", "currency": "EUR"}}, "amount", "min_value"),
        ({"unit_price": {"amount": "1.005", "currency": "EUR"}}, "amount", "decimals"),
        ({"unit_price": {"amount": "1.00", "currency": "USD"}}, "unit_price", "invalid"),
        (
            {"quantity": "99999", "unit_price": {"amount": "999999.00", "currency": "EUR"}},
            "unit_price",
            "max_value",
        ),
        ({"discount_percent": "100.01"}, "discount_percent", "max_value"),
        ({"tax_rate": "luxury"}, "tax_rate", "unknown"),
        ({"tax_percent": "119"}, "tax_percent", "unknown_field"),
        ({"minutes": 30}, "minutes", "invalid"),
        ({"kind": "labour"}, "minutes", "required"),
        ({"kind": "gift"}, "kind", "invalid_choice"),
    ],
)
def test_a_wrong_line_is_refused_at_its_field_and_nothing_is_kept(
    estimated, employee, add_job, changes, field, code
):
    add_job(estimated, part())
    url = f"{PROJECTS}{estimated['id']}/jobs/{Job.objects.get().id}/lines/"

    reply = employee.post(url, part(**changes))

    assert reply.status_code == 400, reply.json()
    (error,) = reply.json()["errors"]
    assert (error["field"].rpartition(".")[2], error["code"]) == (field, code)
    assert (Line.objects.count(), Estimate.objects.get().revision) == (1, 1)


def test_an_estimate_has_at_most_five_hundred_lines(estimated, employee, add_job):
    for _ in range(5):
        add_job(estimated, *[part()] * 100)
    url = f"{PROJECTS}{estimated['id']}/jobs/"

    reply = employee.post(url, {"title": "One more", "lines": [part()]})

    assert (reply.status_code, reply.json()["code"], reply.json()["limit"]) == (409, "too_many_lines", 500)
    assert (Line.objects.count(), Job.objects.count()) == (500, 5)
    assert employee.post(url, {"title": "None", "lines": [part()] * 101}).status_code == 400


def test_a_line_of_another_project_is_not_found(estimated, add_job, create, customer, employee):
    (line,) = add_job(estimated, part())
    other = create(customer)
    elsewhere = line["url"].replace(estimated["id"], other["id"])
    assert employee.get(elsewhere).status_code == 404
    assert employee.patch(elsewhere, {"quantity": "2"}).status_code == 404
    assert str(Line.objects.get().quantity) == "1.000"


@pytest.mark.shows("PR14")
def test_a_line_keeps_the_tax_that_it_was_priced_with(estimated, add_job, employee, admin):
    (line,) = add_job(estimated, part())
    rate = TaxRate.objects.get()
    assert admin.patch(f"{PROJECTS}tax-rates/{rate.id}/", {"percent": "7"}).json()["percent"] == "7.00"
    assert employee.get(line["url"]).json()["tax_percent"] == "19.00"

    employee.patch(line["url"], {"tax_rate": "standard"})

    assert employee.get(line["url"]).json()["tax_percent"] == "7.00"


@pytest.mark.shows("PR14")
def test_the_rate_of_today_counts(estimated, add_job, admin):
    ahead, before = (date.today() + timedelta(days=days) for days in (2, -2))
    for valid_from, percent in ((ahead, "25"), (before, "20.50")):
        body = {"code": "standard", "name": "Standard", "percent": percent, "valid_from": f"{valid_from}"}
        assert admin.post(f"{PROJECTS}tax-rates/", body).status_code == 201
        assert admin.post(f"{PROJECTS}tax-rates/", body).json()["code"] == "tax_rate_taken"
    (line,) = add_job(estimated, part())
    assert line["tax_percent"] == "20.50"


@pytest.mark.parametrize(
    "status", ["approved", "authorised", "quality_check", "ready", "closed", "cancelled"]
)
def test_lines_change_only_while_an_estimate_is_made_or_work_goes_on(estimated, add_job, employee, status):
    (line,) = add_job(estimated, part())
    Project.objects.update(status=status)
    for reply in (employee.patch(line["url"], {"quantity": "2"}), employee.delete(line["url"])):
        assert (reply.status_code, reply.json()["code"]) == (409, "estimate_closed")
    assert str(Line.objects.get().quantity) == "1.000"


def test_a_line_is_taken_off_with_its_task(estimated, add_job, employee):
    hours, _ = add_job(estimated, labour(), part())
    assert employee.delete(hours["url"]).status_code == 204
    assert Task.objects.get().status == "cancelled"
    assert (Line.objects.count(), Project.objects.get().undecided_lines) == (1, 1)


def test_customers_reach_no_line(estimated, add_job, customer):
    (line,) = add_job(estimated, part())
    assert customer.get(line["url"]).status_code == 403
    assert customer.patch(line["url"], {"quantity": "2"}).status_code == 403


@pytest.mark.shows("PR14")
def test_a_discount_on_all_of_it_is_in_each_line(estimated, add_job, employee):
    add_job(estimated, part("10.05", discount_percent="10"), part("0.05"))
    url = f"{PROJECTS}{estimated['id']}/estimate/"

    estimate = answered(employee.patch(url, {"discount_percent": "50"}))

    lines = estimate["jobs"][0]["lines"]
    assert [line["net"]["amount"] for line in lines] == ["4.52", "0.03"]
    assert (estimate["net"]["amount"], estimate["tax"]["amount"]) == ("4.55", "0.87")
    assert (estimate["revision"], estimate["discount_percent"]) == (2, "50.00")
    assert answered(employee.patch(url, {"discount_percent": "50"}))["revision"] == 2
    assert employee.patch(url, {"discount_percent": "100.01"}).status_code == 400
