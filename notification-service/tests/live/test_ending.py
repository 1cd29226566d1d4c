"""Each stream ends with the reason why."""

import time
import uuid

import pytest

from chassis.auth import renew_rights, revoke_session, withdraw_key
from chassis.bearer_codes import new_code
from tests.live.reading import Reading
from tests.live.servers import eventually


@pytest.fixture(autouse=True)
def same_redis(settings, redis_server):
    """What this process revokes, the stream knows."""
    settings.REDIS_URL = redis_server.url


def ended(reading):
    """The reason, and how long it took."""
    began = time.monotonic()
    events = reading.rest()
    assert [one.event for one in events] == ["end"]
    return events[0].data["reason"], time.monotonic() - began


@pytest.mark.drill
@pytest.mark.shows("NO09")
def test_a_session_that_ends_ends_its_streams_within_a_second_and_no_others(listen, redis_server, rounds):
    session, account = uuid.uuid4(), uuid.uuid4()
    streams = [listen(account_id=account, sid=str(session)) for _ in range(2)]
    other = listen(account_id=account)

    assert revoke_session(session)

    for reading in streams:
        reason, seconds = ended(reading)
        assert reason == "session_revoked"
        assert seconds < rounds(20, 1)
    redis_server.publish("notification.created.v1", account_id=str(account))
    assert other.next().event == "notification.created"


@pytest.mark.drill
def test_rights_that_change_end_a_stream_within_a_second(listen, rounds):
    account = uuid.uuid4()
    reading = listen(role="employee", account_id=account, rights=1)
    assert renew_rights(account, 2)
    reason, seconds = ended(reading)
    assert reason == "rights_changed"
    assert seconds < rounds(20, 1)


def test_a_key_that_is_withdrawn_ends_the_streams_of_its_tokens(own_servers, listen, authentication):
    reading = listen()
    assert withdraw_key(authentication.key_id)
    assert ended(reading)[0] == "token_expired"


def test_a_token_that_is_over_ends_its_stream(listen):
    assert ended(listen(exp=int(time.time()) + 5))[0] == "token_expired"


@pytest.mark.drill
def test_a_process_that_ends_says_so_to_all_and_takes_nobody_more(
    own_servers, listen, stream, taking_less_than
):
    readings = [listen() for _ in range(20)]
    with taking_less_than(5):
        stream.process.terminate()
        assert [ended(reading)[0] for reading in readings] == ["shutdown"] * 20
        stream.process.wait(60)


@pytest.mark.shows("NO09")
def test_whoever_reads_too_slowly_is_dropped_and_the_others_are_not(
    own_servers, listen, stream, token, redis_server
):
    fast = listen(topics="board", role="employee")
    slow = Reading(stream.port, token("employee"), "board", receive_buffer=4096).begin()
    sent = 0
    while not stream.says('"reason":"too_slow"'):
        for _ in range(200):
            redis_server.publish("project.progressed.v1", title="x" * 150)
        sent += 200
        for _ in range(200):
            assert fast.next().event == "project.progressed"
        assert sent < 20_000

    received = slow.rest()
    assert len(received) < sent
    slow.close()
    again = Reading(stream.port, token("employee"), "board", last=slow.last)
    missed = [again.next().event for _ in range(sent - sum(one.event != "end" for one in received))]
    assert set(missed) == {"project.progressed"}
    again.close()


def test_whoever_hangs_up_is_forgotten(own_servers, listen, stream):
    listen().close()
    eventually(lambda: stream.says('"reason":"left"'))


@pytest.fixture
def api_key(servers):
    """A key of an employee, as authentication-service says of it."""
    said = {
        "id": str(uuid.uuid4()),
        "account_id": str(uuid.uuid4()),
        "role": "employee",
        "permissions": [],
        "rights": 1,
        "email_verified": True,
        "scopes": ["notifications:read"],
    }
    servers.authentication.server.replies("POST", "/internal/api-keys/", said)
    return f"sea_{new_code()}", said


@pytest.mark.drill
@pytest.mark.parametrize(
    ("ends", "why"),
    [
        (lambda said: revoke_session(uuid.UUID(said["id"])), "session_revoked"),
        (lambda said: renew_rights(uuid.UUID(said["account_id"]), 2), "rights_changed"),
    ],
    ids=["the key is ended", "its account changes"],
)
def test_a_key_follows_its_inbox_until_it_ends(stream, redis_server, api_key, rounds, ends, why):
    key, said = api_key
    reading = Reading(stream.port, key).begin()
    redis_server.publish("notification.created.v1", account_id=said["account_id"])
    assert reading.next().event == "notification.created"
    assert ends(said)
    reason, seconds = ended(reading)
    assert reason == why
    assert seconds < rounds(20, 1)
    reading.close()
