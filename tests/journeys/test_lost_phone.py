"""A technician loses the telephone with their authenticator app, then the recovery codes too."""

from collections.abc import Callable

import pytest
from callers import PASSWORD
from platform_client import Person
from routes_of_services import ONE_ROUTE_OF_EACH_SERVICE
from second_factors import AuthenticatorApp, password_alone, signed_in_with
from test_rights import asked_with


@pytest.fixture
def technician(newcomer: Callable[[str], Person], chief: Person) -> Person:
    return promoted(newcomer("technician"), "employee", chief)


@pytest.fixture
def other_admin(newcomer: Callable[[str], Person], chief: Person) -> Person:
    return promoted(newcomer("other-admin"), "admin", chief)


@pytest.fixture
def recent_chief(gateway: str, chief: Person) -> Person:
    """The admin of the demonstration, who signed in just now."""
    recent = Person(gateway, "chief")
    recent.login(chief.email, "servease-demo")
    return recent


def promoted(person: Person, role: str, chief: Person) -> Person:
    chief.patch(f"auth/accounts/{person.id}/", {"role": role})
    person.login(person.email, PASSWORD)
    return person


@pytest.mark.shows("AU07")
def test_lost_phone(technician: Person, recent_chief: Person, other_admin: Person) -> None:
    app = AuthenticatorApp(technician)
    assert password_alone(technician, PASSWORD)["methods"] == ["totp"]
    signed_in_with(technician, PASSWORD, app.next_code())

    # The telephone is gone. A recovery code opens, and the rest of them are lost in the same bag.
    here = signed_in_with(technician, PASSWORD, app.recovery_codes[0])["access"]
    assert asked_with(here, technician, "GET", "employees/me/") == (200, "")

    path = f"auth/accounts/{technician.id}/factor-reset/"
    assert technician.request("POST", path).status_code == 403
    asked = recent_chief.post(path, {}, 201)
    approve = f"auth/factor-resets/{asked['id']}/approve/"
    assert recent_chief.request("POST", approve).json()["code"] == "another_admin_needed"
    assert "mfa_token" in password_alone(technician, PASSWORD)
    assert other_admin.post(approve)["approved_by_id"] == other_admin.id

    # Whoever found the telephone is signed out everywhere, and its owner signs in and adds the new one.
    answers = {asked_with(here, technician, "GET", route) for route in ONE_ROUTE_OF_EACH_SERVICE}
    assert answers == {(401, "session_revoked")}
    technician.login(technician.email, PASSWORD)
    new_app = AuthenticatorApp(technician)
    assert len(new_app.recovery_codes) == 10
    signed_in_with(technician, PASSWORD, new_app.next_code())
    assert technician.get("auth/mfa/")["second_factors"] == ["totp"]
