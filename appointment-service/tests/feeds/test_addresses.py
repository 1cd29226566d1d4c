"""Who may have which calendar, and for how long its address is good."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from chassis.bearer_codes import digest_of
from chassis.models import new_id
from feeds.models import Feed
from resources.models import DEFAULT_LOCATION_ID, Bay, Location
from tests.feeds.readers import URL
from tests.moments import NOW

pytestmark = pytest.mark.django_db


def token_in(address: str) -> str:
    return urlsplit(address).path.removeprefix(URL).removesuffix("/calendar.ics")


@pytest.fixture
def bay() -> Bay:
    return Bay.objects.create(name="Bay 1", kind="lift")


def test_an_address_is_shown_once_and_kept_as_a_hash(customer):
    made = customer.post(URL, {"kind": "personal", "name": "On my phone"})

    assert made.status_code == 201
    token = token_in(made.json()["url"])
    assert made.json()["url"] == f"http://testserver{URL}{token}/calendar.ics"
    row = Feed.objects.get()
    assert (row.owner_id, row.kind, row.name) == (customer.account_id, "personal", "On my phone")
    assert row.token_digest == digest_of(token)
    assert token not in str(Feed.objects.values().get())
    [listed] = customer.get(URL).json()["results"]
    assert listed == {name: value for name, value in made.json().items() if name != "url"}
    assert customer.get(f"{URL}{row.id}/").json() == listed


def test_two_addresses_of_one_calendar_are_two_secrets(customer, subscribe):
    assert subscribe(customer) != subscribe(customer)
    assert Feed.objects.count() == 2


def test_an_idempotency_key_keeps_no_address(customer):
    headers = {"Idempotency-Key": "the same"}
    first, second = (customer.post(URL, {"kind": "personal"}, headers=headers) for _ in range(2))
    assert first.json()["url"] != second.json()["url"]


def test_nobody_signed_in_makes_none(api):
    assert api.post(URL, {"kind": "personal"}).status_code == 401
    assert not Feed.objects.exists()


def test_a_key_with_scopes_makes_none_and_revokes_none(api, customer, subscribe):
    subscribe(customer)
    key = api.as_customer(customer.account_id, scope="appointments:read appointments:write")
    refused = [key.post(URL, {"kind": "personal"}), key.delete(f"{URL}{Feed.objects.get().id}/")]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, "insufficient_scope")] * 2
    assert Feed.objects.count() == 1


@pytest.mark.parametrize("kind", ["bay", "location"])
@pytest.mark.parametrize("who", ["customer", "technician"])
def test_the_calendars_of_others_are_not_for(api, bay, who, kind):
    client = api.as_customer() if who == "customer" else api.as_employee()
    body = {"kind": kind, **({"bay_id": str(bay.id)} if kind == "bay" else {})}
    refused = client.post(URL, body)
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")
    assert not Feed.objects.exists()


@pytest.mark.parametrize("group", ["foreman", "adviser", "office"])
def test_who_gives_out_work_or_manages_the_calendar_may_follow_others(api, bay, group):
    client = api.as_employee(groups=[group])
    bays = client.post(URL, {"kind": "bay", "bay_id": str(bay.id)}).json()
    locations = client.post(URL, {"kind": "location"}).json()
    assert (bays["bay_id"], bays["location_id"]) == (str(bay.id), None)
    assert (locations["bay_id"], locations["location_id"]) == (None, str(DEFAULT_LOCATION_ID))


def test_one_location_of_several_is_named(admin):
    harbour = Location.objects.create(name="Harbour", time_zone="Asia/Kathmandu")
    made = admin.post(URL, {"kind": "location", "location_id": str(harbour.id)})
    assert made.json()["location_id"] == str(harbour.id)


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "kind", "required"),
        ({"kind": "everything"}, "kind", "invalid_choice"),
        ({"kind": "bay"}, "bay_id", "required"),
        ({"kind": "bay", "bay_id": "{nowhere}"}, "bay_id", "unknown"),
        ({"kind": "location", "location_id": "{nowhere}"}, "location_id", "unknown"),
        ({"kind": "personal", "bay_id": "{nowhere}"}, "bay_id", "of_another_kind"),
        (
            {"kind": "bay", "bay_id": "{nowhere}", "location_id": "{nowhere}"},
            "location_id",
            "of_another_kind",
        ),
        ({"kind": "personal", "name": "a\nb"}, "name", "invisible_characters"),
        ({"kind": "personal", "name": "a" * 101}, "name", "max_length"),
        ({"kind": "personal", "token": "mine"}, "token", "unknown_field"),
    ],
)
def test_what_is_no_calendar_is_refused(admin, body, field, code):
    nowhere = str(new_id())
    refused = admin.post(URL, {name: value.format(nowhere=nowhere) for name, value in body.items()})
    assert refused.status_code == 400
    assert [(one["field"], one["code"]) for one in refused.json()["errors"]] == [(field, code)]
    assert not Feed.objects.exists()


def test_after_twenty_one_has_to_be_revoked_first(customer, stranger, subscribe):
    for _ in range(20):
        subscribe(customer)
    refused = customer.post(URL, {"kind": "personal"})
    assert (refused.status_code, refused.json()["code"], refused.json()["limit"]) == (
        409,
        "too_many_feeds",
        20,
    )
    subscribe(stranger)
    customer.delete(f"{URL}{Feed.objects.filter(owner_id=customer.account_id)[0].id}/")
    subscribe(customer)
    assert Feed.objects.count() == 21


@pytest.mark.shows("AP21")
def test_a_revoked_address_is_gone_like_one_that_never_was(api, customer, subscribe):
    address = subscribe(customer)
    assert api.get(address).status_code == 200

    assert customer.delete(f"{URL}{Feed.objects.get().id}/").status_code == 204

    never = f"{URL}{'a' * 43}/calendar.ics"
    refusals = [api.get(path).json() for path in (address, never)]
    assert [(one["status"], one["code"]) for one in refusals] == [(404, "not_found")] * 2
    assert refusals[0] == {**refusals[1], "request_id": refusals[0]["request_id"]}
    assert not Feed.objects.exists()


def test_an_address_is_revoked_only_by_its_owner(api, customer, stranger, admin, subscribe):
    address, path = subscribe(customer), f"{URL}{Feed.objects.get().id}/"
    for other in (stranger, admin):
        assert (other.get(path).status_code, other.delete(path).status_code) == (404, 404)
        assert other.get(URL).json()["results"] == []
    assert api.get(address).status_code == 200
    assert customer.delete(path, headers={"If-Match": '"another"'}).status_code == 412
    assert customer.delete(path, headers={"If-Match": customer.get(path)["ETag"]}).status_code == 204


@pytest.mark.parametrize(
    ("token", "most"), [("a" * 43, 1), ("a" * 42, 0), ("ä" * 43, 0), ("'; DROP TABLE feeds_feed", 0)]
)
def test_a_wrong_address_costs_a_look_at_an_index_at_most(api, django_assert_num_queries, token, most):
    with django_assert_num_queries(most):
        assert api.get(f"{URL}{token}/calendar.ics").json()["code"] == "not_found"


def test_an_address_is_read_whatever_else_is_sent_with_it(api, customer, subscribe):
    address = subscribe(customer)
    for header in ("Bearer of-long-ago", "Basic dTpw", "nonsense"):
        assert api.get(address, headers={"Authorization": header}).status_code == 200
    for header in ("text/calendar", "text/calendar, */*;q=0.1", "*/*", "text/*"):
        assert api.get(address, headers={"Accept": header}).status_code == 200
    assert api.get(address, headers={"Accept": "image/png"}).json()["code"] == "not_acceptable"
    assert api.post(address).status_code == 405


@pytest.mark.shows("AP21")
def test_no_log_line_has_an_address(api, customer, subscribe, logged):
    token = token_in(subscribe(customer))
    for path in (f"{URL}{token}/calendar.ics", f"{URL}{token}/", f"{URL}{token}"):
        api.get(path)
    paths = [line["path"] for line in logged if line["event"] == "request"]
    assert paths[-3:] == [f"{URL}…/calendar.ics", f"{URL}…/", f"{URL}…"]
    assert token not in str(logged)


@pytest.fixture
def account(example: Any, deliver: Any) -> Any:
    """Let authentication-service tell what has become of an account."""

    def becomes(client: Any, version: int = 1, at: Any = None, **changes: Any) -> None:
        known = {**example("account.changed.v1", "authentication-service"), **changes}
        known["account_id"] = str(client.account_id)
        news = {"subject": client.account_id, "version": version, "occurred_at": at}
        deliver("account.changed.v1", known, **news)

    return becomes


@pytest.mark.shows("AP21")
def test_who_is_deactivated_loses_every_address(api, customer, stranger, subscribe, account):
    mine, theirs = subscribe(customer), subscribe(stranger)
    account(customer, is_active=False)
    assert (api.get(mine).status_code, api.get(theirs).status_code) == (404, 200)
    assert Feed.objects.get().owner_id == stranger.account_id


@pytest.mark.shows("AP21")
def test_who_got_an_account_back_loses_those_of_before(api, customer, stranger, subscribe, deliver):
    of_before, theirs = subscribe(customer), subscribe(stranger)
    now = timezone.now()
    later = subscribe(customer)
    recovered = {"account_id": str(customer.account_id), "at": now.isoformat()}
    assert deliver("account.recovered.v1", recovered, subject=customer.account_id) == "handled"
    assert [api.get(address).status_code for address in (of_before, theirs, later)] == [404, 200, 200]
    assert Feed.objects.count() == 2


def test_who_changes_their_name_loses_none(api, customer, subscribe, account):
    address = subscribe(customer)
    account(customer, first_name="Ada")
    assert api.get(address).status_code == 200


@pytest.mark.parametrize(
    ("role", "groups", "kept"),
    [
        ("employee", ["technician"], {"personal"}),
        ("employee", ["foreman"], {"personal", "bay", "location"}),
        ("employee", ["technician", "a-group-of-tomorrow"], {"personal"}),
        ("admin", [], {"personal", "bay", "location"}),
        ("customer", [], set()),
    ],
)
def test_who_may_no_longer_follow_others_does_not(foreman, bay, subscribe, account, role, groups, kept):
    for kind, of in (("personal", {}), ("bay", {"bay_id": str(bay.id)}), ("location", {})):
        subscribe(foreman, kind=kind, **of)
    account(foreman, role=role, groups=groups)
    assert set(Feed.objects.values_list("kind", flat=True)) == kept


def test_who_joins_the_staff_begins_anew(customer, subscribe, account):
    subscribe(customer)
    account(customer, role="employee", groups=["technician"])
    assert not Feed.objects.exists()


def test_news_of_before_revoke_nothing(customer, subscribe, account):
    account(customer, version=2)
    subscribe(customer)
    account(customer, version=1, at=NOW - timedelta(hours=1), is_active=False)
    assert Feed.objects.count() == 1
