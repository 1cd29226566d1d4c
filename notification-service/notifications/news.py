"""What of an event its text is filled with: the values of its kind (texts/kinds.py)."""

from decimal import Decimal
from typing import Any

from texts.kinds import KINDS
from texts.values import day, instant, money

Data = dict[str, Any]


def service(data: Data) -> Data:
    return {"service": data["service_type"]["name"]}


def booking(data: Data) -> Data:
    """The service, and when it begins by the clock on the workshop's wall."""
    return {**service(data), "when": instant(data["start"], data["time_zone"])}


def extension(data: Data) -> Data:
    return {**service(data), "until": instant(data["end"], data["time_zone"])}


def offer(data: Data) -> Data:
    return {**booking(data), "until": instant(data["expires_at"], data["time_zone"])}


def waiting(data: Data) -> Data:
    return {**service(data), "offers_passed": data["reason"] == "offers_passed"}


def reason(data: Data) -> Data:
    """Rule: a customer reads the reason that is meant for them, and none that staff wrote for each other."""
    return {"reason": data["reason"] if data["reason_visibility"] == "customer" else ""}


def title(data: Data) -> Data:
    return {"title": data["title"]}


def estimate(data: Data) -> Data:
    return {**title(data), "total": money(data["total"]), "undecided_lines": data["undecided_lines"]}


def eta(data: Data) -> Data:
    return {**title(data), "when": instant(data["ready_at"], data["time_zone"]), **reason(data)}


def progress(data: Data) -> Data:
    return {**title(data), "progress_percent": data["progress_percent"]}


def invoice(data: Data) -> Data:
    """What was paid before it was issued is not asked for again."""
    owed = Decimal(data["total"]["amount"]) - Decimal(data["paid"]["amount"])
    rest = money({**data["total"], "amount": str(owed)}) if owed > 0 else ""
    return {**title(data), "name": data["name"], "rest": rest, "due_on": day(data["due_on"])}


def payment(data: Data) -> Data:
    """A deposit has no title, for there is no project yet; before there is an invoice nothing is owed."""
    balance = data["balance"]
    owed = data["project_id"] is not None and balance is not None and Decimal(balance["amount"]) > 0
    return {**title(data), "amount": money(data["amount"]), "rest": money(balance) if owed else ""}


def message(data: Data) -> Data:
    return {**title(data), "excerpt": data["excerpt"]}


def refund(data: Data) -> Data:
    return {**title(data), "amount": money(data["amount"]), "reason": data["reason"]}


def security(data: Data, zone: str) -> Data:
    """When, and from where, by the clock of the person's zone; `name` only of what people give one."""
    said = {**data, "when": instant(data["at"], zone)}
    return {name: said[name] for name in KINDS[data["what"]].variables}


def vehicle(data: Data) -> Data:
    return {**title(data), "make": data["make"], "model": data["model"]}
