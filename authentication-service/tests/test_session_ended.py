"""Rule: a session that the database calls ended has its access tokens ended too, sooner or later."""

import pytest
from django.utils import timezone
from redis import ConnectionError, Redis

from accounts.models import Session
from chassis.events.inbox import receive
from chassis.events.models import DeadEvent, HandledEvent

pytestmark = pytest.mark.django_db
ME = "/api/v1/auth/me/"
AWAY = "redis://127.0.0.1:1/0"


@pytest.fixture
def sign_out_without_redis(visitor, settings):
    """The database says that the session has ended, and Redis was never told."""

    def sign_out(came):
        present, settings.REDIS_URL = settings.REDIS_URL, AWAY
        assert visitor.post("/api/v1/auth/logout/", {"refresh": came["refresh"]}).status_code == 204
        settings.REDIS_URL = present

    return sign_out


def test_the_end_of_a_session_is_told_in_its_transaction(register, visitor, emitted):
    came = register()
    visitor.post("/api/v1/auth/logout/", {"refresh": came["refresh"]})
    visitor.post("/api/v1/auth/logout/", {"refresh": came["refresh"]})
    session = Session.objects.get()
    [event] = emitted("session.ended.v1")
    assert (event.subject, event.data) == (
        str(session.id),
        {"session_id": str(session.id), "account_id": came["account"]["id"]},
    )


def test_what_redis_was_not_told_at_once_it_is_told_by_the_event(
    register, bearing, sign_out_without_redis, emitted, deliver
):
    came = register()
    sign_out_without_redis(came)
    assert bearing(came["access"]).get(ME).status_code == 200
    [event] = emitted("session.ended.v1")
    assert deliver(event.name, event.data, subject=event.subject, id=event.id) == "handled"
    refused = bearing(came["access"]).get(ME)
    assert (refused.status_code, refused.json()["code"]) == (401, "session_revoked")


@pytest.mark.django_db(transaction=True)
def test_while_redis_is_away_the_event_is_neither_handled_nor_put_aside(
    register, sign_out_without_redis, emitted, settings
):
    sign_out_without_redis(register())
    [event] = emitted("session.ended.v1")
    present, settings.REDIS_URL = settings.REDIS_URL, AWAY
    with pytest.raises(ConnectionError):
        receive(event.as_entry())
    assert not HandledEvent.objects.exists()
    assert not DeadEvent.objects.exists()
    settings.REDIS_URL = present
    receive(event.as_entry())
    assert HandledEvent.objects.filter(event_id=event.id).exists()
    assert Redis.from_url(present).exists(f"auth:revoked-session:{event.data['session_id']}")


def test_no_session_ends_without_its_event(register, login, bearing, emitted):
    register(email="anna@example.com")
    came = login("anna@example.com").json()
    login("anna@example.com")
    bearing(came["access"]).post(
        "/api/v1/auth/password/change/",
        {"current_password": "a-long-way-to-tipperary", "new_password": "it-is-a-long-way-to-go"},
    )
    published = {event.data["session_id"] for event in emitted("session.ended.v1")}
    assert published == {str(one.id) for one in Session.objects.filter(revoked_at__isnull=False)}
    assert len(published) == 2


def test_of_a_session_that_has_just_run_out_the_last_access_token_is_ended_too(
    register, bearing, admin, emitted
):
    came = register(email="anna@example.com")
    Session.objects.filter(account=came["account"]["id"]).update(expires_at=timezone.now())
    assert bearing(came["access"]).get(ME).status_code == 200
    changed = admin.patch(f"/api/v1/auth/accounts/{came['account']['id']}/", {"is_active": False})
    assert changed.status_code == 200
    refused = bearing(came["access"]).get(ME)
    assert (refused.status_code, refused.json()["code"]) == (401, "session_revoked")
    assert len(emitted("session.ended.v1")) == 1
