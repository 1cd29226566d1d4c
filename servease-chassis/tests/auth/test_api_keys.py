"""Rule: an API key is asked about once a minute; ended it counts nowhere; through an outage it goes on."""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from api_key_stand_in import KeyRegister
from authentication_stand_in import closed_port
from redis import Redis

from chassis.auth import api_keys, ask_keys_of, renew_rights, revoke_session, seen_keys, service
from chassis.auth.authentication import TokenAuthentication, counts_until
from chassis.bearer_codes import digest_of, new_code
from chassis.context import acting


@pytest.fixture
def register(authentication_service, signing_key, monkeypatch) -> Iterator[KeyRegister]:
    monkeypatch.setattr(service, "_token", service.ServiceToken(access="", address="", expires_at=0.0))
    monkeypatch.setattr(service, "_ask_again_at", 0.0)
    restart_keys()
    return KeyRegister(authentication_service, signing_key)


def restart_keys() -> None:
    """Another process, or this one after a restart."""
    api_keys._forget_all()


@pytest.fixture
def later(monkeypatch) -> Callable[[float], None]:
    """Let so many seconds go by for what is kept of keys, here and in Redis."""

    def later(seconds: float) -> None:
        began, wall = time.monotonic() + seconds, time.time() + seconds
        moved = SimpleNamespace(monotonic=lambda: began, time=lambda: wall)
        monkeypatch.setattr(api_keys, "time", moved)
        monkeypatch.setattr(seen_keys, "time", moved)

    return later


@pytest.fixture
def away(settings) -> Callable[[], None]:
    """authentication-service does not answer any more."""

    def away() -> None:
        settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"

    return away


def holder(key):
    return TokenAuthentication()._actor(key)


def assert_no_key(response):
    assert response.status_code == 401
    assert response.data["code"] == "api_key_invalid"
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="servease"'


def test_a_key_names_its_account_and_what_it_may(register):
    key = register.make(scopes=["vehicles:read", "projects:read"])
    said, actor = register.of(key), holder(key)
    assert (str(actor.id), str(actor.session_id)) == (said["account_id"], said["id"])
    assert (actor.role, actor.rights, actor.email_verified) == ("employee", 3, True)
    assert actor.permissions == {"assign_work"}
    assert actor.scopes == {"vehicles:read", "projects:read"}
    assert actor.is_api_key
    assert actor.token == key
    assert key not in repr(actor)


def test_a_token_is_no_api_key(register, signing_key):
    assert not holder(signing_key.token()).is_api_key


def test_who_sends_a_key_is_named_in_the_log_and_the_key_is_not(register, call, logged):
    key = register.make()
    call(key)
    assert acting() == (register.of(key)["account_id"], "employee", "")
    assert key not in str(logged)


def test_a_key_opens_what_its_scopes_name_and_nothing_else(register, call):
    assert call(register.make()).status_code == 200
    refused = call(register.make(scopes=["vehicles:read"]))
    assert (refused.status_code, refused.data["code"]) == (403, "insufficient_scope")


def test_it_is_asked_about_once_a_minute_by_its_hash_alone(register, call, later):
    key = register.make()
    assert [call(key).status_code for _ in range(20)] == [200] * 20
    assert register.questions == [digest_of(key)]
    later(59)
    call(key)
    assert len(register.questions) == 1
    later(61)
    call(key)
    assert len(register.questions) == 2
    assert key not in str(register.service.bodies)


def test_what_its_account_may_is_as_it_is_now_after_a_minute_at_most(register, later):
    key = register.make()
    assert holder(key).is_staff
    register.of(key)["role"] = "customer"
    later(61)
    assert not holder(key).is_staff


def test_an_ended_key_is_refused_at_once_though_it_is_kept(register, call):
    key = register.make()
    assert call(key).status_code == 200
    revoke_session(uuid.UUID(register.of(key)["id"]))
    assert_no_key(call(key))
    assert len(register.questions) == 1


def test_a_key_that_ended_while_authentication_was_away_does_not_go_on(register, call, away, later):
    key = register.make()
    call(key)
    away()
    revoke_session(uuid.UUID(register.of(key)["id"]))
    later(59 * 60)
    assert_no_key(call(key))
    restart_keys()
    assert_no_key(call(key))


def test_without_redis_an_ended_key_counts_for_a_minute_at_most(register, call, settings, later):
    key = register.make()
    settings.REDIS_URL = f"redis://127.0.0.1:{closed_port()}/0"
    assert call(key).status_code == 200
    register.end(key)
    assert call(key).status_code == 200
    later(61)
    assert_no_key(call(key))


def test_when_its_account_changes_it_is_asked_about_anew(register):
    key = register.make()
    assert holder(key).is_staff
    register.of(key).update(role="customer", permissions=[], rights=4)
    renew_rights(uuid.UUID(register.of(key)["account_id"]), 4)
    assert not holder(key).is_staff
    holder(key)
    assert len(register.questions) == 2


def test_a_key_whose_account_is_deactivated_is_refused_at_once(register, call):
    key = register.make()
    account_id = uuid.UUID(register.of(key)["account_id"])
    assert call(key).status_code == 200
    register.end(key)
    renew_rights(account_id, 4)
    assert_no_key(call(key))


def test_a_key_whose_account_changed_waits_for_who_can_say_how(register, call, away):
    key = register.make()
    assert call(key).status_code == 200
    away()
    renew_rights(uuid.UUID(register.of(key)["account_id"]), 4)
    response = call(key)
    assert (response.status_code, response.data["code"]) == (503, "upstream_unavailable")
    assert response.headers["Retry-After"]


def test_a_key_that_expires_within_the_minute_is_refused_from_then_on(register, call, later):
    key = register.make(expires_at=datetime.now(UTC) + timedelta(seconds=30))
    assert call(key).status_code == 200
    later(29)
    assert call(key).status_code == 200
    later(31)
    assert_no_key(call(key))
    assert len(register.questions) == 1


@pytest.mark.parametrize(
    "key", ["sea_", "sea_short", f"sea_{'a' * 44}", f"sea_{'é' * 43}", "sea_" + "a" * 10**6]
)
def test_what_has_not_the_form_of_a_key_is_not_asked_about(register, call, key):
    assert_no_key(call(key))
    assert register.questions == []


def test_an_unknown_key_is_asked_about_once_in_ten_seconds(register, call, later):
    stranger = f"sea_{new_code()}"
    assert {call(stranger).status_code for _ in range(10)} == {401}
    assert len(register.questions) == 1
    later(11)
    assert_no_key(call(stranger))
    assert len(register.questions) == 2


def test_a_flood_of_unknown_keys_asks_little_and_does_not_touch_a_known_one(register, call):
    key = register.make()
    call(key)
    answers = [call(f"sea_{new_code()}").status_code for _ in range(300)]
    assert len(register.questions) < 70
    assert set(answers) == {401, 503}
    assert call(key).status_code == 200


def test_nor_one_that_this_process_has_not_seen_since_it_was_restarted(register, call):
    key, unseen = register.make(), register.make()
    call(key)
    restart_keys()
    for _ in range(60):
        call(f"sea_{new_code()}")
    asked = len(register.questions)
    assert call(key).status_code == 200
    assert len(register.questions) == asked + 1  # it may have ended since
    assert call(unseen).status_code == 503


def test_who_comes_together_shares_one_question(register, call):
    key = register.make()
    with ThreadPoolExecutor(8) as crowd:
        replies = list(crowd.map(call, [key] * 8))
    assert {reply.status_code for reply in replies} == {200}
    assert len(register.questions) == 1


def test_seen_within_the_hour_it_goes_on_while_authentication_is_away(register, call, away, later):
    key = register.make()
    call(key)
    away()
    for minutes in (2, 30, 59):
        later(60 * minutes)
        assert call(key).status_code == 200
    later(60 * 61)
    response = call(key)
    assert (response.status_code, response.data["code"]) == (503, "upstream_unavailable")


def test_what_another_process_saw_serves_one_that_is_restarted(register, call, away, later):
    key = register.make()
    call(key)
    away()
    restart_keys()
    later(59 * 60)
    assert call(key).status_code == 200
    restart_keys()
    later(61 * 60)
    assert call(key).status_code == 503


def test_what_nobody_has_seen_waits_for_authentication(register, call, away):
    away()
    response = call(register.make())
    assert (response.status_code, response.data["code"]) == (503, "upstream_unavailable")


@pytest.mark.parametrize("forge", ["unsigned", "of another key"])
def test_whoever_can_write_to_redis_alone_makes_no_key(register, call, away, settings, forge):
    key, stranger = register.make(role="admin"), f"sea_{new_code()}"
    call(key)
    store = Redis.from_url(settings.REDIS_URL)
    signed = store.get(f"api-key:{digest_of(key)}")
    forged = signed if forge == "of another key" else signed.rpartition(b":")[0]
    store.set(f"api-key:{digest_of(stranger)}", forged, ex=60)
    away()
    restart_keys()
    assert call(stranger).status_code == 503


def test_the_hour_in_redis_is_an_hour_and_the_key_is_not_there(register, call, settings):
    key = register.make()
    call(key)
    store = Redis.from_url(settings.REDIS_URL)
    name = f"api-key:{digest_of(key)}"
    assert 3500 < store.ttl(name) <= 3600
    assert key.encode() not in store.get(name)


@pytest.mark.drill
def test_a_hanging_authentication_service_holds_up_nobody_who_is_known(
    register, call, later, taking_less_than
):
    key = register.make()
    call(key)
    register.service.hang()
    later(61)
    with taking_less_than(2.5), ThreadPoolExecutor(10) as crowd:
        replies = list(crowd.map(call, [key] * 10))
    assert {reply.status_code for reply in replies} == {200}
    with taking_less_than(0.5):
        assert [call(key).status_code for _ in range(20)] == [200] * 20


def test_once_it_answers_again_it_is_asked_again(register, call, settings, later):
    key, address = register.make(), settings.AUTH_SERVICE_URL
    call(key)
    settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"
    later(61)
    assert call(key).status_code == 200
    settings.AUTH_SERVICE_URL = address
    register.end(key)
    later(70)
    assert_no_key(call(key))


@pytest.mark.parametrize(
    "answer", [(500, b"{}"), (503, b""), (403, b"{}"), (200, b"<html>"), (200, b"{}"), (200, b"[" * 50_000)]
)
def test_an_answer_that_says_nothing_of_a_key_is_none(register, call, later, answer):
    key = register.make()
    call(key)
    before = register.service.answer
    register.service.answer = lambda path: answer if path == "/internal/api-keys/" else before(path)
    later(61)
    assert call(key).status_code == 200
    assert call(register.make()).status_code == 503


def test_a_token_of_ours_that_is_refused_is_replaced(register, call):
    before, refused = register.service.answer, []

    def answer(path):
        if path == "/internal/api-keys/" and not refused:
            refused.append(path)
            return 401, b"{}"
        return before(path)

    register.service.answer = answer
    assert call(register.make()).status_code == 200
    assert register.service.requests.count("/internal/token/") == 2


def test_a_service_of_before_that_knows_no_keys_makes_them_invalid(register, call):
    register.service.answer = lambda path: (
        (200, b'{"access": "x", "expires_in": 300}') if "token" in path else (404, b"")
    )
    assert_no_key(call(f"sea_{new_code()}"))


def test_a_forked_process_asks_for_itself(register):
    key = register.make()
    holder(key)
    here, there = os.pipe()
    if not (child := os.fork()):
        os.write(there, str(len(api_keys._known._kept)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(here, 10) == b"0"
    assert len(api_keys._known._kept) == 1


def test_no_more_are_kept_than_may_be(register, monkeypatch):
    monkeypatch.setattr(api_keys, "MOST_KEPT", 3)
    keys = [register.make() for _ in range(5)]
    for key in keys:
        holder(key)
    assert list(api_keys._known._kept) == keys[2:]


def test_what_is_held_open_by_a_key_is_looked_at_again_in_a_quarter_of_an_hour(register):
    assert 890 < counts_until(holder(register.make())) - time.time() <= 900
    soon = holder(register.make(expires_at=datetime.now(UTC) + timedelta(seconds=40)))
    assert 30 < counts_until(soon) - time.time() <= 40


def test_another_may_be_asked(register):
    previous = ask_keys_of(lambda digest: None)
    try:
        with pytest.raises(Exception, match="API key"):
            holder(register.make())
        assert register.questions == []
    finally:
        ask_keys_of(previous)
