"""Rule: a revoked session counts nowhere from the next request on; without Redis, until its token expires."""

import socket
import time
import uuid
from collections.abc import Iterator

import pytest
from authentication_stand_in import closed_port
from redis import Redis

from chassis.auth import revoke_session
from chassis.auth.tokens import ACCESS_SECONDS


@pytest.fixture
def hanging_redis(settings) -> Iterator[None]:
    """A server that accepts connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.REDIS_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        yield


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


def test_a_revocation_is_kept_as_long_as_a_token_lives(authentication_service, settings):
    session_id = uuid.uuid4()
    revoke_session(session_id)
    lives = Redis.from_url(settings.REDIS_URL).ttl(f"auth:revoked-session:{session_id}")
    assert ACCESS_SECONDS - 10 < lives <= ACCESS_SECONDS + 60


def test_without_redis_tokens_count_until_they_expire(call, signing_key, settings):
    settings.REDIS_URL = f"redis://127.0.0.1:{closed_port()}/0"
    assert call(signing_key.token()).status_code == 200
    assert not revoke_session(uuid.uuid4())


def test_a_hanging_redis_costs_one_timeout_and_not_one_a_request(call, signing_key, hanging_redis):
    call(signing_key.token())
    began = time.monotonic()
    replies = [call(signing_key.token()).status_code for _ in range(20)]
    assert replies == [200] * 20
    assert time.monotonic() - began < 0.5
