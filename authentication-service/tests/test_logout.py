"""Rule: after signing out the session's tokens count nowhere, at once."""

import pytest

from accounts.models import Session

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/logout/"


@pytest.mark.shows("AU04")
def test_signing_out_ends_the_session_at_once(visitor, register, bearing):
    came = register()
    reply = visitor.post(URL, {"refresh": came["refresh"]})
    assert reply.status_code == 204
    assert reply.content == b""
    assert Session.objects.get().revoked_at
    refused = bearing(came["access"]).get("/api/v1/auth/me/")
    assert (refused.status_code, refused.json()["code"]) == (401, "session_revoked")
    refused = visitor.post("/api/v1/auth/token/refresh/", {"refresh": came["refresh"]})
    assert (refused.status_code, refused.json()["code"]) == (401, "session_revoked")


def test_an_older_token_of_the_session_signs_out_too(visitor, register):
    came = register()
    visitor.post("/api/v1/auth/token/refresh/", {"refresh": came["refresh"]})
    assert visitor.post(URL, {"refresh": came["refresh"]}).status_code == 204
    assert Session.objects.get().revoked_at


def test_signing_out_twice_is_signing_out(visitor, register):
    came = register()
    assert [visitor.post(URL, {"refresh": came["refresh"]}).status_code for _ in range(2)] == [204, 204]


def test_other_sessions_go_on(visitor, register, login, bearing):
    came = register(email="anna@example.com")
    elsewhere = login("anna@example.com").json()
    visitor.post(URL, {"refresh": came["refresh"]})
    assert bearing(elsewhere["access"]).get("/api/v1/auth/me/").status_code == 200


def test_an_expired_access_token_is_no_hindrance(bearing, register):
    assert bearing("an.expired.token").post(URL, {"refresh": register()["refresh"]}).status_code == 204


def test_what_was_never_handed_out_is_refused(visitor, register):
    register()
    reply = visitor.post(URL, {"refresh": "unknown"})
    assert (reply.status_code, reply.json()["code"]) == (401, "token_invalid")
    assert not Session.objects.get().revoked_at


def test_without_redis_the_refresh_token_ends_all_the_same(visitor, register, settings):
    came = register()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert visitor.post(URL, {"refresh": came["refresh"]}).status_code == 204
    assert visitor.post("/api/v1/auth/token/refresh/", {"refresh": came["refresh"]}).status_code == 401
