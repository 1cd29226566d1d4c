"""Answers without a language model: the words of a question choose a tool, and its data fills a sentence.

Rule: a question whose words speak of two things is answered with both, and one that asks for what the chatbot
cannot do is told so; a single word never wins over the others.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conversations.tools import Toolbox, on_the_wall

HELP = (
    "I can name the next free slot for a service, list our services and prices, "
    "show your bookings, and say how far the work on your car is."
)
MOST_ANSWERED = 2


@dataclass(frozen=True)
class Intent:
    """`plain` words speak of nothing else; `vague` ones count when no plain word of any intent is there.

    Several words in one entry have to occur together: "when come".
    """

    respond: Callable[[Toolbox, str], str]
    plain: tuple[str, ...]
    vague: tuple[str, ...] = ()


def answer(toolbox: Toolbox, question: str) -> str:
    """The answers to what the question's words speak of, or what can be asked."""
    words = set(re.findall(r"\w+", question.lower()))
    meant = _meant(words)
    for asked_for, sentence in CANNOT:
        if _any_in(words, asked_for) and FREE_SLOT not in meant:
            return f"{sentence} {HELP}"
    if not meant or len(meant) > MOST_ANSWERED:
        return HELP if not meant else f"You ask several things at once; ask me one by one. {HELP}"
    return "\n\n".join(intent.respond(toolbox, question) for intent in meant)


def _meant(words: set[str]) -> list[Intent]:
    meant = [one for one in INTENTS if _any_in(words, one.plain)]
    meant = meant or [one for one in INTENTS if _any_in(words, one.vague)]
    if FREE_SLOT in meant and not words & {"my", "mine", "booked"}:
        # Who asks for a free appointment has none yet, and "slot for a service" is no question for prices.
        return [one for one in meant if one is not BOOKINGS]
    return meant


def _any_in(words: set[str], entries: tuple[str, ...]) -> bool:
    return any(words.issuperset(entry.split()) for entry in entries)


def _next_free_slot(toolbox: Toolbox, question: str) -> str:
    services = toolbox.look_up("services")
    service = _named_service(services, question)
    if service is None:
        names = ", ".join(one["name"] for one in services)
        return f"For which service? We offer: {names}." if names else "No service can be booked at present."
    slot = toolbox.look_up("next_free_slot", service_type=service["code"])
    if "error" in slot:
        return f"{service['name']} cannot be booked at present."
    if slot["start"] is None:
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
        f"{row['service_type']} on {on_the_wall(row['start'], row['time_zone'])}: {row['status']}"
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
    lowered = question.lower()
    words = set(re.findall(r"\w+", lowered))
    for service in services:
        if service["code"].lower() in words or service["name"].lower() in lowered:
            return service
    scored = [(len(words & set(re.findall(r"\w+", one["name"].lower()))), one) for one in services]
    best = max(scored, key=lambda pair: pair[0], default=(0, None))
    if best[0]:
        return best[1]
    return services[0] if len(services) == 1 else None


FREE_SLOT = Intent(
    _next_free_slot,
    plain=(
        "slot", "slots", "free", "available", "availability", "earliest", "soonest", "vacancy", "when come",
        "when bring", "when book", "when can book", "next opening",
    ),
)  # fmt: skip
PROGRESS = Intent(
    _progress,
    plain=(
        "progress", "project", "projects", "repair", "repairs", "repaired", "fixed", "finished", "done",
        "how far", "car ready", "vehicle ready", "pick up", "car status", "status car",
    ),
    vague=("status", "ready", "far", "car", "vehicle"),
)  # fmt: skip
BOOKINGS = Intent(
    _appointments,
    plain=("booking", "bookings", "appointment", "appointments", "booked", "reservation", "reservations"),
    vague=("confirmed", "when"),
)
SERVICES = Intent(
    _services,
    plain=(
        "price", "prices", "pricing", "cost", "costs", "offer", "services", "charge", "expensive", "how much",
        "how long",
    ),
    vague=("service",),
)  # fmt: skip
INTENTS = (FREE_SLOT, PROGRESS, BOOKINGS, SERVICES)

# Understood, and not to be had from here.
CANNOT: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("cancel", "cancelled", "reschedule", "postpone", "move appointment", "move booking",
         "change appointment", "change booking"),
        "I cannot move or cancel a booking; you can do that at the booking itself.",
    ),
    (
        ("book", "reserve", "make appointment", "schedule"),
        "I cannot book for you; you can do that where you see the free slots.",
    ),
    (
        ("pay", "payment", "paid", "invoice", "invoices", "bill", "receipt", "refund"),
        "I do not see invoices and payments; please ask the workshop.",
    ),
    (
        ("open", "opening hours", "closed", "close", "hours", "holiday", "holidays"),
        "I do not know the opening hours by heart; they are shown where you book.",
    ),
    (
        ("address", "directions", "parking", "located", "location", "where workshop"),
        "I do not know the way to the workshop; please ask the workshop.",
    ),
    (
        ("human", "person", "somebody", "someone", "call", "phone", "speak", "talk", "complain", "complaint"),
        "I cannot put you through to a person; please call the workshop.",
    ),
    (
        ("warranty", "insurance", "courtesy", "loan", "tow", "towing", "noise", "leak", "leaking", "broken"),
        "That is for a person to judge; please ask the workshop.",
    ),
)  # fmt: skip
