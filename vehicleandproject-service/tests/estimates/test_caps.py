"""What a customer agrees to in advance, and what is more."""

import pytest

from estimates.models import Agreement, Cap, Line
from projects.models import Project, Task
from tests.answers import answered
from tests.estimates.lines import labour, part
from tests.urls import PROJECTS

pytestmark = [pytest.mark.django_db, pytest.mark.shows("PR08")]


@pytest.fixture
def project(estimated, sent, customer, employee):
    """Work that goes on, of which 119.00 EUR are agreed to."""
    (line,) = sent(part("100.00"))
    answered(customer.post(f"{line['url']}authorise/", {"revision": 1}))
    answered(employee.post(f"{PROJECTS}{estimated['id']}/start/"))
    return estimated


@pytest.fixture
def cap(project, customer):
    def cap(amount, client=customer, **more):
        body = {"cap": {"amount": amount, "currency": "EUR"}, **more}
        return client.post(f"{PROJECTS}{project['id']}/estimate/caps/", body)

    return cap


@pytest.fixture
def turns_up(project, add_job, foreman):
    """Something turns up and is sent; its lines."""

    def add(*lines):
        added = add_job(project, *lines)
        answered(foreman.post(f"{PROJECTS}{project['id']}/estimate/send/"))
        return [Line.objects.get(pk=line["id"]) for line in added]

    return add


def submit(project, employee):
    return employee.post(f"{PROJECTS}{project['id']}/submit-for-quality-check/")


def test_what_turns_up_within_the_cap_is_agreed_to(project, cap, turns_up, customer, employee, emitted):
    made = answered(cap("238.00"))
    assert (made["cap"], made["on_behalf"]) == ({"amount": "238.00", "currency": "EUR"}, False)
    assert emitted("estimate.cap_set.v1")[0].data["cap"] == made["cap"]

    (more,) = turns_up(part("100.00"))

    assert more.decision == "authorised"
    agreement = Agreement.objects.get(line_id=more.id)
    assert (str(agreement.cap_id), agreement.actor_id) == (made["id"], customer.account_id)
    assert emitted("estimate.line_decided.v1")[-1].data["line_id"] == str(more.id)
    assert emitted("estimate.sent.v1")[-1].data["undecided_lines"] == 0
    assert answered(submit(project, employee))["status"] == "quality_check"


def test_a_cap_agrees_to_nothing_that_was_declined(project, cap, turns_up, customer, employee):
    (unwanted,) = turns_up(part("10.00"))
    url = f"{PROJECTS}{project['id']}/jobs/{unwanted.job_id}/lines/{unwanted.id}/"
    answered(customer.post(f"{url}decline/", {"revision": 2}))
    answered(cap("500.00"))
    answered(employee.patch(url, {"description": "The same by another name"}))

    (more,) = turns_up(part("20.00"))

    assert more.decision == "authorised"
    assert Line.objects.get(pk=unwanted.id).decision == "pending"
    assert not Agreement.objects.filter(line_id=unwanted.id, decision="authorised").exists()
    assert submit(project, employee).json()["code"] == "lines_undecided"


def test_a_cap_says_nothing_about_what_was_sent_before_it(project, cap, turns_up):
    (asked,) = turns_up(part("100.00"))
    answered(cap("999.00"))

    (more,) = turns_up(part("1.00"))

    assert more.decision == "authorised"
    asked.refresh_from_db()
    assert asked.decision == "pending"


def test_an_overrun_is_not_handed_over_before_it_is_agreed_to(project, cap, turns_up, customer, employee):
    answered(cap("237.99"))
    (more,) = turns_up(part("100.00"))
    assert more.decision == "pending"

    refused = submit(project, employee)

    assert (refused.status_code, refused.json()["code"]) == (409, "lines_undecided")
    url = f"{PROJECTS}{project['id']}/jobs/{more.job_id}/lines/{more.id}/authorise/"
    answered(customer.post(url, {"revision": 2}))
    assert answered(submit(project, employee))["status"] == "quality_check"


def test_labour_within_the_cap_may_be_begun(project, cap, turns_up):
    answered(cap("500.00"))
    turns_up(labour())
    task = Task.objects.get()
    assert (task.status, task.awaits_authorisation) == ("todo", False)


def test_all_that_turns_up_at_once_is_within_or_none_of_it(cap, turns_up):
    answered(cap("200.00"))
    lines = turns_up(part("60.00"), part("60.00"))
    assert {line.decision for line in lines} == {"pending"}


def test_the_newest_cap_counts_and_none_without_one(project, cap, turns_up, customer):
    answered(cap("500.00"))
    answered(cap("0.00"))
    (more,) = turns_up(part("1.00"))
    assert more.decision == "pending"
    listed = answered(customer.get(f"{PROJECTS}{project['id']}/estimate/caps/"))["results"]
    assert [(row["cap"]["amount"], row["withdrawn_at"] is None) for row in listed] == [
        ("0.00", True), ("500.00", False),
    ]  # fmt: skip


def test_before_the_work_begins_each_line_is_asked_about(estimated, sent, customer, add_job, foreman):
    sent(part())
    body = {"cap": {"amount": "999.00", "currency": "EUR"}}
    answered(customer.post(f"{PROJECTS}{estimated['id']}/estimate/caps/", body))
    add_job(estimated, part())
    answered(foreman.post(f"{PROJECTS}{estimated['id']}/estimate/send/"))
    assert set(Line.objects.values_list("decision", flat=True)) == {"pending"}


def test_who_may_set_it(cap, stranger, employee, foreman):
    assert cap("1.00", stranger).status_code == 404
    assert cap("1.00", employee, note="By telephone.").status_code == 403
    assert cap("1.00", foreman).json()["errors"][0]["field"] == "note"
    assert answered(cap("1.00", foreman, note="By telephone."))["on_behalf"] is True


@pytest.mark.parametrize(
    "cap_body", [{"amount": "-1.00", "currency": "EUR"}, {"amount": "1.00", "currency": "USD"}, "500"]
)
def test_a_wrong_cap_is_refused(project, customer, cap_body):
    reply = customer.post(f"{PROJECTS}{project['id']}/estimate/caps/", {"cap": cap_body})
    assert reply.status_code == 400
    assert not Cap.objects.exists()


def test_what_is_over_has_no_cap(project, cap):
    Project.objects.update(status="closed")
    assert cap("1.00").json()["code"] == "estimate_closed"
