"""Rule: one sees and ends one's own sessions, and nobody else's."""

import uuid

import pytest

from accounts.models import Session

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
    assert set(other) == {
        "id",
        "address",
        "user_agent",
        "current",
        "created_at",
        "last_used_at",
        "expires_at",
    }


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
