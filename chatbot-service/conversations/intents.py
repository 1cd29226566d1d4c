"""Answers without a language model: the words of a question choose a tool, and its data fills a sentence."""

import re
from collections.abc import Callable
from typing import Any

from conversations.tools import Toolbox, on_the_wall

HELP = (
    "I can name the next free slot for a service, list our services and prices, "
    "show your bookings, and say how far the work on your car is."
)


def answer(toolbox: Toolbox, question: str) -> str:
    """The sentence for the first intent whose words occur in the question; else what can be asked."""
    words = set(re.findall(r"\w+", question.lower()))
    for triggers, respond in INTENTS:
        if words & triggers:
            return respond(toolbox, question)
    return HELP


def _next_free_slot(toolbox: Toolbox, question: str) -> str:
    services = toolbox.look_up("services")
    service = _named_service(services, question)
    if service is None:
        names = ", ".join(one["name"] for one in services)
        return f"For which service? We offer: {names}." if names else "No service can be booked at present."
    slot = toolbox.look_up("next_free_slot", service_type=service["code"])
    if slot.get("start") is None:
        return f"There is no free slot for {service['name']} in the next 30 days."
    return f"The next free slot for {service['name']} is {slot['local_time']}."


def _services(toolbox: Toolbox, question: str) -> str:
    lines = [
        f"{one['name']}: {one['duration_minutes']} minutes, " + " ".join(one["price"].values())
        for one in toolbox.look_up("services")
    ]
    return "We offer:\n" + "\n".join(lines) if lines else "No service can be booked at present."


def _appointments(toolbox: Toolbox, question: str) -> str:
    lines = [
        f"{row['service_type']} on {on_the_wall(row['start'])}: {row['status']}"
        for row in toolbox.look_up("own_appointments")
    ]
    return "Your bookings:\n" + "\n".join(lines) if lines else "You have no bookings."


def _progress(toolbox: Toolbox, question: str) -> str:
    lines = [
        f"{row['title']}: {row['progress_percent']} % ({row['status']})"
        for row in toolbox.look_up("own_projects")
    ]
    return (
        "The work on your car:\n" + "\n".join(lines) if lines else "There is no work on your car at present."
    )


def _named_service(services: list[dict[str, Any]], question: str) -> dict[str, Any] | None:
    """The service whose code, or most of whose name's words, the question has; else the only one."""
    asked = question.lower()
    words = set(re.findall(r"\w+", asked))
    for service in services:
        if service["code"].lower() in words or service["name"].lower() in asked:
            return service
    scored = [(len(words & set(re.findall(r"\w+", one["name"].lower()))), one) for one in services]
    best = max(scored, key=lambda pair: pair[0], default=(0, None))
    if best[0]:
        return best[1]
    return services[0] if len(services) == 1 else None


INTENTS: list[tuple[set[str], Callable[[Toolbox, str], str]]] = [
    ({"slot", "slots", "free", "available", "availability", "earliest"}, _next_free_slot),
    ({"progress", "status", "done", "ready", "finished", "far", "project", "projects"}, _progress),
    ({"booking", "bookings", "appointment", "appointments", "booked"}, _appointments),
    ({"service", "services", "price", "prices", "cost", "costs", "offer"}, _services),
]
