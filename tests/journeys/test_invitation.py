"""From an invitation to the first time that is logged; and a customer who walked in gets their login."""

import uuid
from collections.abc import Callable

import demo
import pytest
from callers import PASSWORD
from platform_client import Person


@pytest.fixture
def recent_chief(gateway: str, chief: Person) -> Person:
    """The admin of the demonstration, who signed in just now."""
    recent = Person(gateway, "chief")
    recent.login(chief.email, "servease-demo")
    return recent


def accepted(gateway: str, name: str, code: str) -> Person:
    """Whoever follows the link of an invitation, signed in by that."""
    person = Person(gateway, name)
    person.signed_in(person.post("auth/invitations/accept/", {"code": code, "password": PASSWORD}))
    return person


@pytest.mark.shows("AU12")
def test_from_an_invitation_to_the_first_time_log(
    gateway: str, recent_chief: Person, customer: Person, appointment: dict, mailed_code: Callable[..., str]
) -> None:
    email = f"{uuid.uuid4().hex}@example.org"
    invited = {"email": email, "first_name": "Theo", "last_name": "New", "role": "employee"}
    account = recent_chief.post("auth/accounts/", invited, 201)
    assert (account["role"], account["groups"]) == ("employee", ["technician"])
    assert (
        Person(gateway, "theo")
        .request("POST", "auth/login/", json={"email": email, "password": PASSWORD})
        .status_code
        == 401
    )

    code = mailed_code(email, "invitation")
    technician = accepted(gateway, "theo", code)
    again = {"code": code, "password": "another long test password"}
    refused = technician.request("POST", "auth/invitations/accept/", json=again)
    assert [error["code"] for error in refused.json()["errors"]] == ["code_invalid"]
    own = technician.wait_for("employees/me/", lambda row: row["is_technician"], "The employee's record")
    assert own["id"] == account["id"]

    booked = demo.check_in(recent_chief, customer, appointment)
    project = customer.get(f"projects/{booked['project_id']}/")
    time_log = demo.work(recent_chief, technician, customer, project)
    assert (time_log["employee_id"], time_log["status"]) == (technician.id, "stopped")


def test_a_customer_who_walked_in_gets_a_login_and_keeps_their_car(
    gateway: str, chief: Person, mailed_code: Callable[..., str]
) -> None:
    email = f"{uuid.uuid4().hex}@example.org"
    walk_in = chief.post(
        "customers/", {"first_name": "Wanda", "last_name": "Walk", "email": email}, 201, **demo.once()
    )
    vehicle = chief.post("vehicles/", {**demo.new_vehicle(), "owner_id": walk_in["id"]}, 201, **demo.once())

    chief.post(f"auth/accounts/{walk_in['id']}/invitation/", {}, 204)
    customer = accepted(gateway, "wanda", mailed_code(email, "invitation"))

    assert customer.id == walk_in["id"]
    assert customer.get(f"vehicles/{vehicle['id']}/")["plate"] == vehicle["plate"]
    shown = chief.wait_for(f"customers/{customer.id}/", lambda row: row["has_login"], "That there is a login")
    assert shown["email"] == email
