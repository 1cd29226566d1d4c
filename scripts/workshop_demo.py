"""Walk one order aloud, from a concern to its paid invoice: a sentence per chapter, a line per request.

Two lines are declined, something turns up and is agreed to, the quality check fails once, a deposit and two
payments settle the invoice. It ends with 0 when every step was answered as it should be.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import requests
from demo import expect, new_vehicle, once, register
from platform_client import Person, Unexpected
from seed import PASSWORD

LABOUR = {"kind": "labour", "unit_price": {"amount": "95.00", "currency": "EUR"}, "tax_rate": "standard"}
PART = {"kind": "part", "quantity": "1", "tax_rate": "standard"}
BRAKES = {
    "title": "Front brakes",
    "concern": "They squeal when it is wet.",
    "cause": "The pads are worn down to 2 mm.",
    "lines": [
        {**LABOUR, "description": "Change the brake pads", "quantity": "1.5", "minutes": 90},
        {**PART, "description": "Brake pads, front", "unit_price": {"amount": "64.90", "currency": "EUR"}},
    ],
}
FILTER = {
    "title": "Cabin filter",
    "concern": "The fan smells.",
    "lines": [
        {**LABOUR, "description": "Change the cabin filter", "quantity": "0.3", "minutes": 20},
        {**PART, "description": "Cabin filter", "unit_price": {"amount": "24.90", "currency": "EUR"}},
    ],
}
DISCS = {
    "title": "Brake discs",
    "cause": "With the pads off the discs are below their least thickness.",
    "lines": [
        {**LABOUR, "description": "Change the discs", "quantity": "0.5", "minutes": 30},
        {
            **PART,
            "description": "Brake disc, front",
            "quantity": "2",
            "unit_price": {"amount": "58.00", "currency": "EUR"},
            "discount_percent": "10",
        },
    ],
}
BUYER = {
    "name": "Ada Byron",
    "street": "Uferweg 12",
    "postal_code": "10115",
    "city": "Berlin",
    "country": "DE",
    "email": "ada@example.org",
}
DECLINED = ("Change the cabin filter", "Cabin filter")
DEPOSIT = Decimal("50.00")
PAID_BY_CARD = Decimal("200.00")


@dataclass
class Order:
    """Who took part and what came of it, for tests to look at."""

    customer: Person
    admin: Person
    technician: Person
    colleague: Person
    project: dict[str, Any]
    estimate: dict[str, Any] = field(default_factory=dict)
    invoice: dict[str, Any] = field(default_factory=dict)
    papers: dict[str, bytes] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"projects/{self.project['id']}/"


def walk(gateway: str, say: Callable[[str], None] = lambda line: None) -> Order:
    """From a customer's concern to a paid invoice. Raises Unexpected at the first step that fails."""
    people = (Person(gateway, name, say) for name in ("customer", "admin", "technician", "colleague"))
    customer, admin, technician, colleague = people
    admin.login("admin@servease.test", PASSWORD)
    technician.login("technician@servease.test", PASSWORD)
    colleague.login("technician2@servease.test", PASSWORD)

    say("\nA customer says what is wrong, and the workshop looks at it.")
    register(customer)
    vehicle = customer.post("vehicles/", new_vehicle(), 201, **once())
    wanted = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    concern = {**wanted, "concern": BRAKES["concern"]}
    order = Order(customer, admin, technician, colleague, customer.post("projects/", concern, 201, **once()))
    admin.post(f"{order.path}approve/", {}, 200, **once())

    say("\nThe estimate has two jobs; the customer wants the brakes, and not the filter.")
    offer(order, BRAKES, FILTER)
    decide(order, declined=DECLINED)
    expect(status_of(order) == "authorised", "the work is authorised")

    say("\nA deposit is paid, and the work begins. A line that was declined is not worked on.")
    pay(order, DEPOSIT, "cash")
    do_tasks(order)

    say("\nWith the pads off, the discs turn out to be too thin: that is agreed to before it is done.")
    offer(order, DISCS)
    waiting = admin.post(f"{order.path}submit-for-quality-check/", {}, 409)
    expect(waiting["code"] in {"lines_undecided", "tasks_open"}, "nothing is handed over undecided")
    decide(order)
    do_tasks(order)

    say("\nWhoever did the work does not check it; the first check fails, and the second one does not.")
    check(order)

    say("\nThe invoice is what was agreed to. It is paid in parts, with the deposit.")
    charge(order)

    say("\nThe vehicle is handed over, and the order is closed.")
    admin.post(f"{order.path}deliver/", {}, 200, **once())
    order.project = admin.post(f"{order.path}close/", {}, 200, **once())
    take_papers_along(order, vehicle)
    return order


def offer(order: Order, *jobs: dict[str, Any]) -> None:
    if not order.estimate:
        order.admin.post(f"{order.path}estimate/", {}, 200, **once())
    for job in jobs:
        order.admin.post(f"{order.path}jobs/", job, 201, **once())
    order.admin.post(f"{order.path}estimate/send/", {}, 200, **once())
    order.estimate = order.customer.get(f"{order.path}estimate/")


def decide(order: Order, declined: tuple[str, ...] = ()) -> None:
    """About each line that nothing was decided about yet."""
    for job in order.estimate["jobs"]:
        for line in job["lines"]:
            if line["decision"] == "pending":
                verb = "decline" if line["description"] in declined else "authorise"
                path = f"{order.path}jobs/{job['id']}/lines/{line['id']}/{verb}/"
                order.customer.post(path, {"revision": order.estimate["revision"]}, 200, **once())
    order.estimate = order.customer.get(f"{order.path}estimate/")


def do_tasks(order: Order) -> None:
    """The technician does what is open, with the clock running."""
    for task in order.admin.get(f"{order.path}tasks/")["results"]:
        if task["status"] == "todo":
            path = f"{order.path}tasks/{task['id']}/"
            order.admin.patch(path, {"assignee_id": order.technician.id})
            clock = "employees/time-logs/"
            log = order.technician.post(f"{clock}start/", {"task_id": task["id"]}, 201, **once())
            order.technician.post(f"{clock}{log['id']}/stop/", {}, 200, **once())
            order.technician.patch(path, {"status": "done"})


def check(order: Order) -> None:
    order.admin.post(f"{order.path}submit-for-quality-check/", {}, 200, **once())
    if order.admin.get("projects/policies/")["checked_by_another"]:
        own_work = order.technician.post(f"{order.path}pass-quality-check/", {}, 403)
        expect(own_work["code"] == "worked_on_it", "nobody checks their own work")
    found = {"reason": "A wheel bolt is not tightened."}
    order.colleague.post(f"{order.path}fail-quality-check/", found, 200, **once())
    # No clock runs for it: one that starts within moments of a check may be ended by it.
    mend = {"title": "Tighten the wheel bolts", "estimated_minutes": 10, "assignee_id": order.technician.id}
    task = order.admin.post(f"{order.path}tasks/", mend, 201, **once())
    order.technician.patch(f"{order.path}tasks/{task['id']}/", {"status": "done"})
    order.admin.post(f"{order.path}submit-for-quality-check/", {}, 200, **once())
    order.colleague.post(f"{order.path}pass-quality-check/", {}, 200, **once())


def charge(order: Order) -> None:
    invoice = order.admin.post(f"{order.path}invoices/", {"buyer": BUYER}, 201, **once())
    agreed = order.estimate["authorised"]
    expect(invoice["total"] == agreed, "the invoice is what was agreed to")
    unpaid = order.admin.post(f"{order.path}close/", {}, 409)
    expect(unpaid["code"] == "illegal_transition", "nothing is closed before it is handed over")
    rest = Decimal(agreed["amount"]) - DEPOSIT - PAID_BY_CARD
    pay(order, PAID_BY_CARD, "card")
    too_much = {"amount": {"amount": str(rest + 1), "currency": "EUR"}, "method": "cash"}
    refused = order.admin.post(f"{order.path}payments/", too_much, 409)
    expect(refused["code"] == "over_balance", "nobody pays more than is owed")
    pay(order, rest, "cash")
    order.invoice = order.customer.get(f"projects/invoices/{invoice['id']}/")
    expect(order.invoice["status"] == "paid", "the invoice is paid")


def pay(order: Order, amount: Decimal, method: str) -> None:
    money = {"amount": f"{amount:.2f}", "currency": "EUR"}
    order.admin.post(f"{order.path}payments/", {"amount": money, "method": method}, 201, **once())


def take_papers_along(order: Order, vehicle: dict[str, Any]) -> None:
    invoice = f"projects/invoices/{order.invoice['id']}/invoice.pdf"
    for name, path in {"invoice": invoice, "history": f"vehicles/{vehicle['id']}/history.pdf"}.items():
        answer = order.customer.request("GET", path)
        expect(answer.content.startswith(b"%PDF"), f"the {name} is a PDF")
        order.papers[name] = answer.content


def status_of(order: Order) -> str:
    return str(order.customer.get(order.path)["status"])


def main() -> None:
    parser = argparse.ArgumentParser(description="Walk one order against a running platform.")
    parser.add_argument("--gateway", required=True, metavar="URL")
    parser.add_argument("--papers", type=Path, metavar="FOLDER", help="where its invoice and history go")
    arguments = parser.parse_args()
    try:
        order = walk(arguments.gateway, print)
    except (Unexpected, requests.ConnectionError) as error:
        sys.exit(f"The order ended early: {error}")
    name, total = order.invoice["name"], order.invoice["total"]
    print(f"\nThe order is complete: {name} of {total['amount']} {total['currency']} is paid.")
    if arguments.papers:
        arguments.papers.mkdir(parents=True, exist_ok=True)
        for name, content in order.papers.items():
            arguments.papers.joinpath(f"{name}.pdf").write_bytes(content)
        print(f"Its invoice and its vehicle's history are in {arguments.papers}.")


if __name__ == "__main__":
    main()
