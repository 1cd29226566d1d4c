"""Jobs that are sold often: put on an estimate, they are copied."""

import pytest

from estimates.models import CatalogueJob, Job, Line
from tests.answers import answered
from tests.estimates.lines import labour, part
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db

URL = f"{PROJECTS}catalogue/"


@pytest.fixture
def brakes(admin, standard_rate):
    body = {"code": "front-brakes", "title": "Front brakes", "lines": [labour(), part(discount_percent="5")]}
    return answered(admin.post(URL, body))


@pytest.mark.shows("PR05")
def test_a_job_of_the_catalogue_is_put_on_an_estimate_with_its_lines(brakes, estimated, employee):
    jobs = f"{PROJECTS}{estimated['id']}/jobs/"

    job = answered(employee.post(jobs, {"catalogue": "front-brakes", "lines": [part(description="A hose")]}))

    assert job["title"] == "Front brakes"
    lines = answered(employee.get(f"{jobs}{job['id']}/lines/"))["results"]
    assert [line["description"] for line in lines] == ["Change them", "Brake pads, front", "A hose"]
    assert lines[1]["net"] == {"amount": "61.66", "currency": "EUR"}
    assert [line["tax_percent"] for line in lines] == ["19.00"] * 3


@pytest.mark.shows("PR05")
def test_what_becomes_of_the_catalogue_changes_no_estimate(brakes, estimated, employee, admin):
    url = f"{PROJECTS}{estimated['id']}/"
    answered(employee.post(f"{url}jobs/", {"catalogue": "front-brakes", "title": "Brakes, left"}))
    before = answered(employee.get(f"{url}estimate/"))

    changed = answered(admin.patch(f"{URL}{brakes['id']}/", {"title": "Dearer", "lines": [part("99.00")]}))

    assert [line["unit_price"]["amount"] for line in changed["lines"]] == ["99.00"]
    assert answered(employee.get(f"{url}estimate/")) == before
    assert Job.objects.get().title == "Brakes, left"


def test_what_is_not_on_sale_is_not_put_on_an_estimate(brakes, estimated, employee, admin):
    answered(admin.patch(f"{URL}{brakes['id']}/", {"is_active": False}))
    for code in ("front-brakes", "unheard-of"):
        reply = employee.post(f"{PROJECTS}{estimated['id']}/jobs/", {"catalogue": code})
        assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "catalogue")
    assert not Line.objects.exists()


def test_a_job_has_a_title_or_is_of_the_catalogue(estimated, employee):
    reply = employee.post(f"{PROJECTS}{estimated['id']}/jobs/", {"lines": [part()]})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "title")


def test_a_job_in_another_currency_is_not_put_on_an_estimate(admin, estimated, employee, standard_rate):
    dollars = part(unit_price={"amount": "10.00", "currency": "USD"})
    answered(admin.post(URL, {"code": "imported", "title": "Imported", "lines": [dollars]}))
    reply = employee.post(f"{PROJECTS}{estimated['id']}/jobs/", {"catalogue": "imported"})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "invalid")
    assert not Job.objects.exists()


def test_a_code_is_one_jobs(brakes, admin):
    reply = admin.post(URL, {"code": "front-brakes", "title": "Again", "lines": [part()]})
    assert (reply.status_code, reply.json()["code"]) == (409, "catalogue_code_taken")
    assert CatalogueJob.objects.count() == 1


def test_the_catalogue_is_searched(brakes, employee, admin, customer):
    answered(admin.post(URL, {"code": "battery", "title": "New battery", "lines": [part()]}))
    assert [job["code"] for job in answered(employee.get(URL, {"search": "brakes"}))["results"]] == [
        "front-brakes"
    ]
    assert [job["code"] for job in answered(employee.get(URL, {"ordering": "title"}))["results"]] == [
        "front-brakes", "battery",
    ]  # fmt: skip
    assert customer.get(URL).status_code == 403


def test_an_empty_job_is_not_offered(admin):
    reply = admin.post(URL, {"code": "nothing", "title": "Nothing", "lines": []})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "lines")
