import pytest
from django.urls import get_resolver

from chassis.api.permissions import IsService, IsSignedIn, May
from chassis.api.views import View
from chassis.testing.routes import views_without_access

pytestmark = pytest.mark.django_db

FAILING = "/api/v1/failing/"


def test_every_route_says_who_may_use_it():
    assert views_without_access(get_resolver()) == []


def test_a_method_that_does_not_say_so_cannot_be_defined():
    with pytest.raises(TypeError, match="post"):

        class Open(View):
            access = {"GET": IsSignedIn}

            def get(self, request):
                """Read."""

            def post(self, request):
                """Write."""


@pytest.mark.parametrize("entry", [IsService, May])
def test_an_entry_that_needs_words_cannot_be_used_without(entry):
    with pytest.raises(TypeError):

        class Internal(View):
            access = {"GET": entry}

            def get(self, request):
                """Read."""


def test_roles(api):
    assert api.post(FAILING).status_code == 401
    assert api.as_customer().post(FAILING).status_code == 403
    assert api.as_employee().post(FAILING).status_code == 403
    refused = api.as_admin().post(FAILING)
    assert (refused.status_code, refused.json()["code"]) == (403, "never")


@pytest.mark.shows("GW10")
def test_a_services_route_is_for_services_and_theirs_are_not_for_services(api):
    service = api.as_service("customer-service")
    assert service.put(FAILING).json() == {"service": "customer-service"}
    assert api.as_admin().put(FAILING).status_code == 403
    assert service.get("/api/v1/boxes/").status_code == 403


def test_a_method_that_is_not_served_is_405_for_everybody(api):
    forged = api.as_customer()
    forged.credentials(HTTP_AUTHORIZATION="Bearer nonsense")
    for client in (api, api.as_customer(), forged):
        answer = client.delete("/api/v1/boxes/")
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
        assert answer["Allow"] == "GET, POST, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["TRACE", "BREW", "DISPATCH"])
def test_a_method_that_nobody_serves_is_405_too(api, method):
    assert api.generic(method, "/api/v1/boxes/").status_code == 405


def test_options_says_to_everybody_what_may_be_done_here(api):
    forged = api.as_customer()
    forged.credentials(HTTP_AUTHORIZATION="Bearer nonsense")
    for client in (api, api.as_customer(), forged):
        answer = client.options("/api/v1/boxes/")
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer["Allow"] == "GET, POST, HEAD, OPTIONS"
    assert api.options("/api/v1/nowhere/").status_code == 404


def test_head_is_get_without_its_body_and_for_the_same_people(api):
    customer = api.as_customer()
    assert customer.head("/api/v1/boxes/").status_code == 200
    assert customer.head("/api/v1/boxes/")["Content-Type"] == "application/json"
    assert api.head("/api/v1/boxes/").status_code == 401


def test_who_accepts_no_json_gets_406_in_the_common_shape(api):
    answer = api.as_customer().get("/api/v1/boxes/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "header", ["*/*", "application/json", "application/json;q=0.9, */*;q=0.1", "application/*"]
)
def test_who_accepts_json_in_whatever_words_gets_it(api, header):
    answer = api.as_customer().get("/api/v1/boxes/", headers={"Accept": header})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_also_at_a_services_own_port_no_browser_guesses_what_an_answer_is(api):
    for path in ("/api/v1/boxes/", "/api/v1/nowhere/", "/health/live/"):
        assert api.get(path)["X-Content-Type-Options"] == "nosniff"
