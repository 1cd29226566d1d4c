"""An admin who needs a second factor, through the whole platform: nothing opens before, everything after."""

from collections.abc import Callable
from typing import Any

import pytest
from callers import PASSWORD
from platform_answers import until
from platform_client import Person
from second_factors import AuthenticatorApp, password_alone

# Each is open to an admin.
OF_EACH_SERVICE = (
    "auth/accounts/",
    "customers/",
    "employees/",
    "vehicles/",
    "appointments/",
    "notifications/",
    "users/me/",
    "chatbot/conversations/",
)


def answers(admin: Person) -> set[tuple[int, str]]:
    asked = [admin.request("GET", path) for path in OF_EACH_SERVICE]
    return {(answer.status_code, answer.json().get("code", "")) for answer in asked}


@pytest.fixture
def new_admin(newcomer: Callable[[str], Person], chief: Person) -> Person:
    person = newcomer("new-admin")
    chief.patch(f"auth/accounts/{person.id}/", {"role": "admin"})
    return person


@pytest.mark.shows("AU07")
def test_an_admin_must_enrol(new_admin: Person, script: Callable[..., Any], put_back: None) -> None:
    started = script("start", REQUIRE_ADMIN_MFA="true")
    assert started.returncode == 0, started.stderr

    signed_in = new_admin.login(new_admin.email, PASSWORD)
    assert signed_in["mfa_enrolment_required"] is True
    assert answers(new_admin) == {(403, "insufficient_scope")}
    assert new_admin.get("auth/mfa/")["enrolment_required"] is True

    app = AuthenticatorApp(new_admin)
    assert until(lambda: answers(new_admin) == {(401, "token_expired")})
    renewed = new_admin.post("auth/token/refresh/", {"refresh": signed_in["refresh"]})
    new_admin.signed_in({"account": signed_in["account"], **renewed})
    assert answers(new_admin) == {(200, "")}

    # From now on the password alone opens nothing, and the second factor cannot be given up.
    assert "access" not in password_alone(new_admin, PASSWORD)
    new_admin.post("auth/step-up/", {"code": app.next_code()}, 204)
    refused = new_admin.request("DELETE", "auth/mfa/totp/")
    assert (refused.status_code, refused.json()["code"]) == (409, "second_factor_required")
