import pytest

from chassis.http import ServiceClient
from chassis.models import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def customers(upstream):
    service = upstream("customer-service")
    service.checked = False
    return service


@pytest.fixture(autouse=True)
def closed_breaker():
    from tests.sample.views import customers

    customers.breaker.close()


def ask(client, **headers):
    return client.get(f"/api/v1/customers/{new_id()}/", headers=headers)


def test_a_question_carries_the_askers_token_and_the_request_id(api, customers):
    customers.replies("GET", "/api/v1/customers/{id}/", {"name": "Ada"})
    customer = api.as_customer()
    answer = ask(customer, **{"X-Request-ID": "a-request-id"})
    assert answer.json() == {"name": "Ada"}
    [call] = customers.calls
    assert call.headers["Authorization"] == customer._credentials["HTTP_AUTHORIZATION"]
    assert call.headers["X-Request-ID"] == "a-request-id"


def test_a_neighbour_that_is_down_is_503_with_retry_after(api, customers):
    customers.down()
    answer = ask(api.as_customer())
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    assert answer["Retry-After"] == "5"
    assert answer.json()["service"] == "customer-service"


@pytest.mark.parametrize(
    ("address_name", "service"),
    [
        ("AUTH_SERVICE_URL", "authentication-service"),
        ("VEHICLE_SERVICE_URL", "vehicleandproject-service"),
        ("APPOINTMENT_SERVICE_URL", "appointment-service"),
    ],
)
def test_a_neighbour_has_the_name_that_operators_know_it_by(address_name, service):
    assert ServiceClient(address_name).service == service


def test_a_get_is_tried_three_times(api, customers):
    customers.replies("GET", "/api/v1/customers/{id}/", {"title": "busy"}, status=503)
    assert ask(api.as_customer()).status_code == 503
    assert len(customers.calls) == 3


def test_after_five_failures_the_breaker_answers_at_once(api, customers):
    customers.replies("GET", "/api/v1/customers/{id}/", {"title": "broken"}, status=500)
    customer = api.as_customer()
    for _ in range(5):
        assert ask(customer).status_code == 503
    params = len(customers.calls)
    assert ask(customer).status_code == 503
    assert len(customers.calls) == params


def test_the_bytes_of_a_file_are_read_as_they_are(customers):
    customers.replies("GET", "/files/{id}/", b"\x89PNG\r\n")
    assert ServiceClient("CUSTOMER_SERVICE_URL").get_file("/files/1/", None) == b"\x89PNG\r\n"
