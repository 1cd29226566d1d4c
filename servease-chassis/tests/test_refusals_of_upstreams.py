"""What an upstream says is passed on as what it is: the person's matter, the thing's, or our own mistake."""

import msgspec
import pytest

from chassis.auth import Actor, service
from chassis.errors import InvalidField, UpstreamUnavailable
from chassis.http import Page, ServiceClient, UpstreamNotFound
from chassis.models import new_id
from tests.sample.errors import NO_SUCH_CUSTOMER

pytestmark = pytest.mark.django_db

PATH = "/api/v1/customers/{id}/"
ASKER = Actor(id=new_id(), role="customer", token="a-token")


class Customer(msgspec.Struct):
    name: str


@pytest.fixture
def customers(upstream):
    stand_in = upstream("customer-service")
    stand_in.checked = False
    yield stand_in
    from tests.sample.views import customers

    customers.breaker.close()


def ask(api):
    return api.as_customer().get(f"/api/v1/customers/{new_id()}/")


def refuses(customers, status, code="a_code", **members):
    headers = {"Retry_After": "7"} if status == 429 else {}
    body = {"status": status, "title": "No", "detail": "Not so.", "code": code, **members}
    customers.replies("GET", PATH, body, status=status, **headers)


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "token_expired"), (403, "permission_denied"), (409, "label_taken"), (422, "a_code")],
)
def test_what_is_refused_to_the_person_or_because_of_the_thing_is_answered_as_it_was_said(
    api, customers, status, code
):
    members = {"allowed": ["another"]} if status == 409 else {}
    refuses(customers, status, code, **members)
    answer = ask(api)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (answer.json()["detail"], answer.json().get("allowed")) == ("Not so.", members.get("allowed"))
    assert answer.json()["request_id"] == answer["X-Request-ID"]
    assert ("WWW-Authenticate" in answer) == (status == 401)


def test_a_neighbour_that_has_too_much_to_do_says_when_to_come_back(api, customers):
    refuses(customers, 429, "throttled")
    answer = ask(api)
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (429, "throttled", "7")


@pytest.mark.parametrize("status", [302, 400, 404, 405, 406, 415])
def test_a_wrong_question_of_ours_is_not_told_as_the_neighbours_outage(api, customers, logged, status):
    refuses(customers, status, "invalid", errors=[{"field": "from", "code": "unknown_field"}])
    answer = ask(api)
    assert (answer.status_code, answer.json()["code"]) == (502, "upstream_refused")
    assert answer.json()["service"] == "customer-service"
    assert "errors" not in answer.json()
    [line] = [line for line in logged if line["event"] == "upstream refused our question"]
    assert (line["upstream"], line["status"], line["code"]) == ("customer-service", status, "invalid")


@pytest.mark.parametrize("status", [401, 403])
def test_what_is_refused_to_this_service_is_no_matter_of_the_persons(api, customers, monkeypatch, status):
    from tests.sample import views

    monkeypatch.setattr(service, "_token", service.ServiceToken("", "", 0.0))
    monkeypatch.setattr("chassis.http.service_token", lambda: "our-own")

    def get(self, request, customer_id):
        return views.customers.get(f"/api/v1/customers/{customer_id}/", None)

    monkeypatch.setattr(views.CustomerView, "get", views.operation(upstreams=["customer-service"])(get))
    refuses(customers, status, "token_expired")
    answer = ask(api)
    assert (answer.status_code, answer.json()["code"]) == (502, "upstream_refused")


@pytest.mark.parametrize("content", [{}, {"name": None}, {"name": 7}, [], None])
def test_an_answer_without_what_is_read_of_it_is_a_failure_with_a_name(customers, content):
    customers.replies("GET", "/customers/", content)
    client = ServiceClient("CUSTOMER_SERVICE_URL")
    with pytest.raises(UpstreamUnavailable) as raised:
        client.get("/customers/", ASKER, reads=Customer)
    assert raised.value.members == {"service": "customer-service"}
    assert not client.breaker.is_open


def test_what_is_not_read_of_an_answer_may_be_anything(customers):
    page = {"next": None, "previous": None, "results": [{"name": "Ada", "new": 1}], "count": 1}
    customers.replies("GET", "/customers/", page)
    client = ServiceClient("CUSTOMER_SERVICE_URL")
    assert client.get("/customers/", ASKER, reads=Page[Customer]).results == [Customer("Ada")]


def test_an_id_of_another_service_that_is_nobodys_is_an_error_of_its_field(customers):
    client = ServiceClient("CUSTOMER_SERVICE_URL")
    named = {"field": "owner_id", "unknown": NO_SUCH_CUSTOMER}
    with pytest.raises(InvalidField) as raised:
        client.find("/customers/7/", ASKER, **named)
    [error] = raised.value.detail["owner_id"]
    assert (error, error.code) == ("There is no such customer.", "unknown")
    customers.replies("GET", "/customers/7/", {"name": "Ada"})
    assert client.find(
        "/customers/7/", ASKER, field="owner_id", unknown=NO_SUCH_CUSTOMER, reads=Customer
    ) == Customer("Ada")


def test_a_thing_that_is_not_there_is_missing_to_whoever_asks_for_it(customers):
    with pytest.raises(UpstreamNotFound):
        ServiceClient("CUSTOMER_SERVICE_URL").get("/customers/7/", ASKER)


def test_parameters_go_as_an_address_has_them(customers):
    customers.replies("GET", "/customers/", {})
    ServiceClient("CUSTOMER_SERVICE_URL").get("/customers/", ASKER, name="A&B ü", active=True, none=None)
    assert customers.calls[0].path == "/customers/?name=A%26B+%C3%BC&active=true"
