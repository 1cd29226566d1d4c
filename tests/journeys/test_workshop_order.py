"""One order, from a concern to its paid invoice: what `manage.sh demo workshop` walks."""

from decimal import Decimal

import pytest
import workshop_demo
from workshop_demo import DECLINED, Order

WAY = [
    "requested", "approved", "estimate", "authorised", "in_progress", "quality_check", "in_progress",
    "quality_check", "ready", "delivered", "closed",
]  # fmt: skip


@pytest.fixture(scope="module")
def order(gateway: str) -> Order:
    return workshop_demo.walk(gateway)


@pytest.mark.shows("PR03")
def test_it_goes_the_whole_way_and_its_customer_reads_each_step(order: Order) -> None:
    steps = order.customer.get(f"{order.path}timeline/")["results"]
    assert [step["to"] for step in steps] == WAY
    assert order.customer.get(order.path)["status"] == "closed"


def test_what_was_declined_was_neither_done_nor_charged(order: Order) -> None:
    charged = {line["description"] for job in order.invoice["content"]["jobs"] for line in job["lines"]}
    agreed = {
        line["description"]: line["decision"] for job in order.estimate["jobs"] for line in job["lines"]
    }
    assert charged == {one for one, decision in agreed.items() if decision == "authorised"}
    assert {one for one, decision in agreed.items() if decision == "declined"} == set(DECLINED)
    tasks = {task["title"]: task["status"] for task in order.customer.get(f"{order.path}tasks/")["results"]}
    assert tasks.pop("Change the cabin filter") == "cancelled"
    assert set(tasks.values()) == {"done"}


def test_what_was_paid_is_what_was_charged(order: Order) -> None:
    payments = order.customer.get(f"{order.path}payments/")["results"]
    paid = sum(Decimal(payment["amount"]["amount"]) for payment in payments)
    # 1.5 x 95.00, 64.90, 0.5 x 95.00 and 2 x 58.00 less a tenth, with 19 % on each.
    assert str(paid) == order.invoice["total"]["amount"] == "427.58"
    assert {payment["method"] for payment in payments} == {"cash", "card"}
    assert order.customer.get(f"projects/invoices/{order.invoice['id']}/")["status"] == "paid"
