"""Whoever has a link decides about one estimate without signing in."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from chassis.bearer_codes import digest_of
from estimates.models import Agreement, GuestLink, Line
from projects.models import Project
from tests.answers import answered
from tests.estimates.lines import part
from tests.urls import PROJECTS

pytestmark = [pytest.mark.django_db, pytest.mark.shows("PR09")]


@pytest.fixture
def line(sent):
    (line,) = sent(part())
    return line


@pytest.fixture
def link(estimated, line, foreman):
    """What was made, and where it leads."""
    made = answered(foreman.post(f"{PROJECTS}{estimated['id']}/guest-links/", {"days": 3}))
    return {**made, "path": urlsplit(made["url"]).path.removesuffix("estimate/")}


def test_a_guest_reads_the_estimate_and_agrees_to_it(link, line, api, emitted):
    estimate = answered(api.get(f"{link['path']}estimate/"))
    assert [row["id"] for row in estimate["jobs"][0]["lines"]] == [line["id"]]

    body = {"revision": estimate["revision"], "note": "Go ahead."}
    decided = answered(api.post(f"{link['path']}lines/{line['id']}/authorise/", body))

    assert decided["decision"] == "authorised"
    assert Project.objects.get().status == "authorised"
    agreement = Agreement.objects.get()
    assert (str(agreement.guest_link_id), agreement.actor_id, agreement.on_behalf) == (
        link["id"],
        None,
        False,
    )
    assert (agreement.note, agreement.address) == ("Go ahead.", "127.0.0.1")
    assert emitted("estimate.line_decided.v1")[0].data["decision"] == "authorised"


def test_a_customer_is_led_to_where_the_configuration_says(estimated, line, foreman, settings):
    settings.PUBLIC_URL = "https://workshop.example"
    settings.LINKS = {"estimate": "https://workshop.example/pages/estimate/#{id}"}
    host = {"Host": "localhost:1"}
    made = answered(foreman.post(f"{PROJECTS}{estimated['id']}/guest-links/", {}, headers=host))
    page, _, code = made["page"].partition("#")
    assert page == "https://workshop.example/pages/estimate/"
    assert made["url"] == f"https://workshop.example{PROJECTS}guest/{code}/estimate/"
    assert GuestLink.objects.get().digest == digest_of(code)


def test_of_the_code_there_is_only_a_hash(link, estimated, employee):
    code = link["path"].split("/")[-2]
    row = GuestLink.objects.get()
    assert row.digest == digest_of(code)
    assert timedelta(days=2, hours=23) < row.expires_at - timezone.now() <= timedelta(days=3)
    assert code not in employee.get(f"{PROJECTS}{estimated['id']}/guest-links/").content.decode()


def assert_it_leads_nowhere(api, link, line):
    read = api.get(f"{link['path']}estimate/")
    decide = api.post(f"{link['path']}lines/{line['id']}/authorise/", {"revision": 1})
    assert {(reply.status_code, reply.json()["code"]) for reply in (read, decide)} == {(410, "link_over")}
    assert Line.objects.get().decision == "pending"


def test_one_that_expired_leads_nowhere(link, line, api):
    GuestLink.objects.update(expires_at=timezone.now())
    assert_it_leads_nowhere(api, link, line)


def test_one_that_was_revoked_leads_nowhere(link, line, api, estimated, employee):
    url = f"{PROJECTS}{estimated['id']}/guest-links/{link['id']}/"
    assert employee.delete(url).status_code == 204
    assert_it_leads_nowhere(api, link, line)
    assert answered(employee.get(url))["revoked_at"]
    assert employee.delete(url).status_code == 204


def test_it_ends_with_the_project(link, line, api):
    Project.objects.update(status="cancelled")
    assert_it_leads_nowhere(api, link, line)


def test_it_leads_to_one_project(link, create, customer, employee, api, standard_rate):
    other = create(customer)
    url = f"{PROJECTS}{other['id']}/"
    answered(employee.post(f"{url}approve/"))
    answered(employee.post(f"{url}estimate/"))
    job = answered(employee.post(f"{url}jobs/", {"title": "Other", "lines": [part()]}))
    theirs = answered(employee.get(f"{url}jobs/{job['id']}/lines/"))["results"][0]

    reply = api.post(f"{link['path']}lines/{theirs['id']}/authorise/", {"revision": 1})

    assert reply.status_code == 404
    assert Line.objects.get(pk=theirs["id"]).decision == "pending"


def test_a_code_that_nobody_made_is_not_found(link, line, api):
    wrong = link["path"].replace(link["path"].split("/")[-2], "A" * 43)
    assert api.get(f"{wrong}estimate/").status_code == 404
    assert api.post(f"{wrong}lines/{line['id']}/authorise/", {"revision": 1}).status_code == 404


def test_a_guest_does_not_agree_to_what_has_changed(link, line, api, employee):
    employee.patch(line["url"], {"quantity": "2"})
    reply = api.post(f"{link['path']}lines/{line['id']}/authorise/", {"revision": 1})
    assert (reply.status_code, reply.json()["code"]) == (409, "estimate_changed")


@pytest.mark.parametrize("days", [0, 31])
def test_a_link_lasts_between_a_day_and_thirty(estimated, line, foreman, days):
    reply = foreman.post(f"{PROJECTS}{estimated['id']}/guest-links/", {"days": days})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "days")
    assert not GuestLink.objects.exists()


def test_who_may_not_decide_for_customers_makes_no_links(estimated, line, customer, employee):
    for account in (customer, employee):
        reply = account.post(f"{PROJECTS}{estimated['id']}/guest-links/", {})
        assert (reply.status_code, reply.json()["code"]) == (403, "permission_denied")
    assert not GuestLink.objects.exists()
