"""Line by line: who agrees to what, and what follows."""

import pytest

from chassis.testing.parallel import at_the_same_time
from estimates.document import digest_of
from estimates.models import Agreement, Line, SentEstimate
from projects.models import Project, Task
from tests.answers import answered
from tests.estimates.lines import labour, part
from tests.urls import PROJECTS

AGREED = {"revision": 1}

pytestmark = pytest.mark.django_db


def test_the_customer_reads_what_was_sent_and_not_what_is_being_changed(estimated, sent, customer, employee):
    (line,) = sent(part())
    employee.patch(line["url"], {"quantity": "3"})
    url = f"{PROJECTS}{estimated['id']}/estimate/"
    answered(employee.patch(url, {"discount_percent": "10"}))

    read = answered(customer.get(url))

    assert (read["revision"], read["jobs"][0]["lines"][0]["quantity"]) == (1, "1.000")
    assert read["total"] == {"amount": "77.23", "currency": "EUR"}
    assert read["discount_percent"] == "0.00"
    assert answered(employee.get(url))["jobs"][0]["lines"][0]["quantity"] == "3.000"


@pytest.mark.shows("PR07")
def test_sending_tells_and_keeps_it_word_for_word(estimated, sent, foreman, emitted):
    sent(labour(), part())

    kept = SentEstimate.objects.get()
    assert kept.digest == digest_of(kept.content)
    assert [line["description"] for line in kept.content["jobs"][0]["lines"]] == [
        "Change them",
        "Brake pads, front",
    ]
    (event,) = emitted("estimate.sent.v1")
    assert (event.data["revision"], event.data["undecided_lines"]) == (1, 2)
    assert event.data["total"] == {"amount": "184.33", "currency": "EUR"}
    answered(foreman.post(f"{PROJECTS}{estimated['id']}/estimate/send/"))
    assert (SentEstimate.objects.count(), len(emitted("estimate.sent.v1"))) == (1, 1)


@pytest.mark.shows("PR06")
def test_each_line_is_decided_about_and_the_work_begins_on_what_is_agreed_to(
    estimated, sent, customer, foreman, employee, emitted
):
    yes, no, later = sent(labour(), labour(description="Change the discs"), part())

    for line, verb in ((yes, "authorise"), (no, "decline"), (later, "defer")):
        assert Project.objects.get().status == "estimate"
        answered(customer.post(f"{line['url']}{verb}/", AGREED))

    assert Project.objects.get().status == "authorised"
    assert [event.data["decision"] for event in emitted("estimate.line_decided.v1")] == [
        "authorised", "declined", "deferred",
    ]  # fmt: skip
    assert list(Task.objects.order_by("position").values_list("status", "awaits_authorisation")) == [
        ("todo", False), ("cancelled", True),
    ]  # fmt: skip
    read = answered(customer.get(f"{PROJECTS}{estimated['id']}/estimate/"))
    assert [line["decision"] for line in read["jobs"][0]["lines"]] == ["authorised", "declined", "deferred"]
    assert read["authorised"] == {"amount": "107.10", "currency": "EUR"}
    assert answered(employee.post(f"{PROJECTS}{estimated['id']}/start/"))["status"] == "in_progress"


def test_where_all_is_declined_nothing_begins(estimated, sent, customer, employee):
    (line,) = sent(part())
    answered(customer.post(f"{line['url']}decline/", AGREED))
    assert Project.objects.get().status == "estimate"
    assert employee.post(f"{PROJECTS}{estimated['id']}/start/").json()["code"] == "illegal_transition"


def test_where_what_was_agreed_to_is_taken_back_nothing_begins(
    estimated, sent, customer, employee, foreman, emitted
):
    task = {"title": "Planned before", "estimated_minutes": 600}
    answered(foreman.post(f"{PROJECTS}{estimated['id']}/tasks/", task))
    (line,) = sent(part())
    answered(customer.post(f"{line['url']}authorise/", AGREED))

    answered(customer.post(f"{line['url']}decline/", AGREED))

    assert Project.objects.get().status == "estimate"
    assert emitted("project.status_changed.v1")[-1].data["open_for_work"] is False
    assert employee.post(f"{PROJECTS}{estimated['id']}/start/").json()["code"] == "illegal_transition"


def test_what_was_declined_is_not_worked_on_when_it_is_planned_again(estimated, sent, customer, foreman, api):
    wanted, unwanted = sent(part(), labour())
    answered(customer.post(f"{wanted['url']}authorise/", AGREED))
    answered(customer.post(f"{unwanted['url']}decline/", AGREED))
    task = Task.objects.get()
    url = f"{PROJECTS}{estimated['id']}/tasks/{task.id}/"
    answered(foreman.patch(url, {"status": "todo"}))

    refused = foreman.patch(url, {"status": "in_progress"})

    assert (refused.status_code, refused.json()["code"]) == (409, "not_authorised")
    internal = answered(api.as_service("employee-service").get(f"/internal/tasks/{task.id}/"))
    assert internal["open_for_work"] is False
    answered(customer.post(f"{unwanted['url']}authorise/", AGREED))
    assert answered(foreman.patch(url, {"status": "in_progress"}))["status"] == "in_progress"


@pytest.mark.shows("PR07")
def test_the_evidence_says_who_when_from_where_and_about_which_words(
    estimated, sent, customer, stranger, employee
):
    (line,) = sent(part())
    answered(customer.post(f"{line['url']}authorise/", {**AGREED, "note": "Please hurry."}))
    url = f"{PROJECTS}{estimated['id']}/estimate/agreements/"

    (read,) = answered(employee.get(url))["results"]

    assert (read["line_id"], read["decision"], read["revision"]) == (line["id"], "authorised", 1)
    assert read["digest"] == digest_of(SentEstimate.objects.get().content)
    assert (read["actor_id"], read["on_behalf"], read["note"]) == (
        str(customer.account_id),
        False,
        "Please hurry.",
    )
    assert (read["address"], read["voided_at"]) == ("127.0.0.1", None)
    (own,) = answered(customer.get(url))["results"]
    assert "address" not in own
    assert stranger.get(url).status_code == 404


@pytest.mark.shows("PR07")
def test_a_changed_line_is_decided_about_anew(estimated, sent, customer, foreman, employee):
    first, second = sent(labour(), part())
    answered(customer.post(f"{first['url']}authorise/", AGREED))
    answered(employee.patch(first["url"], {"quantity": "2"}))

    stale = customer.post(f"{second['url']}authorise/", AGREED)

    assert (stale.status_code, stale.json()["code"]) == (409, "estimate_changed")
    assert (stale.json()["revision"], stale.json()["sent_revision"]) == (2, 1)
    assert Agreement.objects.get().voided_at
    assert Line.objects.get(pk=first["id"]).decision == "pending"
    assert Task.objects.get().awaits_authorisation
    answered(foreman.post(f"{PROJECTS}{estimated['id']}/estimate/send/"))
    for line in (first, second):
        answered(customer.post(f"{line['url']}authorise/", {"revision": 2}))
    assert Project.objects.get().status == "authorised"
    assert Agreement.objects.filter(line_id=first["id"]).count() == 2


def test_what_the_staff_note_for_a_customer_says_how(sent, foreman, employee, emitted):
    (line,) = sent(part())
    url = f"{line['url']}authorise/"
    forbidden = employee.post(url, {**AGREED, "note": "By telephone."})
    assert (forbidden.status_code, forbidden.json()["code"]) == (403, "permission_denied")
    refused = foreman.post(url, AGREED)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "note")
    answered(foreman.post(url, {**AGREED, "note": "By telephone."}))
    assert Agreement.objects.get().on_behalf
    assert emitted("estimate.line_decided.v1")[0].data["on_behalf"] is True


def test_nobody_decides_for_a_stranger(sent, stranger):
    (line,) = sent(part())
    assert stranger.post(f"{line['url']}authorise/", AGREED).status_code == 404
    assert Line.objects.get().decision == "pending"


def test_a_decision_can_change_until_the_work_has_begun(estimated, sent, customer, foreman, employee):
    (line,) = sent(labour())
    for verb in ("authorise", "decline", "authorise"):
        answered(customer.post(f"{line['url']}{verb}/", AGREED))
    answered(employee.post(f"{PROJECTS}{estimated['id']}/start/"))
    Task.objects.update(status="in_progress")

    for reply in (
        customer.post(f"{line['url']}decline/", AGREED),
        employee.patch(line["url"], {"quantity": "2"}),
        employee.delete(line["url"]),
    ):
        assert (reply.status_code, reply.json()["code"]) in {(409, "already_decided"), (409, "work_begun")}
    assert Line.objects.get().decision == "authorised"
    assert Agreement.objects.filter(voided_at=None).count() == 1


def test_a_part_is_not_taken_back_once_work_on_its_job_has_begun(estimated, sent, add_job, customer, foreman):
    fitted, fit = sent(part(), labour())
    (apart,) = add_job(estimated, part(description="Mats"))
    answered(foreman.post(f"{PROJECTS}{estimated['id']}/estimate/send/"))
    for line in (fitted, fit, apart):
        answered(customer.post(f"{line['url']}authorise/", {"revision": 2}))
    Project.objects.update(status="in_progress")
    Task.objects.update(status="in_progress")

    refused = customer.post(f"{fitted['url']}decline/", {"revision": 2})

    assert (refused.status_code, refused.json()["code"]) == (409, "already_decided")
    assert Line.objects.get(pk=fitted["id"]).decision == "authorised"
    assert Agreement.objects.filter(line_id=fitted["id"], voided_at=None).count() == 1
    answered(customer.post(f"{apart['url']}decline/", {"revision": 2}))


def test_an_agreed_part_stays_as_it_is_once_its_job_is_begun(estimated, sent, customer, employee):
    hours, pads = sent(labour(), part())
    for line in (hours, pads):
        answered(customer.post(f"{line['url']}authorise/", AGREED))
    answered(employee.post(f"{PROJECTS}{estimated['id']}/start/"))
    Task.objects.update(status="in_progress")
    for reply in (employee.patch(pads["url"], {"quantity": "2"}), employee.delete(pads["url"])):
        assert (reply.status_code, reply.json()["code"]) == (409, "work_begun")
    kept = Line.objects.get(pk=pads["id"])
    assert (str(kept.quantity), kept.decision) == ("1.000", "authorised")


def test_what_turns_up_is_agreed_to_before_the_work_is_handed_over(
    estimated, sent, add_job, customer, foreman, employee
):
    (line,) = sent(part())
    answered(customer.post(f"{line['url']}authorise/", AGREED))
    project = f"{PROJECTS}{estimated['id']}/"
    answered(employee.post(f"{project}start/"))
    (more,) = add_job(estimated, part(description="A hose"))

    refused = employee.post(f"{project}submit-for-quality-check/")

    assert (refused.status_code, refused.json()["code"]) == (409, "lines_undecided")
    assert refused.json()["undecided_lines"] == 1
    answered(foreman.post(f"{project}estimate/send/"))
    answered(customer.post(f"{more['url']}authorise/", {"revision": 2}))
    assert Project.objects.get().status == "in_progress"
    assert answered(employee.post(f"{project}submit-for-quality-check/"))["status"] == "quality_check"


def test_it_is_gone_back_to_before_the_work_begins(estimated, sent, customer, employee, foreman):
    (line,) = sent(part())
    answered(customer.post(f"{line['url']}authorise/", AGREED))
    project = f"{PROJECTS}{estimated['id']}/"
    answered(employee.post(f"{project}estimate/"))
    answered(employee.patch(line["url"], {"quantity": "2"}))
    assert employee.post(f"{project}start/").json()["code"] == "illegal_transition"
    answered(foreman.post(f"{project}estimate/send/"))
    answered(customer.post(f"{line['url']}authorise/", {"revision": 2}))
    assert answered(employee.post(f"{project}start/"))["status"] == "in_progress"


def test_what_is_gone_back_to_and_sent_unchanged_is_authorised_again(
    estimated, sent, customer, employee, foreman, emitted
):
    (line,) = sent(part())
    answered(customer.post(f"{line['url']}authorise/", AGREED))
    answered(employee.post(f"{PROJECTS}{estimated['id']}/estimate/"))

    answered(foreman.post(f"{PROJECTS}{estimated['id']}/estimate/send/"))

    assert Project.objects.get().status == "authorised"
    assert SentEstimate.objects.count() == len(emitted("estimate.sent.v1")) == 1
    assert emitted("project.status_changed.v1")[-1].data["status"] == "authorised"


@pytest.mark.django_db(transaction=True)
def test_twenty_decisions_at_once_leave_one_that_stands(sent, customer, emitted):
    (line,) = sent(part())
    verbs = ["authorise", "decline"] * 10

    replies = at_the_same_time(
        *[lambda verb=verb: customer.post(f"{line['url']}{verb}/", AGREED) for verb in verbs]
    )

    assert {reply.status_code for reply in replies} <= {200, 409}
    standing = Agreement.objects.get(voided_at=None)
    assert standing.decision == Line.objects.get().decision
    assert Agreement.objects.count() == len(emitted("estimate.line_decided.v1"))


@pytest.mark.django_db(transaction=True)
def test_nobody_agrees_to_what_changes_at_that_moment(sent, customer, employee):
    line, _ = sent(part(), part(description="A hose"))

    changed, decided = at_the_same_time(
        lambda: employee.patch(line["url"], {"quantity": "2"}),
        lambda: customer.post(f"{line['url']}authorise/", AGREED),
    )

    assert changed.status_code == 200
    assert decided.status_code in {200, 409}
    assert Line.objects.get(pk=line["id"]).decision == "pending"
    assert not Agreement.objects.filter(voided_at=None).exists()
