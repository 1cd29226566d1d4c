"""What one customer leaves behind does not exist for another, and nothing is shown without a token."""

import demo
import pytest
from platform_client import Person

OWN = [
    "vehicles/{vehicle}/",
    "appointments/{appointment}/",
    "appointments/{appointment}/history/",
    "projects/{project}/",
    "projects/{project}/tasks/",
    "projects/{project}/timeline/",
    "projects/{project}/comments/",
    "notifications/{notification}/",
    "chatbot/conversations/{conversation}/",
    "chatbot/conversations/{conversation}/messages/",
    "customers/{customer}/",
    "users/{customer}/",
]
LISTS = ["vehicles/", "appointments/", "projects/", "notifications/", "chatbot/conversations/"]
STAFF_ONLY = ["customers/", "employees/", "employees/time-logs/", "employees/time-logs/{time_log}/"]
CHANGES = [
    ("PATCH", "vehicles/{vehicle}/", {"color": "red"}),
    ("DELETE", "vehicles/{vehicle}/", None),
    ("PATCH", "appointments/{appointment}/", {"notes": "Mine now."}),
    ("POST", "appointments/{appointment}/cancel/", {}),
    ("POST", "appointments/{appointment}/reschedule/", {"start": "2100-01-01T09:00:00Z"}),
    ("POST", "projects/{project}/cancel/", {}),
    ("POST", "projects/{project}/comments/", {"content": "Hello."}),
    ("POST", "notifications/{notification}/read/", {}),
    ("POST", "chatbot/conversations/{conversation}/messages/", {"content": "Hello."}),
    ("DELETE", "chatbot/conversations/{conversation}/", None),
]


@pytest.fixture(scope="session")
def left_behind(journey: demo.Journey) -> dict[str, str]:
    return {
        "vehicle": journey.vehicle["id"],
        "appointment": journey.appointment["id"],
        "project": journey.project["id"],
        "notification": journey.notifications[0]["id"],
        "conversation": journey.conversation["id"],
        "time_log": journey.time_log["id"],
        "customer": journey.customer.id,
    }


@pytest.mark.parametrize("path", OWN)
def test_the_owner_may_read_it_and_for_a_stranger_it_does_not_exist(
    path: str, left_behind: dict[str, str], journey: demo.Journey, stranger: Person, nobody: Person
) -> None:
    path = path.format(**left_behind)

    journey.customer.get(path)
    assert stranger.get(path, 404)["code"] == "not_found"
    assert nobody.get(path, 401)["code"] == "not_authenticated"


@pytest.mark.parametrize("path", LISTS)
def test_a_strangers_lists_are_empty(
    path: str, journey: demo.Journey, stranger: Person, nobody: Person
) -> None:
    assert journey.customer.get(path)["results"]
    assert stranger.get(path)["results"] == []
    nobody.get(path, 401)


@pytest.mark.parametrize("path", STAFF_ONLY)
def test_what_is_for_the_staff_is_for_no_customer(
    path: str, left_behind: dict[str, str], journey: demo.Journey, stranger: Person, nobody: Person
) -> None:
    path = path.format(**left_behind)

    journey.technician.get(path)
    assert stranger.get(path, 403)["code"] == "permission_denied"
    assert journey.customer.get(path, 403)["code"] == "permission_denied"
    nobody.get(path, 401)


@pytest.mark.parametrize(("method", "path", "body"), CHANGES)
def test_a_stranger_changes_nothing(
    method: str,
    path: str,
    body: dict | None,
    left_behind: dict[str, str],
    journey: demo.Journey,
    stranger: Person,
    nobody: Person,
) -> None:
    path = path.format(**left_behind)
    things = [journey.customer.get(own.format(**left_behind)) for own in OWN]

    stranger.ask(method, path, 404, json=body)
    nobody.ask(method, path, 401, json=body)

    assert [journey.customer.get(own.format(**left_behind)) for own in OWN] == things
