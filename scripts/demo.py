"""Walk a customer's journey aloud: a line per step with who, method, path, status and milliseconds.

It ends with 0 when every step was answered as it should be, and else with the step that was not.
"""

import argparse
import random
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from platform_client import Person, Unexpected
from seed import PASSWORD, coming_weeks

SERVICE_TYPE = "oil-change"
TASKS = {"Drain and refill the oil": 40, "Reset the service light": 20}
NOTIFIED = {"booked", "confirmed", "checked_in", "started", "progress", "ready"}
VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


@dataclass
class Journey:
    """Who took part and what came of it, for tests to look at."""

    customer: Person
    admin: Person
    technician: Person
    vehicle: dict[str, Any]
    appointment: dict[str, Any]
    project: dict[str, Any]
    time_log: dict[str, Any]
    notifications: list[dict[str, Any]]
    conversation: dict[str, Any]


def walk(gateway: str, say: Callable[[str], None] = lambda line: None) -> Journey:
    """The journey from registering to the finished work. Raises Unexpected at the first step that fails."""
    customer, admin, technician = (Person(gateway, name, say) for name in ("customer", "admin", "technician"))
    register(customer)
    vehicle = customer.post("vehicles/", new_vehicle(), 201, **once())
    slot, conversation = find_slot(customer)
    appointment = book(customer, vehicle, slot)
    admin.login("admin@servease.test", PASSWORD)
    appointment = check_in(admin, customer, appointment)
    project = customer.get(f"projects/{appointment['project_id']}/")
    technician.login("technician@servease.test", PASSWORD)
    time_log = work(admin, technician, customer, project)
    finish(admin, customer, appointment, project)
    notifications = read_news(customer)
    return Journey(
        customer, admin, technician, vehicle, appointment, project, time_log, notifications, conversation
    )


def register(customer: Person) -> None:
    email = f"ada.{uuid.uuid4().hex[:12]}@example.org"
    customer.register(email, "a long demo password", "Ada", "Byron")
    for path in ("customers/me/", "users/me/"):
        own = customer.get(path)
        expect(own["id"] == customer.id, f"{path} has the account's id")


def find_slot(customer: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    services = customer.get("appointments/service-types/")["results"]
    expect(SERVICE_TYPE in {service["code"] for service in services}, f"{SERVICE_TYPE} is offered")
    slots = customer.get("appointments/slots/", service_type=SERVICE_TYPE, **coming_weeks())["results"]
    expect(bool(slots), "a slot is free")
    conversation = customer.post("chatbot/conversations/", {}, 201)
    question = {"content": "When is the next free slot for an oil change?"}
    answer = customer.post(f"chatbot/conversations/{conversation['id']}/messages/", question, 201)
    expect(slots[0]["start"] in answer["message"]["content"], "the chatbot names the first free slot")
    return slots[0], conversation


def book(customer: Person, vehicle: dict[str, Any], slot: dict[str, Any]) -> dict[str, Any]:
    booking = {"vehicle_id": vehicle["id"], "service_type": SERVICE_TYPE, "start": slot["start"]}
    appointment: dict[str, Any] = customer.post("appointments/", booking, 201, **once())
    expect(appointment["status"] == "pending", "a booking is pending")
    return appointment


def check_in(admin: Person, customer: Person, appointment: dict[str, Any]) -> dict[str, Any]:
    path = f"appointments/{appointment['id']}/"
    admin.post(f"{path}confirm/", {}, 200, **once())
    admin.post(f"{path}check-in/", {"override_reason": "The customer came early."}, 200, **once())
    shown: dict[str, Any] = customer.wait_for(path, lambda row: bool(row["project_id"]), "The work order")
    expect(shown["status"] == "checked_in", "the appointment is checked in")
    return shown


def work(admin: Person, technician: Person, customer: Person, project: dict[str, Any]) -> dict[str, Any]:
    tasks = [
        admin.post(
            f"projects/{project['id']}/tasks/",
            {"title": title, "assignee_id": technician.id, "estimated_minutes": minutes},
            201,
            **once(),
        )
        for title, minutes in TASKS.items()
    ]
    time_log: dict[str, Any] = {}
    done = 0
    for task in tasks:
        started = technician.post("employees/time-logs/start/", {"task_id": task["id"]}, 201, **once())
        time_log = technician.post(f"employees/time-logs/{started['id']}/stop/", {}, 200, **once())
        technician.patch(f"projects/{project['id']}/tasks/{task['id']}/", {"status": "done"})
        done += task["estimated_minutes"]
        percent = 100 * done // sum(TASKS.values())
        shown = customer.get(f"projects/{project['id']}/")
        expect(shown["progress_percent"] == percent, f"the customer sees {percent} %")
    return time_log


def finish(admin: Person, customer: Person, appointment: dict[str, Any], project: dict[str, Any]) -> None:
    """The work is handed to its check and found good: the project leads, and the appointment follows it."""
    path = f"appointments/{appointment['id']}/"
    admin.post(f"{path}complete/", {}, 200, **once())
    admin.post(f"projects/{project['id']}/pass-quality-check/", {}, 200, **once())
    customer.wait_for(path, lambda row: row["status"] == "completed", "The end of the appointment")


def read_news(customer: Person) -> list[dict[str, Any]]:
    inbox = customer.wait_for(
        "notifications/",
        lambda page: {notification["kind"] for notification in page["results"]} >= NOTIFIED,
        f"News of {', '.join(sorted(NOTIFIED))}",
    )
    notifications: list[dict[str, Any]] = inbox["results"]
    customer.post(f"notifications/{notifications[0]['id']}/read/")
    return notifications


def new_vehicle() -> dict[str, Any]:
    return {
        "make": "Volkswagen",
        "model": "Golf",
        "year": 2021,
        "vin": new_vin(),
        # Of so many that no two vehicles of a test run have the same.
        "plate": f"B SE {random.randrange(10**9):09}",
        "color": "blue",
        "odometer_km": 48_200,
    }


def new_vin() -> str:
    """A random vehicle identification number with the right check digit (49 CFR 565.15)."""
    values = {str(digit): digit for digit in range(10)}
    values |= dict(zip("ABCDEFGH", range(1, 9), strict=True)) | dict(zip("JKLMN", range(1, 6), strict=True))
    values |= {"P": 7, "R": 9} | dict(zip("STUVWXYZ", range(2, 10), strict=True))
    characters = random.choices(VIN_LETTERS, k=17)
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    remainder = sum(values[one] * weight for one, weight in zip(characters, weights, strict=True)) % 11
    characters[8] = "X" if remainder == 10 else str(remainder)
    return "".join(characters)


def once() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid.uuid4())}


def expect(true: bool, what: str) -> None:
    if not true:
        raise Unexpected(f"It is not so that {what}.")


def main() -> None:
    parser = argparse.ArgumentParser(description="Walk a customer's journey against a running platform.")
    parser.add_argument("--gateway", required=True, metavar="URL")
    gateway = parser.parse_args().gateway
    try:
        journey = walk(gateway, print)
    except (Unexpected, requests.ConnectionError) as error:
        sys.exit(f"The journey ended early: {error}")
    seen = ", ".join(sorted({notification["kind"] for notification in journey.notifications}))
    print(f"\nThe journey is complete. The customer was told of: {seen}.")


if __name__ == "__main__":
    main()
