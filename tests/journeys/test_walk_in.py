"""Somebody who walks in has no login, and the staff do for them what they would do themselves."""

import uuid

import demo
import pytest
import seed
from callers import PASSWORD
from platform_client import Person


@pytest.fixture
def technician(gateway: str) -> Person:
    technician = Person(gateway, "technician")
    technician.login("technician@servease.test", seed.PASSWORD)
    return technician


@pytest.fixture
def walk_in(technician: Person) -> dict:
    """Somebody whose name no other has."""
    name = {"first_name": "Ada", "last_name": f"Byron {uuid.uuid4().hex[:12]}", "phone": "+49 30 901820"}
    return technician.post("customers/", name, 201, **demo.once())


def test_they_are_found_and_known_everywhere_by_one_id(
    technician: Person, chief: Person, walk_in: dict
) -> None:
    assert (walk_in["has_login"], walk_in["email"]) == (False, "")
    assert technician.get(f"customers/{walk_in['id']}/") == walk_in
    assert technician.get("customers/", search=walk_in["last_name"])["results"] == [walk_in]
    account = chief.get(f"auth/accounts/{walk_in['id']}/")
    assert (account["has_login"], account["role"], account["email"]) == (False, "customer", "")
    path = f"users/{walk_in['id']}/"
    profile = chief.wait_for(path, lambda row: bool(row["display_name"]), "The news of the account")
    assert profile["display_name"] == f"Ada {walk_in['last_name']}"


def test_a_vehicle_is_registered_for_them_and_booked_in(
    technician: Person, chief: Person, walk_in: dict
) -> None:
    owned = {**demo.new_vehicle(), "owner_id": walk_in["id"]}
    vehicle = technician.post("vehicles/", owned, 201, **demo.once())
    slots = technician.get("appointments/slots/", service_type=demo.SERVICE_TYPE, **demo.coming_weeks())

    appointment = demo.book(technician, vehicle, slots["results"][0])
    arrived = demo.check_in(chief, technician, appointment)

    assert (vehicle["owner_id"], appointment["customer_id"]) == (walk_in["id"], walk_in["id"])
    assert technician.get(f"projects/{arrived['project_id']}/")["customer_id"] == walk_in["id"]
    chief.post(f"appointments/{arrived['id']}/cancel/", {"reason": "They only looked in."})


def test_a_request_that_is_repeated_puts_one_person_on_record(technician: Person, chief: Person) -> None:
    body, key = {"first_name": "Ada", "last_name": f"Byron {uuid.uuid4().hex[:12]}"}, demo.once()

    first, again = (technician.post("customers/", body, 201, **key) for _ in range(2))

    assert first == again
    assert len(technician.get("customers/", search=body["last_name"])["results"]) == 1
    assert len(chief.get("auth/accounts/", search=body["last_name"])["results"]) == 1


def test_nobody_signs_in_or_registers_with_their_address(gateway: str, technician: Person) -> None:
    email = f"{uuid.uuid4().hex}@example.org"
    technician.post("customers/", {"first_name": "Ada", "email": email}, 201)
    somebody = Person(gateway, "somebody")

    refused = somebody.post("auth/login/", {"email": email, "password": PASSWORD}, 401)
    registering = {"email": email, "password": PASSWORD, "first_name": "Ada", "last_name": "Byron"}
    taken = [
        somebody.post("auth/register/", registering, 409),
        technician.post("customers/", {"first_name": "Augusta", "email": email.upper()}, 409),
    ]

    assert refused["code"] == "invalid_credentials"
    assert [one["code"] for one in taken] == ["email_taken", "email_taken"]
