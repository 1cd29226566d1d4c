"""What ends an account's tokens, or changes what they may, reaches all eight services and a live stream.

Each is looked for in every process that answers, and waited for, so that no busy machine fails it. How long
it takes is measured by benchmarks/identity.
"""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from callers import PASSWORD
from platform_client import SECONDS_TO_WAIT, Person
from routes_of_services import ONE_ROUTE_OF_EACH_SERVICE

from chassis.auth.scopes import SCOPES

NEW_PASSWORD = "another long test password"
# Of each service, so that all its processes are asked.
REQUESTS = 4
ENDED, OUT_OF_DATE = (401, "session_revoked"), (401, "token_expired")
MailedCode = Callable[[str, str], str]


@pytest.fixture
def technician(customer: Person, chief: Person) -> Person:
    chief.patch(f"auth/accounts/{customer.id}/", {"role": "employee"})
    customer.login(customer.email, PASSWORD)
    customer.get("employees/me/")
    return customer


@pytest.fixture
def phone(technician: Person) -> tuple[Person, dict]:
    """Another device that the technician is signed in on, and its tokens."""
    device = Person(technician.gateway, "phone")
    return device, device.login(technician.email, PASSWORD)


def answers(person: Person) -> set[tuple[int, str]]:
    """Statuses and codes with which every process of the eight answers what the person holds."""

    def ask(path: str) -> tuple[int, str]:
        answer = person.request("GET", path)
        return answer.status_code, answer.json().get("code", "")

    with ThreadPoolExecutor(len(ONE_ROUTE_OF_EACH_SERVICE)) as pool:
        return set(pool.map(ask, ONE_ROUTE_OF_EACH_SERVICE * REQUESTS))


def until_all_refuse(person: Person, refusal: tuple[int, str]) -> None:
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while (seen := answers(person)) != {refusal}:
        assert time.monotonic() < deadline, seen


@contextmanager
def live_stream(person: Person) -> Iterator[Callable[[], str]]:
    """The person follows their news; waits for the end of it, and says why it was ended."""
    with person.request("GET", "notifications/stream/", stream=True) as stream:
        lines = stream.iter_lines(chunk_size=1, decode_unicode=True)
        assert next(lines).startswith("retry:")

        def reason() -> str:
            deadline = time.monotonic() + SECONDS_TO_WAIT
            reasons = []
            for line in lines:
                assert time.monotonic() < deadline, "The stream goes on."
                if line.startswith("data: ") and "reason" in (data := json.loads(line[6:])):
                    reasons.append(data["reason"])
            return " ".join(reasons)

        yield reason


def is_whole(person: Person) -> bool:
    return {status for status, _ in answers(person)} <= {200, 403}


def signs_out(technician: Person, chief: Person, tokens: dict, mailed_code: MailedCode) -> None:
    technician.post("auth/logout/", {"refresh": tokens["refresh"]}, 204)


def is_deactivated(technician: Person, chief: Person, tokens: dict, mailed_code: MailedCode) -> None:
    chief.patch(f"auth/accounts/{technician.id}/", {"is_active": False})


def changes_the_password(technician: Person, chief: Person, tokens: dict, mailed_code: MailedCode) -> None:
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    technician.post("auth/password/change/", body, 204)


def resets_the_password(technician: Person, chief: Person, tokens: dict, mailed_code: MailedCode) -> None:
    technician.post("auth/password/forgot/", {"email": technician.email}, 204)
    code = mailed_code(technician.email, "reset_password")
    technician.post("auth/password/reset/", {"code": code, "password": NEW_PASSWORD}, 204)


def is_signed_out_by_force(technician: Person, chief: Person, tokens: dict, mailed_code: MailedCode) -> None:
    chief.post(f"auth/accounts/{technician.id}/sign-out/", {}, 204)


def is_an_employee_no_more(technician: Person, chief: Person, tokens: dict, mailed_code: MailedCode) -> None:
    chief.patch(f"auth/accounts/{technician.id}/", {"role": "customer"})


@pytest.mark.shows("AU04")
@pytest.mark.parametrize(
    "ends",
    [
        signs_out,
        is_signed_out_by_force,
        is_deactivated,
        changes_the_password,
        resets_the_password,
        is_an_employee_no_more,
    ],
)
def test_a_session_that_ends_is_over_in_all_eight_services_and_so_is_its_stream(
    technician: Person,
    chief: Person,
    phone: tuple[Person, dict],
    mailed_code: MailedCode,
    ends: Callable[[Person, Person, dict, MailedCode], None],
) -> None:
    device, tokens = phone
    with live_stream(device) as reason_of_its_end:
        assert is_whole(device)
        ends(technician, chief, tokens, mailed_code)
        until_all_refuse(device, ENDED)
        assert reason_of_its_end() == "session_revoked"
    assert (
        device.post("auth/token/refresh/", {"refresh": tokens["refresh"]}, 401)["code"] == "session_revoked"
    )
    assert device.ask("GET", "notifications/stream/", 401)["code"] == "session_revoked"
    if ends in (signs_out, changes_the_password):
        assert is_whole(technician), "The other session goes on."


@pytest.mark.shows("US02")
@pytest.mark.parametrize(
    ("change", "path"),
    [({"role": "admin"}, "vehicles/imports/"), ({"groups": ["office"]}, "projects/labour-costs/")],
    ids=["role", "groups"],
)
def test_rights_that_change_are_in_the_next_token_and_no_token_of_before_counts(
    technician: Person, chief: Person, phone: tuple[Person, dict], change: dict, path: str
) -> None:
    device, tokens = phone
    with live_stream(device) as reason_of_its_end:
        assert is_whole(device)
        assert device.ask("GET", path, 403)["code"] == "permission_denied"
        chief.patch(f"auth/accounts/{technician.id}/", change)
        until_all_refuse(device, OUT_OF_DATE)
        assert reason_of_its_end() == "rights_changed"
    assert device.ask("GET", "notifications/stream/", 401)["code"] == "token_expired"
    device.act_with(device.post("auth/token/refresh/", {"refresh": tokens["refresh"]})["access"])
    assert is_whole(device)
    device.get(path)
    with live_stream(device):
        pass


@pytest.fixture
def program(technician: Person) -> Person:
    """It acts for the technician, by a key for all that a key can be given."""
    made = technician.post("auth/api-keys/", {"name": "A program", "scopes": SCOPES}, 201)
    program = Person(technician.gateway, "program")
    program.act_with(made["key"])
    return program


@pytest.mark.shows("AU09")
def test_a_key_of_an_account_that_is_deactivated_counts_in_no_service_and_its_stream_ends(
    technician: Person, chief: Person, program: Person
) -> None:
    with live_stream(program) as reason_of_its_end:
        assert is_whole(program)
        chief.patch(f"auth/accounts/{technician.id}/", {"is_active": False})
        until_all_refuse(program, (401, "api_key_invalid"))
        assert reason_of_its_end() == "session_revoked"
    assert program.ask("GET", "notifications/stream/", 401)["code"] == "api_key_invalid"


@pytest.mark.shows("AU09")
def test_a_key_has_the_rights_of_now_and_its_stream_is_begun_anew(
    technician: Person, chief: Person, program: Person
) -> None:
    with live_stream(program) as reason_of_its_end:
        assert program.ask("GET", "projects/labour-costs/", 403)["code"] == "permission_denied"
        chief.patch(f"auth/accounts/{technician.id}/", {"groups": ["office"]})
        assert reason_of_its_end() == "rights_changed"
    program.get("projects/labour-costs/")
    with live_stream(program):
        assert is_whole(program)
