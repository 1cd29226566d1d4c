"""What an account may do changes everywhere at once, and its person stays signed in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from callers import PASSWORD
from platform_client import Person


def asked_with(token: str, person: Person, method: str, path: str, **options) -> tuple[int, str]:
    answer = person.request(method, path, headers={"Authorization": f"Bearer {token}"}, **options)
    return answer.status_code, answer.json().get("code", "")


@pytest.fixture
def pair(customer: Person) -> dict:
    return customer.login(customer.email, PASSWORD)


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
