"""Rule: whatever an upstream does, a question to it ends in time, and what does not need it still works."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chassis.auth import Actor
from chassis.errors import UpstreamUnavailable
from chassis.http import ServiceClient, together
from chassis.models import new_id
from chassis.outbound import within

ASKER = Actor(id=new_id(), role="customer", token="a-token")


@pytest.fixture
def customers(upstream):
    service = upstream("customer-service")
    service.checked = False
    service.replies("GET", "/customers/", {"name": "Ada"})
    return service


def outcome(client):
    try:
        return client.get("/customers/", ASKER)
    except UpstreamUnavailable as error:
        return error.status_code


def at_once(client, times=4):
    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(outcome, [client] * times))


def test_four_who_ask_a_slow_neighbour_at_once_wait_as_long_as_one(customers):
    customers.hangs()
    client = ServiceClient("CUSTOMER_SERVICE_URL", seconds=30, places=4)
    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(outcome, client) for _ in range(4)]
        customers.wait_for_calls(4)
        customers.answers()
    assert [one.result() for one in waiting] == [{"name": "Ada"}] * 4


@pytest.mark.drill
def test_four_who_ask_a_hanging_neighbour_at_once_are_all_refused_within_the_deadline(
    customers, taking_less_than
):
    customers.hangs()
    client = ServiceClient("CUSTOMER_SERVICE_URL", seconds=0.4, places=4)
    with taking_less_than(0.8):
        assert at_once(client) == [503] * 4


@pytest.mark.drill
@pytest.mark.parametrize("part", ["head", "body"])
def test_a_dribbling_neighbour_is_held_to_the_deadline(customers, taking_less_than, part):
    customers.dribbles(part)
    client = ServiceClient("CUSTOMER_SERVICE_URL", seconds=0.4)
    with taking_less_than(0.8):
        assert outcome(client) == 503


def test_what_came_too_late_is_not_asked_again(customers):
    customers.hangs()
    assert outcome(ServiceClient("CUSTOMER_SERVICE_URL", seconds=1)) == 503
    assert len(customers.calls) == 1


@pytest.mark.drill
def test_all_tries_share_one_deadline(customers, taking_less_than):
    customers.replies("GET", "/customers/", {}, status=503)
    customers.is_slow(1)
    with taking_less_than(1.9):
        assert outcome(ServiceClient("CUSTOMER_SERVICE_URL", seconds=1.8)) == 503
    assert len(customers.calls) == 2


@pytest.mark.drill
def test_all_questions_of_a_request_share_its_deadline(customers, taking_less_than):
    customers.hangs()
    first, second = (ServiceClient("CUSTOMER_SERVICE_URL", seconds=30) for _ in range(2))
    with within(1), taking_less_than(1.5):
        assert [outcome(first), outcome(second)] == [503, 503]
    assert len(customers.calls) == 1


def test_that_nobody_had_time_left_to_wait_is_no_failure_of_the_neighbours(customers):
    customers.hangs()
    client = ServiceClient("CUSTOMER_SERVICE_URL", seconds=5)
    for _ in range(6):
        with within(0.05):
            assert outcome(client) == 503
    assert not client.breaker.is_open


@pytest.mark.drill
def test_a_neighbour_that_holds_its_places_refuses_further_askers_soon(
    customers, taking_less_than, monkeypatch
):
    monkeypatch.setattr("chassis.http.PATIENCE_SECONDS", 0.5)
    customers.hangs()
    client = ServiceClient("CUSTOMER_SERVICE_URL", seconds=30, places=2)
    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(outcome, client) for _ in range(2)]
        customers.wait_for_calls(2)
        with taking_less_than(1):
            assert outcome(client) == 503
        assert [one.done() for one in waiting] == [False, False]
        assert len(customers.calls) == 2
        customers.answers()


def test_a_busy_neighbour_that_answers_refuses_nobody(customers):
    customers.is_slow(0.2)
    client = ServiceClient("CUSTOMER_SERVICE_URL", places=2)
    assert at_once(client, times=8) == [{"name": "Ada"}] * 8


@pytest.fixture
def somebody_else(settings):
    """A server at the upstream's address that answers each question with a page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", "6")
            self.end_headers()
            self.wfile.write(b"<html>")

        def log_message(self, *arguments):
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.CUSTOMER_SERVICE_URL = f"http://127.0.0.1:{server.server_port}"
    yield
    server.shutdown()
    server.server_close()


def test_a_neighbour_whose_answers_are_no_json_opens_the_breaker(somebody_else):
    client = ServiceClient("CUSTOMER_SERVICE_URL")
    assert [outcome(client) for _ in range(5)] == [503] * 5
    assert client.breaker.is_open


def test_an_open_breaker_lets_one_through_to_try(customers, monkeypatch):
    monkeypatch.setattr("chassis.breaker.SECONDS_OPEN", 0)
    client = ServiceClient("CUSTOMER_SERVICE_URL")
    customers.replies("GET", "/customers/", {}, status=500)
    for _ in range(5):
        assert outcome(client) == 503
    assert client.breaker.is_open
    customers.replies("GET", "/customers/", {"name": "Ada"})
    assert outcome(client) == {"name": "Ada"}
    assert not client.breaker.is_open


def test_while_one_tries_whether_it_is_back_the_others_fail_at_once(customers, monkeypatch):
    client = ServiceClient("CUSTOMER_SERVICE_URL", seconds=0.4)
    for _ in range(5):
        client.breaker.failed()
    client.breaker._try_at = 0.0
    customers.hangs()
    assert at_once(client) == [503] * 4
    assert len(customers.calls) == 1


def test_questions_together_take_as_long_as_the_slowest_and_keep_their_order(customers):
    customers.hangs()
    customers.replies("GET", "/others/", {"name": "Bob"})
    client = ServiceClient("CUSTOMER_SERVICE_URL", seconds=30)
    with ThreadPoolExecutor(1) as thread:
        asking = thread.submit(
            together, lambda: client.get("/customers/", ASKER), lambda: client.get("/others/", ASKER)
        )
        customers.wait_for_calls(2)
        customers.answers()
    assert asking.result() == [{"name": "Ada"}, {"name": "Bob"}]


@pytest.mark.drill
def test_questions_together_share_the_deadline_and_the_request_id_of_their_request(
    customers, taking_less_than
):
    from chassis.logs import request_id

    customers.hangs()
    client = ServiceClient("CUSTOMER_SERVICE_URL")
    token = request_id.set("a-request-id")
    with within(1), taking_less_than(1.5), pytest.raises(UpstreamUnavailable):
        together(*[lambda: client.get("/customers/", ASKER)] * 2)
    request_id.reset(token)
    assert {call.headers["X-Request-ID"] for call in customers.calls} == {"a-request-id"}


def test_proxies_of_the_environment_are_not_asked(customers, monkeypatch, settings, authentication):
    from chassis.auth import keys

    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert outcome(ServiceClient("CUSTOMER_SERVICE_URL")) == {"name": "Ada"}
    assert b"keys" in keys._download()


@pytest.mark.drill
@pytest.mark.django_db
def test_a_request_ends_in_time_however_many_neighbours_hang(api, customers, monkeypatch, taking_less_than):
    from tests.sample.views import customers as params

    monkeypatch.setattr("chassis.middleware.SECONDS_FOR_QUESTIONS", 0.3)
    customers.hangs()
    with taking_less_than(0.8):
        answer = api.as_customer().get(f"/api/v1/customers/{new_id()}/")
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    params.breaker.close()
