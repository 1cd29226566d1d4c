"""Rule: an outage of authentication-service stops nobody who holds a token."""

import json
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from authentication_stand_in import SigningKey, closed_port
from jwt.algorithms import RSAAlgorithm

from chassis.auth import keys, withdraw_key


def wait_until(condition, seconds=60.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not come about."
        threading.Event().wait(0.01)


@pytest.fixture
def impatient(monkeypatch):
    """Every use finds the set in need of refreshing, and may ask at once."""
    monkeypatch.setattr(keys, "REFRESH_SECONDS", 0.0)
    monkeypatch.setattr(keys, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(keys, "PAUSE_AFTER_FAILURE_SECONDS", 0.0)


def test_the_key_set_is_asked_for_once(call, signing_key, authentication_service):
    assert [call(signing_key.token()).status_code for _ in range(20)] == [200] * 20
    assert authentication_service.requests == ["/api/v1/auth/.well-known/jwks.json"]


@pytest.mark.shows("AU10")
def test_a_new_key_is_found_when_it_is_first_used(
    call, signing_key, next_key, authentication_service, impatient
):
    call(signing_key.token())
    authentication_service.publish(signing_key, next_key)
    assert call(next_key.token()).status_code == 200


def test_a_withdrawn_key_counts_no_more_after_the_refresh(
    call, signing_key, next_key, authentication_service, impatient
):
    used = signing_key.token()
    call(used)
    authentication_service.publish(next_key)
    assert call(next_key.token()).status_code == 200
    assert call(signing_key.token()).status_code == 401
    assert call(used).status_code == 401


def idle(monkeypatch, seconds=100 * keys.REFRESH_SECONDS):
    """Let so much time go by without a request."""
    now = time.monotonic() + seconds
    monkeypatch.setattr(keys, "time", SimpleNamespace(monotonic=lambda: now))


def test_after_an_idle_while_a_withdrawn_key_serves_nobody_once_more(
    call, signing_key, next_key, authentication_service, monkeypatch
):
    assert call(signing_key.token()).status_code == 200
    authentication_service.publish(next_key)
    idle(monkeypatch)
    assert call(signing_key.token()).status_code == 401


def test_a_restarted_service_renews_the_set_of_its_file_before_it_serves(
    call, signing_key, next_key, authentication_service, restart, settings
):
    assert call(signing_key.token()).status_code == 200
    wait_until(lambda: list(settings.STATE_DIR.glob("*-key-set.json")))
    authentication_service.publish(next_key)
    restart()
    assert call(signing_key.token()).status_code == 401


def test_an_idle_while_during_an_outage_stops_nobody(call, signing_key, settings, monkeypatch):
    assert call(signing_key.token()).status_code == 200
    settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"
    idle(monkeypatch)
    assert call(signing_key.token()).status_code == 200


def test_a_key_that_was_withdrawn_stays_out_when_redis_and_authentication_go_away(
    call, signing_key, authentication_service, settings
):
    leaked = SigningKey(f"leaked-{uuid.uuid4()}")
    authentication_service.publish(signing_key, leaked)
    assert call(leaked.token()).status_code == 200
    withdraw_key(leaked.key_id)
    assert call(leaked.token()).status_code == 401
    settings.REDIS_URL = f"redis://127.0.0.1:{closed_port()}/0"
    settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"
    assert call(leaked.token()).status_code == 401
    assert call(signing_key.token()).status_code == 200


def test_a_key_that_is_withdrawn_while_a_set_is_on_its_way_does_not_come_back_with_it(
    call, signing_key, authentication_service, settings, restart, impatient
):
    leaked = SigningKey(f"leaked-{uuid.uuid4()}")
    authentication_service.publish(signing_key, leaked)
    assert call(leaked.token()).status_code == 200
    before = len(authentication_service.requests)
    authentication_service.hang()
    call(signing_key.token())  # a refresh is asked for, and answered with the set of before
    wait_until(lambda: len(authentication_service.requests) > before)
    keys.drop(leaked.key_id)
    authentication_service._released.set()
    source = keys._source
    wait_until(lambda: source._fetching is None)
    assert leaked.key_id not in source._keys
    assert not list(settings.STATE_DIR.glob("*-key-set.json"))


def test_a_flood_of_unknown_keys_is_not_passed_on(call, signing_key, next_key, authentication_service):
    call(signing_key.token())
    stranger = next_key.token()
    with ThreadPoolExecutor(8) as crowd:
        replies = list(crowd.map(call, [stranger] * 100))
    assert {reply.status_code for reply in replies} == {401}
    assert len(authentication_service.requests) <= 2


def test_first_callers_share_one_question(call, signing_key, authentication_service):
    with ThreadPoolExecutor(8) as crowd:
        replies = list(crowd.map(call, [signing_key.token()] * 8))
    assert {reply.status_code for reply in replies} == {200}
    assert len(authentication_service.requests) == 1


@pytest.mark.drill
def test_callers_do_not_queue_when_authentication_hangs(
    call, signing_key, authentication_service, taking_less_than
):
    authentication_service.hang()
    with taking_less_than(2.5), ThreadPoolExecutor(10) as crowd:
        list(crowd.map(call, [signing_key.token()] * 10))


@pytest.mark.drill
def test_a_known_key_never_waits(
    call, signing_key, authentication_service, impatient, monkeypatch, taking_less_than
):
    monkeypatch.setattr(keys, "PATIENCE_SECONDS", 30)
    monkeypatch.setattr(keys, "FETCH_SECONDS", 30)
    call(signing_key.token())
    authentication_service.hang()
    with taking_less_than(0.5):
        call(signing_key.token())
    wait_until(lambda: len(authentication_service.requests) >= 2)
    with taking_less_than(0.5):
        call(signing_key.token())


def test_the_last_good_set_serves_through_an_outage(call, signing_key, settings, impatient):
    call(signing_key.token())
    settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"
    assert [call(signing_key.token()).status_code for _ in range(5)] == [200] * 5


def test_a_restart_during_an_outage_still_verifies(call, signing_key, settings, restart):
    call(signing_key.token())
    wait_until(lambda: list(settings.STATE_DIR.glob("*-key-set.json")))
    settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"
    restart()
    assert call(signing_key.token()).status_code == 200


def test_without_any_key_set_nobody_is_judged(call, signing_key, settings):
    settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"
    response = call(signing_key.token())
    assert response.status_code == 503
    assert response.data["code"] == "upstream_unavailable"


def test_the_first_key_set_is_taken_when_authentication_comes_up(
    call, signing_key, settings, authentication_service, impatient
):
    settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"
    assert call(signing_key.token()).status_code == 503
    settings.AUTH_SERVICE_URL = authentication_service.address
    assert call(signing_key.token()).status_code == 200


def private_set(key):
    private = RSAAlgorithm.to_jwk(key.private, as_dict=True)
    return {"keys": [{**private, "kid": key.key_id, "alg": "RS256"}]}


@pytest.mark.parametrize(
    "answer",
    [
        lambda key: (500, b"{}"),
        lambda key: (200, b"<html>"),
        lambda key: (200, b"[]"),
        lambda key: (200, b'{"keys": []}'),
        lambda key: (200, b'{"keys": [{"kid": "x", "alg": "RS256"}]}'),
        lambda key: (200, b'{"keys": [7]}'),
        lambda key: (200, b" " * 100_000),
        lambda key: (200, b"[" * 50_000),
        lambda key: (200, json.dumps(private_set(key)).encode()),
        lambda key: (200, json.dumps({"keys": [{**key.published(), "alg": "HS256"}]}).encode()),
    ],
    ids=["error", "page", "list", "none", "broken", "number", "large", "deep", "private", "algorithm"],
)
def test_an_answer_that_is_no_key_set_changes_nothing(
    call, signing_key, next_key, authentication_service, impatient, answer
):
    call(signing_key.token())
    authentication_service.answer = lambda path: answer(next_key)
    assert call(next_key.token()).status_code == 401
    assert call(signing_key.token()).status_code == 200


def test_a_kept_set_that_is_broken_is_passed_over(call, signing_key, settings):
    (settings.STATE_DIR / f"{settings.SERVICE_NAME}-key-set.json").write_text("half of a fi")
    assert call(signing_key.token()).status_code == 200


def test_a_folder_that_cannot_be_written_stops_nobody(call, signing_key, settings, tmp_path):
    occupied = tmp_path / "a-file"
    occupied.write_text("")
    settings.STATE_DIR = occupied / "below"
    assert call(signing_key.token()).status_code == 200
