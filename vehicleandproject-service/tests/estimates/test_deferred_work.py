"""What was deferred appears at the next visit, and the customer can book it from there."""

from datetime import datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chassis.models import new_id
from chassis.testing.growth import add_rows, numbered
from chassis.testing.parallel import at_the_same_time
from chassis.testing.prepared import blocks_of
from estimates.models import Agreement, Estimate, Job, Line
from projects.models import Project, Task
from tests.answers import answered
from tests.estimates.lines import labour, part
from tests.urls import PROJECTS, VEHICLES
from vehicles.models import Vehicle

pytestmark = [pytest.mark.django_db, pytest.mark.shows("PR10")]


def offered(client, project):
    return listed(client, f"{PROJECTS}{project['id']}/")


def listed(client, path):
    return [line["id"] for line in answered(client.get(f"{path}deferred-work/"))["results"]]


@pytest.fixture
def on_the_visit(employee, foreman):
    """The lines that a visit has now, once they are sent, with the revision that was."""

    def read(visit):
        revision = answered(foreman.post(f"{PROJECTS}{visit['id']}/estimate/send/"))["revision"]
        lines = Line.objects.filter(job__estimate__project=visit["id"]).order_by("job__position", "position")
        urls = [f"{PROJECTS}{visit['id']}/jobs/{line.job_id}/lines/{line.id}/" for line in lines]
        return [{"id": str(line.id), "url": url} for line, url in zip(lines, urls, strict=True)], revision

    return read


def test_what_was_deferred_appears_once_the_work_is_ready(
    estimated, sent, decide, customer, employee, admin, django_assert_max_num_queries
):
    wanted, unwanted, later = sent(part(), part(), labour(description="Change the discs"))
    decide("authorise", wanted)
    decide("decline", unwanted)
    decide("defer", later)
    car = f"{VEHICLES}{estimated['vehicle_id']}/"
    for verb in ("start", "submit-for-quality-check"):
        assert listed(customer, car) == listed(employee, car) == []
        answered(employee.post(f"{PROJECTS}{estimated['id']}/{verb}/"))
    answered(admin.post(f"{PROJECTS}{estimated['id']}/pass-quality-check/"))

    with django_assert_max_num_queries(3):
        (shown,) = answered(customer.get(f"{car}deferred-work/"))["results"]

    line = Line.objects.get(pk=later["id"])
    agreement = Agreement.objects.get(line_id=line.id)
    assert shown == {
        "id": later["id"],
        "project_id": estimated["id"],
        "job_id": str(line.job_id),
        "job_title": "Front brakes",
        "kind": "labour",
        "description": "Change the discs",
        "quantity": "1.000",
        "net": {"amount": "90.00", "currency": "EUR"},
        "tax": {"amount": "17.10", "currency": "EUR"},
        "deferred_at": shown["deferred_at"],
        "wanted_at": None,
    }
    assert datetime.fromisoformat(shown["deferred_at"]) == agreement.created_at
    assert listed(employee, car) == [later["id"]]


def test_the_newest_is_first_and_another_car_has_its_own(
    discs, estimated, customer, stranger, register, employee
):
    car = f"{VEHICLES}{estimated['vehicle_id']}/"
    assert listed(customer, car) == [line["id"] for line in reversed(discs)]
    other = f"{VEHICLES}{register(customer)['id']}/"
    assert listed(customer, other) == listed(employee, other) == []
    assert stranger.get(f"{car}deferred-work/").status_code == 404
    assert customer.get(f"{VEHICLES}{new_id()}/deferred-work/").status_code == 404


def test_the_staff_see_it_at_the_next_visit_and_take_it_up(
    discs, visit, take_up, on_the_visit, standard_rate, employee, customer, decide
):
    later = visit()
    assert offered(employee, later) == [line["id"] for line in reversed(discs)]
    assert customer.get(f"{PROJECTS}{later['id']}/deferred-work/").status_code == 403
    standard_rate.update({"percent": "16.00"})

    taken = answered(take_up(later, *discs, discs[0]))

    (job,) = taken["jobs"]
    assert (job["title"], job["concern"], job["cause"]) == (
        "Front brakes", "It squeals, says Anna", "They are worn.",
    )  # fmt: skip
    assert [
        (line["description"], line["discount_percent"], line["tax_percent"], line["net"]["amount"])
        for line in job["lines"]
    ] == [("Change the discs", "10.00", "16.00", "81.00"), ("Brake pads, front", "0.00", "16.00", "120.00")]
    assert {line["decision"] for line in job["lines"]} == {"pending"}
    task = Task.objects.get(project=later["id"])
    assert (task.title, task.estimated_minutes, task.awaits_authorisation) == ("Change the discs", 90, True)
    assert offered(employee, later) == listed(customer, f"{VEHICLES}{later['vehicle_id']}/") == []
    assert Project.objects.get(pk=later["id"]).undecided_lines == 2

    lines, revision = on_the_visit(later)
    decide("authorise", *lines, revision=revision)
    assert Project.objects.get(pk=later["id"]).status == "authorised"


def test_each_job_comes_back_as_a_job_of_its_own(
    estimated, add_job, foreman, decide, give_up, visit, take_up, employee
):
    lines = [line for _ in range(2) for line in add_job(estimated, part(), part())]
    answered(foreman.post(f"{PROJECTS}{estimated['id']}/estimate/send/"))
    decide("defer", *lines, revision=2)
    give_up(estimated)
    later = visit()
    taken = answered(take_up(later, *lines[1:]))
    assert [len(job["lines"]) for job in taken["jobs"]] == [1, 2]
    assert offered(employee, later) == [lines[0]["id"]]


def test_it_is_taken_up_once(discs, visit, take_up, employee):
    first, second = visit(), visit()
    answered(take_up(first, discs[0]))
    refused = take_up(second, *discs)
    assert (refused.status_code, refused.json()["code"]) == (409, "deferred_no_more")
    assert refused.json()["line_ids"] == [discs[0]["id"]]
    assert not Line.objects.filter(job__estimate__project=second["id"]).exists()
    assert offered(employee, second) == [discs[1]["id"]]


@pytest.mark.django_db(transaction=True)
def test_of_those_who_take_it_up_at_the_same_time_one_does(discs, visit, take_up):
    visits = [visit() for _ in range(5)]
    replies = at_the_same_time(*[lambda one=one: take_up(one, *discs) for one in visits])
    assert sorted(reply.status_code for reply in replies) == [200, 409, 409, 409, 409]
    assert Line.objects.filter(takes_up__isnull=False).count() == 2


def test_whoever_takes_it_up_twice_with_one_key_does_it_once(discs, visit, employee):
    later = visit()
    body, key = {"line_ids": [discs[0]["id"]]}, {"Idempotency-Key": "once"}
    first, again = (
        employee.post(f"{PROJECTS}{later['id']}/deferred-work/", body, headers=key) for _ in range(2)
    )
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert Line.objects.filter(takes_up=discs[0]["id"]).count() == 1


@pytest.mark.parametrize("agreed", [False, True])
def test_a_visit_that_is_cancelled_gives_it_back(
    discs, visit, take_up, on_the_visit, decide, give_up, agreed, employee
):
    given_up, later = visit(), visit()
    answered(take_up(given_up, discs[0]))
    if agreed:
        (line,), revision = on_the_visit(given_up)
        decide("authorise", line, revision=revision)
    assert offered(employee, later) == [discs[1]["id"]]

    give_up(given_up)

    assert discs[0]["id"] in offered(employee, later)
    answered(take_up(later, discs[0]))
    assert offered(employee, later) == [discs[1]["id"]]
    assert Line.objects.get(takes_up=discs[0]["id"]).job.estimate.project_id != UUID(given_up["id"])


def test_what_is_taken_off_the_estimate_again_is_deferred_as_before(
    discs, visit, take_up, on_the_visit, employee
):
    later = visit()
    answered(take_up(later, discs[0]))
    ((line,), _) = on_the_visit(later)
    assert employee.delete(line["url"]).status_code == 204
    assert discs[0]["id"] in offered(employee, later)


def test_what_is_declined_the_next_time_comes_no_more(
    discs, visit, take_up, on_the_visit, decide, give_up, employee
):
    later = visit()
    answered(take_up(later, *discs))
    lines, revision = on_the_visit(later)
    decide("decline", *lines, revision=revision)
    give_up(later)
    assert offered(employee, later) == []


def test_of_what_is_deferred_again_the_new_line_counts(
    discs, visit, take_up, on_the_visit, decide, give_up, employee, customer
):
    later = visit()
    answered(take_up(later, discs[0]))
    (line,), revision = on_the_visit(later)
    decide("defer", line, revision=revision)
    give_up(later)
    car = f"{VEHICLES}{later['vehicle_id']}/"
    assert listed(customer, car) == listed(employee, car) == [line["id"], discs[1]["id"]]


def test_an_owner_of_before_is_not_read_of(
    discs, estimated, visit, take_up, customer, stranger, employee, bookings, customer_list
):
    car = f"{VEHICLES}{estimated['vehicle_id']}/"
    body = {"owner_id": str(stranger.account_id)}
    answered(employee.post(f"{car}transfer/", body))
    assert listed(stranger, car) == []
    assert customer.get(f"{car}deferred-work/").status_code == 404

    later = visit()
    assert offered(employee, later) == [line["id"] for line in reversed(discs)]
    (job,) = answered(take_up(later, *discs))["jobs"]
    assert (job["title"], job["cause"], job["concern"]) == ("Front brakes", "They are worn.", "")


def test_what_was_not_deferred_on_this_vehicle_is_named(
    discs, visit, take_up, create, customer, employee, on_the_visit, add_job
):
    later = visit()
    elsewhere = create(employee, None, title="Another car")
    answered(employee.post(f"{PROJECTS}{elsewhere['id']}/estimate/"))
    (pending,) = add_job(elsewhere, part())
    for visited, line in ((later, {"id": str(new_id())}), (later, pending), (elsewhere, discs[0])):
        refused = take_up(visited, line)
        assert refused.status_code == 400
        assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [("line_ids", "unknown")]
    assert take_up(later).status_code == 400
    assert not Line.objects.filter(takes_up__isnull=False).exists()


def test_it_is_taken_up_where_an_estimate_is_being_made(discs, estimated, create, employee, take_up):
    project = create(employee, estimated["vehicle_id"])
    assert take_up(project, discs[0]).status_code == 404
    closed = take_up(estimated, discs[0])
    assert (closed.status_code, closed.json()["code"]) == (409, "estimate_closed")


def test_an_estimate_in_another_currency_takes_up_none(discs, visit, take_up):
    later = visit()
    Line.objects.filter(pk=discs[0]["id"]).update(currency="USD")
    refused = take_up(later, *discs)
    assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [("line_ids", "invalid")]
    assert not Line.objects.filter(takes_up__isnull=False).exists()


def test_within_a_cap_it_is_still_the_customer_who_decides(
    discs, visit, take_up, on_the_visit, decide, add_job, customer, employee
):
    later = visit()
    (line,) = add_job(later, part())
    _, revision = on_the_visit(later)
    decide("authorise", line, revision=revision)
    answered(employee.post(f"{PROJECTS}{later['id']}/start/"))
    answered(
        customer.post(
            f"{PROJECTS}{later['id']}/estimate/caps/",
            {"cap": {"amount": "9000.00", "currency": "EUR"}, "note": ""},
        )
    )
    answered(take_up(later, *discs))
    on_the_visit(later)
    assert {line.decision for line in Line.objects.filter(takes_up__isnull=False)} == {"pending"}


def test_a_page_reads_the_rows_of_its_vehicle(discs, estimated, visit, customer, employee):
    """Beside one on which twenty thousand lines were deferred."""
    car = Project.objects.get(pk=estimated["id"])
    other = Vehicle.objects.create(owner_id=new_id(), make="VW", model="Golf", year=2020)
    known = {"vehicle_id": f"'{other.pk}'", "customer_id": f"'{other.owner_id}'", "status": "'closed'"}
    add_rows(Project, 1, 2_000, **known, location_id=f"'{car.location_id}'", kind="'service'")
    add_rows(Estimate, 1, 2_000, project_id=numbered("i"), currency="'EUR'")
    add_rows(Job, 1, 2_000, estimate_id=numbered("i"))
    add_rows(
        Line,
        1,
        20_000,
        job_id=numbered("1 + i / 10 % 2000"),
        position="i",
        kind="'part'",
        decision="'deferred'",
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as captured:
        assert len(listed(customer, f"{VEHICLES}{estimated['vehicle_id']}/")) == 2
    (statement,) = [query["sql"] for query in captured if "deferred_at" in query["sql"]]
    assert blocks_of(statement) < 200
