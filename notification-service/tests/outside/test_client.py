"""Rule: what is asked is what was checked, once, and within ten seconds."""

from threading import Event

import pytest

from chassis.outbound import Unanswered
from outside import Inside, check, client, post
from tests.receiver import Receiver, Reply

PUBLIC = "93.184.215.14"


@pytest.mark.shows("NO08")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_and_is_not_followed(receiver, inside, status):
    receiver.replies = [Reply(status, {"Location": inside.url})]
    assert post(receiver.url, b"{}", {}).status == status
    assert (len(receiver.received), inside.connections) == (1, 0)


def test_a_name_that_leads_inside_only_when_it_is_used_is_refused_then(names, inside, connected):
    names["moves.example"] = [[PUBLIC], ["127.0.0.1"]]
    url = f"https://moves.example:{inside.port}/"
    check(url)
    with pytest.raises(Inside, match="public internet"):
        post(url, b"{}", {})
    assert (connected, inside.connections) == ([], 0)


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(names, inside, connected, monkeypatch):
    """Between check and use the name moves inside; who looks it up again is led there."""
    monkeypatch.setattr(client, "SECONDS_TO_CONNECT", 0.2)
    names["moves.example"] = [[PUBLIC], ["127.0.0.1"]]
    with pytest.raises(Unanswered):
        post(f"https://moves.example:{inside.port}/", b"{}", {})
    assert (connected, inside.connections) == ([PUBLIC], 0)
    assert names["moves.example"] == [["127.0.0.1"]]


def test_an_allowed_name_is_reached_by_its_name_and_gets_no_credentials_of_ours(names, settings, receiver):
    names["erp.example"] = [["127.0.0.1"]]
    settings.OUTBOUND_ALLOWED = [f"erp.example:{receiver.port}"]
    post(f"http://erp.example:{receiver.port}/news", b"{}", {"Content-Type": "application/json"})
    [request] = receiver.received
    assert request.headers["Host"] == f"erp.example:{receiver.port}"
    assert not {"Authorization", "Cookie", "X-Request-ID"} & set(request.headers.keys())


def test_cookies_are_not_kept(receiver):
    receiver.replies = [Reply(headers={"Set-Cookie": "session=1"})]
    post(receiver.url, b"{}", {})
    post(receiver.url, b"{}", {})
    assert all("Cookie" not in request.headers for request in receiver.received)


def test_an_endless_answer_ends_at_64_kibibytes(receiver):
    receiver.replies = [Reply(endless=True)]
    with pytest.raises(Unanswered, match="larger than 65536 bytes"):
        post(receiver.url, b"{}", {})


@pytest.mark.drill
def test_a_silent_one_is_left_when_the_time_is_over(receiver, monkeypatch, taking_less_than):
    monkeypatch.setattr(client, "SECONDS", 0.5)
    receiver.replies = [Reply(silent=True)]
    with taking_less_than(2), pytest.raises(Unanswered) as raised:
        post(receiver.url, b"{}", {})
    assert raised.value.late


@pytest.mark.drill
def test_a_look_up_that_does_not_end_is_left(names, monkeypatch, taking_less_than):
    ended = Event()
    monkeypatch.setattr(client, "SECONDS", 0.3)
    monkeypatch.setattr("socket.getaddrinfo", lambda *arguments, **options: ended.wait(30) and [])
    with taking_less_than(2), pytest.raises(Unanswered):
        post("https://slow.example/", b"{}", {})
    ended.set()


def test_nobody_listens(settings):
    receiver = Receiver()
    receiver.close()
    settings.OUTBOUND_ALLOWED = [receiver.address]
    with pytest.raises(Unanswered):
        post(receiver.url, b"{}", {})
