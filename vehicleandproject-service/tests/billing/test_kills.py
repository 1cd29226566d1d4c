"""Rule: whatever is killed on the way, numbers have no gap, none comes twice, and each has its event."""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import connection

from billing.actions.issuing import issue_invoice
from billing.models import Invoice, InvoiceSeries
from chassis.auth import Actor
from chassis.errors import Conflict
from chassis.models import new_id
from projects.models import Project
from tests.billing.rows import ready_work

BUYER = dict.fromkeys(("company", "street", "postal_code", "city", "country", "email", "vat_id"), "")
# Where a worker may be killed: at any line of an action, its events, and how they are written.
WATCHED = ("/billing/", "/chassis/", "/django/db/transaction.py", "/django/db/models/query.py")
WORKERS = 3
# In lines, of which an invoice takes about 5,800.
LONGEST_LIFE = 20_000


def killed_after(lines: int, work: Callable[[], None]) -> int:
    """Begin it in a process of its own, which kills itself with -9 at the line that it reaches then."""
    process = os.fork()
    if process:
        return process
    reached = 0

    def watch(frame: Any, happening: str, _: Any) -> Any:
        nonlocal reached
        if not any(name in frame.f_code.co_filename for name in WATCHED):
            return None
        reached += happening == "line"
        if reached >= lines:
            os.kill(os.getpid(), signal.SIGKILL)
        return watch

    try:
        sys.settrace(watch)
        work()
    finally:
        os._exit(0)


def issue_all(actor: Actor, projects: list[Project]) -> None:
    for project in projects:
        try:
            issue_invoice(actor, project.pk, {"buyer": {**BUYER, "name": "Ada Lovelace"}})
        except Conflict:
            continue  # Another worker was faster.


@pytest.mark.shows("PR15")
@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_no_number_is_lost_and_none_comes_twice(
    customer: Any, emitted: Any, chance: Random, rounds: Any
) -> None:
    wanted, actor = rounds(10, 200), Actor(id=new_id(), role="admin")
    for _ in range(wanted):
        ready_work(customer.account_id)
    kills = 0
    while left := list(Project.objects.filter(invoiced_at__isnull=True)):
        connection.close()
        workers = [
            killed_after(chance.randrange(LONGEST_LIFE), partial(issue_all, actor, shuffled))
            for shuffled in (chance.sample(left, len(left)) for _ in range(WORKERS))
        ]
        kills += sum(os.WIFSIGNALED(os.waitpid(one, 0)[1]) for one in workers)

    assert kills >= wanted / 10
    numbers = sorted(Invoice.objects.values_list("number", flat=True))
    assert numbers == list(range(1, wanted + 1))
    assert InvoiceSeries.objects.get(kind="invoice").next_number == wanted + 1
    published = [event.data["name"] for event in emitted("invoice.issued.v1")]
    assert sorted(published) == sorted(Invoice.objects.values_list("name", flat=True))
    owed = Project.objects.filter(balance_amount=Invoice.objects.first().total_amount)
    assert owed.count() == wanted
