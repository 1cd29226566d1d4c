"""Who may sign in from the start, and what signing in leaves in a browser."""

import pytest
import seed
from platform_client import Person

ROLES = {
    "customer@servease.test": "customer",
    "technician@servease.test": "employee",
    "technician2@servease.test": "employee",
    "technician3@servease.test": "employee",
    "admin@servease.test": "admin",
}


@pytest.mark.shows("SD21")
@pytest.mark.parametrize("email", ROLES)
def test_each_account_of_the_demonstration_signs_in_with_its_role(gateway: str, email: str) -> None:
    person = Person(gateway, "somebody")

    person.login(email, seed.PASSWORD)

    assert person.get("auth/me/")["role"] == ROLES[email]


@pytest.mark.shows("SD21")
@pytest.mark.parametrize("service_type", [code for code, *_ in seed.SERVICE_TYPES])
def test_each_service_of_the_demonstration_can_be_booked(customer: Person, service_type: str) -> None:
    assert customer.get("appointments/slots/", service_type=service_type)["results"]


@pytest.mark.shows("SD09")
def test_signing_in_sets_no_cookie_so_no_page_can_act_for_somebody(customer: Person, gateway: str) -> None:
    credentials = {"email": "customer@servease.test", "password": seed.PASSWORD}
    answer = Person(gateway, "somebody").request("POST", "auth/login/", json=credentials)

    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (200, None)
    cookies = {"access": customer.token, "sessionid": customer.token, "Authorization": customer.token}
    assert Person(gateway, "nobody").request("GET", "auth/me/", cookies=cookies).status_code == 401
