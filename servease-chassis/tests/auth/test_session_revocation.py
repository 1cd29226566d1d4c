"""Rule: what was revoked counts nowhere from the next request on; without Redis, until its token expires."""

import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from authentication_stand_in import SigningKey, closed_port
from redis import Redis

from chassis.auth import renew_rights, revoke_session, sessions, withdraw_key
from chassis.auth.tokens import ACCESS_SECONDS, OUTAGE_SECONDS


@pytest.fixture
def hanging_redis(settings) -> Iterator[None]:
    """A server that accepts connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.REDIS_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        yield


@pytest.fixture
def redis_that_stalls(settings) -> Iterator[Callable[[], Callable[[], None]]]:
    """The true Redis, behind a server that leaves connections without an answer until it is told not to."""
    address = urlsplit(settings.REDIS_URL)
    recovered, stalled = Event(), []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    here, _ = server.accept()
                    if not recovered.is_set():
                        stalled.append(here)
                        continue
                    there = socket.create_connection((address.hostname, address.port))
                    for source, sink in ((here, there), (there, here)):
                        Thread(target=pass_on, args=[source, sink], daemon=True).start()

        def begin() -> Callable[[], None]:
            port = server.getsockname()[1]
            settings.REDIS_URL = address._replace(netloc=f":{address.password}@127.0.0.1:{port}").geturl()
            Thread(target=serve, daemon=True).start()
            return recovered.set

        yield begin
        for connection in stalled:
            connection.close()


def pass_on(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(4096):
            sink.sendall(data)


@pytest.mark.shows("AU04")
def test_a_revoked_session_is_refused_at_once(call, signing_key):
    session_id = uuid.uuid4()
    token = signing_key.token(sid=str(session_id))
    assert call(token).status_code == 200
    assert revoke_session(session_id)
    response = call(token)
    assert response.status_code == 401
    assert response.data["code"] == "session_revoked"
    assert "WWW-Authenticate" in response.headers


def test_other_sessions_go_on(call, signing_key):
    revoke_session(uuid.uuid4())
    assert call(signing_key.token()).status_code == 200


def test_a_revocation_is_kept_as_long_as_a_token_may_count(authentication_service, settings):
    session_id = uuid.uuid4()
    revoke_session(session_id)
    lives = Redis.from_url(settings.REDIS_URL).ttl(f"auth:revoked-session:{session_id}")
    longest = ACCESS_SECONDS + OUTAGE_SECONDS
    assert longest < lives <= longest + 60


@pytest.mark.shows("US02")
def test_a_token_of_earlier_rights_expires_at_once_and_a_later_one_counts(call, signing_key):
    account_id = uuid.uuid4()
    before, after = (signing_key.token(sub=str(account_id), rights=count) for count in (3, 4))
    assert call(before).status_code == 200
    assert renew_rights(account_id, 4)
    refused = call(before)
    assert (refused.status_code, refused.data["code"]) == (401, "token_expired")
    assert call(after).status_code == 200
    assert call(signing_key.token(rights=0)).status_code == 200


def test_a_token_of_before_rights_were_counted_is_of_the_first_count(call, signing_key):
    account_id = uuid.uuid4()
    token = signing_key.token(sub=str(account_id))
    renew_rights(account_id, 0)
    assert call(token).status_code == 200
    renew_rights(account_id, 1)
    assert call(token).data["code"] == "token_expired"


def test_what_a_withdrawn_key_signed_is_refused_at_once_though_the_key_is_still_published(
    call, call_as_service, authentication_service, signing_key, next_key
):
    leaked, sound = SigningKey(f"leaked-{uuid.uuid4()}"), next_key
    authentication_service.publish(leaked, sound)
    assert call(leaked.token()).status_code == 200
    withdraw_key(leaked.key_id)
    assert call(leaked.token()).data["code"] == "token_invalid"
    forged = leaked.token(token_type="service", role="service", sub="employee-service")
    assert call_as_service(forged).data["code"] == "token_invalid"
    assert call(sound.token()).status_code == 200


def test_a_service_that_restarts_with_a_key_set_of_before_does_not_take_a_withdrawn_key(
    call, authentication_service, restart
):
    leaked = SigningKey(f"leaked-{uuid.uuid4()}")
    authentication_service.publish(leaked)
    assert call(leaked.token()).status_code == 200
    withdraw_key(leaked.key_id)
    authentication_service.answer = lambda path: (503, b"")
    restart()
    assert call(leaked.token()).data["code"] == "token_invalid"


def test_a_count_that_is_told_late_does_not_bring_earlier_tokens_back(call, signing_key):
    account_id = uuid.uuid4()
    renew_rights(account_id, 10)
    renew_rights(account_id, 9)
    assert call(signing_key.token(sub=str(account_id), rights=9)).data["code"] == "token_expired"


def test_without_redis_tokens_count_until_they_expire(call, signing_key, settings):
    settings.REDIS_URL = f"redis://127.0.0.1:{closed_port()}/0"
    assert call(signing_key.token()).status_code == 200
    assert not revoke_session(uuid.uuid4())
    assert not renew_rights(uuid.uuid4(), 1)
    assert not withdraw_key("a-key")


def test_a_hanging_redis_costs_two_timeouts_and_not_one_a_request(
    call, signing_key, hanging_redis, monkeypatch, logged
):
    monkeypatch.setattr(sessions, "PAUSE_SECONDS", 300)
    replies = [call(signing_key.token()).status_code for _ in range(20)]
    assert replies == [200] * 20
    assert [line["event"] for line in logged].count("revoked tokens unknown") == 2


def test_one_answer_that_does_not_come_opens_no_gap(call, signing_key, redis_that_stalls):
    session_id = uuid.uuid4()
    token = signing_key.token(sid=str(session_id))
    revoke_session(session_id)
    sessions._denylist.cache_clear()
    recover = redis_that_stalls()
    assert call(token).status_code == 200
    recover()
    assert call(token).data["code"] == "session_revoked"
