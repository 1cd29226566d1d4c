"""Rule: one sees and ends one's own sessions, and nobody else's."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Account, Session

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/sessions/"
ANNA = "anna@example.com"


@pytest.fixture
def anna(register, bearing):
    return bearing(register(email=ANNA)["access"])


@pytest.fixture
def elsewhere(anna, login):
    """Anna's other session."""
    return login(ANNA, address="198.51.100.7", agent="Telephone").json()


def other_than_current(client):
    return next(one for one in client.get(URL).json()["results"] if not one["current"])


@pytest.mark.shows("AU08")
def test_the_sessions_of_an_account_are_listed(anna, elsewhere):
    page = anna.get(URL).json()
    assert [one["current"] for one in page["results"]] == [False, True]
    other = page["results"][0]
    assert other["address"] == "198.51.100.7"
    assert other["user_agent"] == "Telephone"
    assert (other["device"], other["second_factor"]) == ("", "")
    assert other["authenticated_at"] < other["expires_at"]
    assert set(other) == {
        "id",
        "device",
        "address",
        "user_agent",
        "second_factor",
        "current",
        "created_at",
        "authenticated_at",
        "last_used_at",
        "expires_at",
    }


def test_a_hundred_are_the_most_and_one_more_ends_the_one_not_used_for_longest(
    register, login, bearing, emitted, django_capture_on_commit_callbacks
):
    first = register(email=ANNA)
    account = Account.objects.get()
    ago = timezone.now() - timedelta(hours=1)
    Session.objects.update(last_used_at=ago)
    soon = timezone.now() + timedelta(days=1)
    Session.objects.bulk_create(
        Session(account=account, expires_at=soon, last_used_at=ago + timedelta(minutes=1)) for _ in range(98)
    )
    assert login(ANNA).status_code == 200
    assert emitted("session.ended.v1") == []
    with django_capture_on_commit_callbacks(execute=True):
        assert login(ANNA).status_code == 200
    assert Session.objects.alive().count() == 100
    ended = Session.objects.get(revoked_at__isnull=False)
    assert ended.last_used_at == ago
    assert [event.data["session_id"] for event in emitted("session.ended.v1")] == [str(ended.id)]
    assert bearing(first["access"]).get(URL).json()["code"] == "session_revoked"


@pytest.mark.shows("AU08")
@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            "Mobile Safari on iOS",
        ),
        ("python-requests/2.32.5", "Python Requests"),
        ("Your account is locked Call 49305550100 Bot/1.0", ""),
        ("(" * 200, ""),
        ("", ""),
    ],
)
def test_a_session_names_its_device(anna, login, agent, device):
    login(ANNA, agent=agent)
    other = other_than_current(anna)
    assert (other["device"], other["user_agent"]) == (device, agent)


def test_the_last_use_is_that_of_the_refresh_token_and_the_sign_in_stays(anna, elsewhere, visitor):
    before = other_than_current(anna)
    Session.objects.filter(pk=before["id"]).update(authenticated_at=Session.objects.earliest("id").created_at)
    visitor.post("/api/v1/auth/token/refresh/", {"refresh": elsewhere["refresh"]})
    after = other_than_current(anna)
    assert after["last_used_at"] > before["last_used_at"]
    assert after["authenticated_at"] < before["authenticated_at"]


@pytest.mark.shows("AU08")
def test_a_session_is_ended_from_another(anna, elsewhere, bearing, visitor):
    reply = anna.delete(f"{URL}{other_than_current(anna)['id']}/")
    assert reply.status_code == 204
    assert Session.objects.filter(revoked_at__isnull=False).count() == 1
    assert len(anna.get(URL).json()["results"]) == 1
    assert bearing(elsewhere["access"]).get(URL).json()["code"] == "session_revoked"
    refused = visitor.post("/api/v1/auth/token/refresh/", {"refresh": elsewhere["refresh"]})
    assert refused.json()["code"] == "session_revoked"
    assert anna.get(URL).status_code == 200


def test_ending_it_twice_finds_it_missing(anna, elsewhere):
    address = f"{URL}{other_than_current(anna)['id']}/"
    assert [anna.delete(address).status_code for _ in range(2)] == [204, 404]


def test_one_may_end_the_session_one_is_in(anna):
    [current] = anna.get(URL).json()["results"]
    assert anna.delete(f"{URL}{current['id']}/").status_code == 204
    assert anna.get(URL).status_code == 401


def test_a_session_is_read_and_ended_by_its_tag(anna, elsewhere):
    address = f"{URL}{other_than_current(anna)['id']}/"
    tag = anna.get(address)["ETag"]
    assert anna.delete(address, headers={"If-Match": '"another"'}).status_code == 412
    assert anna.delete(address, headers={"If-Match": tag}).status_code == 204


@pytest.mark.shows("AU08")
@pytest.mark.parametrize("method", ["get", "delete"])
def test_another_persons_session_is_missing(anna, register, bearing, staff, method):
    session_id = Session.objects.get().id
    for stranger in (register(), staff("admin")):
        assert getattr(bearing(stranger["access"]), method)(f"{URL}{session_id}/").status_code == 404
    assert not Session.objects.get(pk=session_id).revoked_at


def test_an_unknown_session_is_missing(anna):
    assert anna.delete(f"{URL}{uuid.uuid4()}/").status_code == 404
    assert anna.delete(f"{URL}not-an-id/").status_code == 404


def test_nobody_is_refused(visitor):
    assert visitor.get(URL).status_code == 401
    assert visitor.delete(f"{URL}{uuid.uuid4()}/").status_code == 401


@pytest.mark.shows("AU08")
def test_one_signs_out_everywhere_else_and_stays_signed_in_here(
    anna, elsewhere, register, bearing, emitted, visitor, login
):
    other = register()
    assert anna.post(f"{URL}end-others/").status_code == 204
    assert [one["current"] for one in anna.get(URL).json()["results"]] == [True]
    assert bearing(elsewhere["access"]).get(URL).json()["code"] == "session_revoked"
    refused = visitor.post("/api/v1/auth/token/refresh/", {"refresh": elsewhere["refresh"]})
    assert refused.json()["code"] == "session_revoked"
    [ended] = Session.objects.filter(revoked_at__isnull=False)
    assert [event.data["session_id"] for event in emitted("session.ended.v1")] == [str(ended.id)]
    assert bearing(other["access"]).get(URL).status_code == 200
    assert anna.post(f"{URL}end-others/").status_code == 204
    assert login(ANNA).status_code == 200
