"""What an account may do changes everywhere at once, and its person stays signed in."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from callers import PASSWORD
from platform_client import Person
from routes_of_services import ONE_ROUTE_OF_EACH_SERVICE


def asked_with(token: str, person: Person, method: str, path: str, **options) -> tuple[int, str]:
    answer = person.request(method, path, headers={"Authorization": f"Bearer {token}"}, **options)
    return answer.status_code, answer.json().get("code", "")


@pytest.fixture
def pair(customer: Person) -> dict:
    return customer.login(customer.email, PASSWORD)


def sign_out(customer: Person, chief: Person, pair: dict) -> None:
    customer.post("auth/logout/", {"refresh": pair["refresh"]}, 204)


def deactivate(customer: Person, chief: Person, pair: dict) -> None:
    chief.patch(f"auth/accounts/{customer.id}/", {"is_active": False})


@pytest.mark.shows("AU04")
@pytest.mark.parametrize("end", [sign_out, deactivate])
def test_a_session_that_ends_is_over_in_every_service_within_a_second(
    customer: Person, chief: Person, pair: dict, end: Callable[[Person, Person, dict], None]
) -> None:
    def answers() -> set[tuple[int, str]]:
        asked = (asked_with(pair["access"], customer, "GET", path) for path in ONE_ROUTE_OF_EACH_SERVICE)
        return set(asked)

    assert {status for status, _ in answers()} <= {200, 403}
    end(customer, chief, pair)
    began = time.monotonic()
    assert answers() == {(401, "session_revoked")}
    assert time.monotonic() - began < 1


@pytest.mark.shows("US02")
def test_who_is_made_an_employee_is_one_in_every_service_within_a_second(
    customer: Person, chief: Person, pair: dict
) -> None:
    assert asked_with(pair["access"], customer, "GET", "employees/") == (403, "permission_denied")
    began = time.monotonic()
    chief.patch(f"auth/accounts/{customer.id}/", {"role": "employee"})
    for path in ("employees/", "customers/", "appointments/", "projects/", "users/me/", "notifications/"):
        assert asked_with(pair["access"], customer, "GET", path) == (401, "token_expired")
    assert time.monotonic() - began < 1
    renewed = customer.post("auth/token/refresh/", {"refresh": pair["refresh"]})
    assert asked_with(renewed["access"], customer, "GET", "employees/") == (200, "")


@pytest.mark.shows("US02")
def test_what_a_group_grants_counts_in_other_services_and_ends_with_it(
    customer: Person, chief: Person
) -> None:
    account = f"auth/accounts/{customer.id}/"
    chief.patch(account, {"role": "employee", "groups": ["office"]})
    office = customer.login(customer.email, PASSWORD)
    customer.get("employees/me/")
    change = ("PATCH", f"employees/{customer.id}/")
    assert asked_with(office["access"], customer, *change, json={"job_title": "Boss"}) == (200, "")
    chief.patch(account, {"groups": ["technician"]})
    assert asked_with(office["access"], customer, *change, json={"job_title": "X"}) == (401, "token_expired")
    renewed = customer.post("auth/token/refresh/", {"refresh": office["refresh"]})["access"]
    assert asked_with(renewed, customer, *change, json={"job_title": "X"}) == (403, "permission_denied")
    assert chief.get(f"employees/{customer.id}/")["job_title"] == "Boss"


def test_two_tabs_that_refresh_at_one_moment_stay_signed_in(customer: Person, pair: dict) -> None:
    def refresh(_: int) -> dict:
        return customer.post("auth/token/refresh/", {"refresh": pair["refresh"]})

    with ThreadPoolExecutor(2) as tabs:
        for renewed in tabs.map(refresh, range(2)):
            assert asked_with(renewed["access"], customer, "GET", "vehicles/") == (200, "")
