"""A script acts for a customer by a key, in all services, as far as its scopes go and until it is ended."""

import json
import time
from collections.abc import Callable

import demo
import pytest
from platform_client import SECONDS_TO_WAIT, Person
from platform_processes import PlatformProcesses
from routes_of_services import ONE_ROUTE_OF_EACH_SERVICE

from chassis.auth.scopes import SCOPES


@pytest.fixture
def a_script(gateway: str, customer: Person) -> Callable[..., tuple[Person, str]]:
    """A program with a key of the customer's for these scopes, and the key's id."""

    def begin(*scopes: str) -> tuple[Person, str]:
        made = customer.post("auth/api-keys/", {"name": "A script", "scopes": scopes}, 201)
        program = Person(gateway, "script")
        program.act_with(made["key"])
        return program, made["id"]

    return begin


@pytest.mark.shows("AU09")
def test_a_script_books_for_its_customer_and_does_nothing_else(
    customer: Person, a_script: Callable[..., tuple[Person, str]]
) -> None:
    script, key_id = a_script("vehicles:read", "vehicles:write", "appointments:read", "appointments:write")
    vehicle = script.post("vehicles/", demo.new_vehicle(), 201)
    # The last one, for what is near is not cancelled online any more.
    asked = {"service_type": demo.SERVICE_TYPE, **demo.coming_weeks()}
    appointment = demo.book(script, vehicle, script.get("appointments/slots/", **asked)["results"][-1])
    assert appointment["customer_id"] == customer.id

    shown = customer.get(f"appointments/{appointment['id']}/")
    assert shown["status"] == "pending"
    customer.wait_for(
        "notifications/",
        lambda page: appointment["id"] in [row["about_id"] for row in page["results"]],
        "The news of the booking",
    )
    cancelled = script.post(f"appointments/{appointment['id']}/cancel/", {"reason": "The night is over."})
    assert cancelled["status"] == "cancelled"

    for method, path in (("GET", "notifications/"), ("GET", "customers/me/"), ("PATCH", "users/me/")):
        assert script.ask(method, path, 403)["code"] == "insufficient_scope"
    for method, path in (("GET", "auth/sessions/"), ("GET", "auth/api-keys/"), ("POST", "auth/api-keys/")):
        assert script.ask(method, path, 403)["code"] == "insufficient_scope"
    used = customer.get(f"auth/api-keys/{key_id}/")["last_used_at"]
    assert used is not None


@pytest.mark.shows("AU09")
def test_a_key_to_read_writes_nothing(a_script: Callable[..., tuple[Person, str]]) -> None:
    script, _ = a_script("vehicles:read")
    assert script.get("vehicles/")["results"] == []
    assert script.post("vehicles/", demo.new_vehicle(), 403)["code"] == "insufficient_scope"
    assert script.get("vehicles/")["results"] == []


def test_a_booking_names_the_scope_that_it_lacks(
    customer: Person, a_script: Callable[..., tuple[Person, str]]
) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    slot, _ = demo.find_slot(customer)
    script, _ = a_script("appointments:write")
    booking = {"vehicle_id": vehicle["id"], "service_type": demo.SERVICE_TYPE, "start": slot["start"]}
    refused = script.post("appointments/", booking, 403)
    assert (refused["code"], "vehicles:read" in refused["detail"]) == ("insufficient_scope", True)


@pytest.mark.shows("AU09")
def test_a_key_that_is_ended_counts_in_no_service_any_more_and_its_stream_ends(
    customer: Person, a_script: Callable[..., tuple[Person, str]]
) -> None:
    script, key_id = a_script(*SCOPES)

    def answers() -> set[tuple[int, str]]:
        asked = [script.request("GET", path) for path in ONE_ROUTE_OF_EACH_SERVICE]
        return {(answer.status_code, answer.json().get("code", "")) for answer in asked}

    assert answers() == {(200, ""), (403, "permission_denied")}
    with script.request("GET", "notifications/stream/", stream=True) as stream:
        lines = stream.iter_lines(chunk_size=1, decode_unicode=True)
        assert next(lines).startswith("retry:")
        customer.ask("DELETE", f"auth/api-keys/{key_id}/", 204)
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while (said := answers()) != {(401, "api_key_invalid")}:
            assert time.monotonic() < deadline, said
        data = [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]
        assert [json.loads(one)["reason"] for one in data] == ["session_revoked"]
        assert time.monotonic() < deadline


@pytest.mark.shows("AU09")
def test_what_its_customer_may_is_what_the_key_may(
    customer: Person, chief: Person, a_script: Callable[..., tuple[Person, str]]
) -> None:
    script, _ = a_script("employees:read")
    assert script.request("GET", "employees/").status_code == 403
    chief.patch(f"auth/accounts/{customer.id}/", {"role": "employee"})
    assert script.request("GET", "employees/").status_code == 200


@pytest.mark.shows("AU09")
def test_a_key_that_was_seen_goes_on_without_authentication_service(
    platform: PlatformProcesses, a_script: Callable[..., tuple[Person, str]]
) -> None:
    script, _ = a_script("vehicles:read", "appointments:read")
    script.get("vehicles/")
    with platform.without("authentication-service"):
        assert script.request("GET", "vehicles/").status_code == 200
        # Another service has not seen it, and takes the word of the one that has.
        assert script.request("GET", "appointments/").status_code == 200
    assert script.request("GET", "vehicles/").status_code == 200


def test_no_log_has_a_key(platform: PlatformProcesses, a_script: Callable[..., tuple[Person, str]]) -> None:
    script, _ = a_script("vehicles:read")
    script.get("vehicles/")
    # Where it should not be: in an address, in a body, in a field of its own.
    key = script.token
    for path in (f"vehicles/{key}/", f"vehicles/?key={key}", f"{key}/"):
        script.request("GET", path)
    script.request("POST", "auth/login/", json={"email": key, "password": key})
    found = [
        file.name
        for file in (platform.folder / "logs").glob("*.log*")
        if key[8:] in file.read_text(errors="replace")
    ]
    assert found == []
