"""Rule: while authentication-service does not answer, a token counts for an hour beyond its time."""

import threading
import time
import uuid
from types import SimpleNamespace

import pytest
import time_machine
from authentication_stand_in import closed_port

from chassis.auth import outage, revoke_session, service, service_token
from chassis.auth.authentication import actor_of, counts_until
from chassis.auth.tokens import ACCESS_SECONDS

HOUR, READY = 60 * 60, outage.READY_PATH


@pytest.fixture
def away(settings):
    """authentication-service does not answer any more, and what is known of that is looked at anew."""

    def away():
        settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"

    return away


@pytest.fixture
def later(monkeypatch):
    """Let so much time go by for what is known of an outage."""

    def later(seconds):
        now = time.monotonic() + seconds
        monkeypatch.setattr(outage, "time", SimpleNamespace(monotonic=lambda: now))

    return later


def over_for(signing_key, seconds, **claims):
    """A token whose time has been over for so long."""
    now = int(time.time())
    return signing_key.token(iat=now - seconds - ACCESS_SECONDS, exp=now - seconds, **claims)


def looks(authentication_service):
    return authentication_service.requests.count("/health/ready/")


@pytest.mark.parametrize("seconds", [31, 600, HOUR - 5, HOUR + 25])
def test_a_token_counts_for_an_hour_beyond_its_time_while_nobody_can_renew_it(
    call, signing_key, away, seconds
):
    call(signing_key.token())
    away()
    assert call(over_for(signing_key, seconds)).status_code == 200


@pytest.mark.parametrize("seconds", [HOUR + 31, 24 * HOUR])
def test_no_token_counts_for_longer(call, signing_key, away, seconds):
    call(signing_key.token())
    away()
    response = call(over_for(signing_key, seconds))
    assert (response.status_code, response.data["code"]) == (401, "token_expired")


def test_one_that_was_used_before_goes_on_too(call, signing_key, away):
    token = signing_key.token()
    assert call(token).status_code == 200
    away()
    with time_machine.travel(time.time() + ACCESS_SECONDS + 40 * 60):
        assert call(token).status_code == 200
    with time_machine.travel(time.time() + ACCESS_SECONDS + 61 * 60):
        assert call(token).data["code"] == "token_expired"


def test_while_authentication_answers_a_token_that_is_over_is_over(call, signing_key, authentication_service):
    for _ in range(20):
        assert call(over_for(signing_key, 60)).data["code"] == "token_expired"
    assert looks(authentication_service) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 429])
def test_whoever_answers_that_it_was_asked_wrongly_is_not_away(
    call, signing_key, authentication_service, status
):
    published = authentication_service.answer
    authentication_service.answer = lambda path: (status, b"{}") if path == READY else published(path)
    assert call(over_for(signing_key, 60)).data["code"] == "token_expired"


def test_an_outage_is_in_the_log_when_it_begins_and_when_it_ends(
    call, signing_key, authentication_service, later, logged
):
    there = authentication_service.answer
    authentication_service.answer = lambda path: (503, b"{}") if path == READY else there(path)
    assert [call(over_for(signing_key, 60)).status_code for _ in range(3)] == [200] * 3
    authentication_service.answer = there
    later(31)
    assert call(over_for(signing_key, 60)).status_code == 401
    said = [line["event"] for line in logged if "authentication-service is" in line["event"]]
    assert [words.partition(":")[0].rpartition(" ")[2] for words in said] == ["away", "back"]


def test_a_token_that_counts_asks_nobody(call, signing_key, authentication_service):
    call(signing_key.token())
    assert looks(authentication_service) == 0


def test_once_authentication_answers_again_a_token_that_is_over_is_over(
    call, signing_key, settings, away, later
):
    call(signing_key.token())
    address = settings.AUTH_SERVICE_URL
    token = over_for(signing_key, 60)
    away()
    assert call(token).status_code == 200
    settings.AUTH_SERVICE_URL = address
    later(outage.BELIEVED_SECONDS + 1)
    assert call(token).data["code"] == "token_expired"


def test_one_whose_database_is_away_gives_no_tokens_either(call, signing_key, authentication_service):
    call(signing_key.token())
    before = authentication_service.answer
    authentication_service.answer = lambda path: (503, b"{}") if path == "/health/ready/" else before(path)
    assert call(over_for(signing_key, 60)).status_code == 200


def test_a_revoked_session_is_revoked_beyond_its_time_too(call, signing_key, away):
    session_id = uuid.uuid4()
    call(signing_key.token())
    away()
    token = over_for(signing_key, 60, sid=str(session_id))
    assert call(token).status_code == 200
    revoke_session(session_id)
    assert call(token).data["code"] == "session_revoked"


@pytest.mark.parametrize("claims", [{"iss": "elsewhere"}, {"aud": "elsewhere"}, {"token_type": "refresh"}])
def test_an_outage_makes_no_other_token_count(call, signing_key, away, claims):
    call(signing_key.token())
    away()
    assert call(over_for(signing_key, 60, **claims)).data["code"] == "token_invalid"


def test_an_outage_makes_no_token_of_the_future_count(call, signing_key, away):
    call(signing_key.token())
    away()
    ahead = int(time.time()) + 600
    assert call(signing_key.token(iat=ahead, exp=ahead + 900)).data["code"] == "token_invalid"


def test_a_service_is_known_by_a_token_that_is_over_too(call_as_service, signing_key, away):
    call_as_service(signing_key.token(token_type="service", role="service", sub="employee-service"))
    away()
    over = over_for(signing_key, 60, token_type="service", role="service", sub="employee-service")
    assert call_as_service(over).status_code == 200


def test_a_service_goes_on_asking_by_its_token_of_before(authentication_service, monkeypatch, away):
    granted = b'{"access": "ours", "expires_in": 300}'
    authentication_service.answer = lambda path: (200, granted)
    monkeypatch.setattr(service, "_token", service.ServiceToken(access="", address="", expires_at=0.0))
    monkeypatch.setattr(service, "_ask_again_at", 0.0)
    assert service_token() == "ours"
    monkeypatch.setattr(service.settings, "AUTH_SERVICE_URL", authentication_service.address)
    authentication_service.answer = lambda path: (503, b"")
    began = time.monotonic()
    for minutes in (10, 60):
        now = began + 60 * minutes
        monkeypatch.setattr(service, "time", SimpleNamespace(monotonic=lambda now=now: now))
        assert service_token() == "ours"
    now = began + 66 * 60
    monkeypatch.setattr(service, "time", SimpleNamespace(monotonic=lambda: now))
    with pytest.raises(Exception, match="not available"):
        service_token()


@pytest.mark.drill
def test_a_hanging_authentication_service_holds_up_those_who_come_first_alone(
    call, signing_key, authentication_service, later, taking_less_than
):
    call(signing_key.token())
    token = over_for(signing_key, 60)
    authentication_service.hang()
    with taking_less_than(2):
        assert call(token).status_code == 200
    later(outage.PAUSE_SECONDS + 2)
    with taking_less_than(0.5):
        assert [call(token).status_code for _ in range(10)] == [200] * 10


def test_they_share_one_question(call, signing_key, authentication_service):
    call(signing_key.token())
    tokens = [over_for(signing_key, 60 + number) for number in range(6)]
    crowd = [threading.Thread(target=call, args=[token]) for token in tokens]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert looks(authentication_service) == 1


def test_what_is_held_open_by_a_token_that_is_over_is_looked_at_again_in_a_minute(
    call, signing_key, authentication_service, away
):
    assert 890 < counts_until(actor_of(signing_key.token())) - time.time() <= 900
    away()
    assert 50 < counts_until(actor_of(over_for(signing_key, 600))) - time.time() <= 60
