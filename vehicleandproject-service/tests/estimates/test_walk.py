"""Whatever anybody tries in whatever order: a project goes where the published table says, or nowhere."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import hypothesis
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as walk

from chassis.testing.events import emitted
from projects.models import Project
from tests.answers import answered
from tests.estimates.lines import labour, part
from tests.estimates.published_rules import (
    DONE,
    EVERYBODY,
    WORKED_ON,
    Line,
    Order,
    Payment,
    Task,
)
from tests.estimates.published_tables import STAFFS, VERBS, steps_of_the_tables
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(EVERYBODY)
TASK_STATUSES = ("todo", "in_progress", "done", "cancelled")
DECISIONS = {"authorise": "authorised", "decline": "declined", "defer": "deferred"}
LAST_VERBS = {"cancel", "reject"}
CENT = Decimal("0.01")


class Walk(RuleBasedStateMachine):
    """One project, and everybody who might do something to it. What is tried is what the rules are asked."""

    people: dict[str, Any]
    make: Callable[..., dict[str, Any]]
    steps: set[tuple[str, str]]

    @initialize()
    def request_work(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        project = self.make(self.people["customer"])
        self.url = f"{PROJECTS}{project['id']}/"
        policies = answered(self.people["admin"].get(f"{PROJECTS}policies/"))
        self.order = Order(policies["small_work_minutes"])
        self.invoices: list[str] = []

    def teardown(self) -> None:
        """Every step has its line and its news, and the table knows it. Nothing of it stays."""
        if self.is_begun():
            try:
                self.end()
                self.every_step_is_on_record()
            finally:
                transaction.set_rollback(True)
                self.savepoint.__exit__(None, None, None)

    def every_step_is_on_record(self) -> None:
        lines = answered(self.people["admin"].get(f"{self.url}timeline/", {"page_size": 100}))["results"]
        walked = [(line["from"], line["to"]) for line in lines[1:]]
        assert set(walked) <= steps_of_the_tables()
        news = [event.data for event in emitted("project.status_changed.v1")]
        assert [(one["previous_status"], one["status"]) for one in news] == walked
        self.steps |= set(walked)

    def end(self) -> None:
        """What ends everything comes last: there would be little to walk after it."""
        self.try_to_move("stranger", "cancel")
        self.try_to_move("customer", "reject")
        self.try_to_move(*(("technician", "reject") if self.order.tasks else ("customer", "cancel")))
        self.try_to_move("admin", "cancel")
        self.settle()
        self.settle()
        self.it_is_what_the_rules_say()

    def answers(self, reply: Any, code: str) -> None:
        if code == DONE:
            assert reply.status_code in (200, 201), reply.json()
        else:
            assert reply.json()["code"] == code, reply.json()
        if code == "illegal_transition":
            assert set(reply.json()["allowed"]) <= set(STAFFS[self.order.status])

    def is_begun(self) -> bool:
        return hasattr(self, "order")

    def try_to_move(self, who: str, verb: str) -> None:
        reply = self.people[who].post(f"{self.url}{verb}/")
        self.answers(reply, self.order.move(who, verb))

    @rule(who=WHO, verb=st.sampled_from(sorted(set(VERBS) - LAST_VERBS)))
    def move(self, who: str, verb: str) -> None:
        self.try_to_move(who, verb)

    @rule(who=st.sampled_from(("admin", "foreman", "technician")), data=st.data())
    def go_on(self, who: str, data: st.DataObject) -> None:
        verbs = sorted(set(STAFFS[self.order.status]) & set(VERBS) - LAST_VERBS)
        if verbs:
            self.try_to_move(who, data.draw(st.sampled_from(verbs)))

    @rule(
        who=WHO,
        minutes=st.sampled_from((20, 60, 100)),
        assignee=st.sampled_from((None, "technician", "colleague")),
    )
    def plan(self, who: str, minutes: int, assignee: str | None) -> None:
        body = {"title": "Change the pads", "estimated_minutes": minutes}
        whose = {"assignee_id": str(self.people[assignee].account_id)} if assignee else {}
        reply = self.people[who].post(f"{self.url}tasks/", {**body, **whose})
        code = self.order.plan(who, minutes)
        self.answers(reply, code)
        if code == DONE:
            self.order.tasks.append(Task(reply.json()["id"], minutes, assignee))

    @rule(who=WHO, status=st.sampled_from(TASK_STATUSES), data=st.data())
    @precondition(lambda self: self.is_begun() and self.order.tasks)
    def report(self, who: str, status: str, data: st.DataObject) -> None:
        self.report_on(who, data.draw(st.sampled_from(self.order.tasks)), status)

    @rule(status=st.sampled_from(WORKED_ON))
    @precondition(lambda self: self.is_begun() and self.order.tasks)
    def work(self, status: str) -> None:
        for task in self.order.tasks:
            if task.status in ("todo", "in_progress"):
                self.report_on(task.assignee or "foreman", task, status)

    def report_on(self, who: str, task: Task, status: str) -> None:
        reply = self.people[who].patch(f"{self.url}tasks/{task.id}/", {"status": status})
        self.answers(reply, self.order.report(who, task, status))

    @rule(who=WHO)
    def begin_estimate(self, who: str) -> None:
        self.answers(self.people[who].post(f"{self.url}estimate/"), self.order.begin_estimate(who))

    @rule(who=WHO, with_labour=st.booleans())
    def add_job(self, who: str, with_labour: bool) -> None:
        lines = [labour(30), part()] if with_labour else [part()]
        reply = self.people[who].post(f"{self.url}jobs/", {"title": "Front brakes", "lines": lines})
        code = self.order.write_lines(who)
        self.answers(reply, code)
        if code == DONE:
            self.order.add_lines(self.lines_of(reply.json()["id"]))

    def lines_of(self, job: str) -> list[Line]:
        """As they are read; the task of labour is the one that came with it."""
        url = f"{self.url}jobs/{job}/lines/"
        known = {task.id for task in self.order.tasks}
        tasks = answered(self.people["admin"].get(f"{self.url}tasks/", {"page_size": 100}))["results"]
        added = [Task(task["id"], 30, awaits=True) for task in tasks if task["id"] not in known]
        return [
            Line(
                f"{url}{line['id']}/",
                job,
                added.pop() if line["kind"] == "labour" else None,
                Decimal(line["unit_price"]["amount"]),
            )
            for line in answered(self.people["admin"].get(url))["results"]
        ]

    @rule(who=WHO, price=st.integers(1, 10**6), data=st.data())
    @precondition(lambda self: self.is_begun() and self.order.lines)
    def change_line(self, who: str, price: int, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.order.lines))
        changed = {"unit_price": {"amount": f"{price}.01", "currency": "EUR"}, "description": str(price)}
        reply = self.people[who].patch(line.url, changed)
        self.answers(reply, self.order.change_line(who, line, Decimal(f"{price}.01")))

    @rule(who=WHO)
    def send(self, who: str) -> None:
        self.answers(self.people[who].post(f"{self.url}estimate/send/"), self.order.send(who))

    @rule(who=WHO, verb=st.sampled_from(sorted(DECISIONS)), older=st.integers(0, 9), data=st.data())
    @precondition(lambda self: self.is_begun() and self.order.lines)
    def decide(self, who: str, verb: str, older: int, data: st.DataObject) -> None:
        self.decide_about(who, data.draw(st.sampled_from(self.order.lines)), verb, older=older == 0)

    @rule(verb=st.sampled_from(("authorise", "authorise", "decline")))
    @precondition(lambda self: self.is_begun() and self.order.lines)
    def decide_about_all(self, verb: str) -> None:
        for line in self.order.lines:
            if line.decision == "pending":
                self.decide_about("customer", line, verb)

    @rule()
    def seek_agreement(self) -> None:
        """What would be next on the way to it; by chance alone few would come so far."""
        if self.order.revision is None or self.order.status in ("approved", "authorised"):
            self.begin_estimate("admin")
        elif not self.order.lines:
            self.add_job("technician", with_labour=True)
        elif self.order.sent != self.order.revision:
            self.send("foreman")
        else:
            self.decide_about_all("authorise")

    def decide_about(self, who: str, line: Line, verb: str, *, older: bool = False) -> None:
        revision = (self.order.revision or 0) - older
        body = {"revision": revision, "note": "By telephone."}
        reply = self.people[who].post(f"{line.url}{verb}/", body)
        self.answers(reply, self.order.decide(who, line, DECISIONS[verb], revision))

    @rule(who=WHO)
    def issue(self, who: str) -> None:
        reply = self.people[who].post(f"{self.url}invoices/", {"buyer": {"name": "Ada Byron"}})
        code = self.order.issue(who)
        self.answers(reply, code)
        if code == DONE:
            self.invoices.append(reply.json()["id"])

    @rule(who=st.sampled_from(("admin", "office", "technician")), certain=st.integers(0, 2))
    @precondition(lambda self: self.is_begun() and self.invoices)
    def void(self, who: str, certain: int) -> None:
        if not certain:
            url = f"{PROJECTS}invoices/{self.invoices[-1]}/void/"
            self.answers(self.people[who].post(url, {"reason": "Another buyer."}), self.order.void(who))

    @rule(who=WHO, part=st.sampled_from(("1", "0.5", "0.5", "1.01")))
    def pay(self, who: str, part: str) -> None:
        amount = (self.order.payable() * Decimal(part)).quantize(CENT) or CENT
        body = {"amount": {"amount": str(amount), "currency": "EUR"}, "method": "cash"}
        reply = self.people[who].post(f"{self.url}payments/", body)
        code = self.order.pay(who, amount)
        self.answers(reply, code)
        if code == DONE:
            self.order.payments.append(Payment(reply.json()["id"], amount))

    @rule(who=st.sampled_from(("admin", "office", "customer")), data=st.data())
    @precondition(lambda self: self.is_begun() and self.order.payments)
    def give_back(self, who: str, data: st.DataObject) -> None:
        payment = data.draw(st.sampled_from(self.order.payments))
        body = {"amount": {"amount": str(payment.amount), "currency": "EUR"}, "reason": "Too much."}
        reply = self.people[who].post(f"{self.url}payments/{payment.id}/refund/", body)
        self.answers(reply, self.order.give_back(who, payment))

    @rule()
    def settle(self) -> None:
        if self.order.status in ("ready", "delivered") and self.order.invoiced is None:
            self.issue("office")
        self.pay("admin", "1")
        if self.order.status in ("ready", "delivered"):
            self.try_to_move("admin", "deliver" if self.order.status == "ready" else "close")

    @invariant()
    def it_is_what_the_rules_say(self) -> None:
        if self.is_begun():
            kept = Project.objects.get()
            order = self.order
            assert (kept.status, kept.progress_percent) == (order.status, order.progress_percent())
            assert kept.balance_amount == order.balance()
            tasks = dict(kept.tasks.values_list("id", "status"))
            assert {str(pk): status for pk, status in tasks.items()} == {
                task.id: task.status for task in order.tasks
            }


@pytest.mark.shows("PR02")
@pytest.mark.drill
def test_a_project_goes_where_the_published_table_says_or_nowhere(
    create,
    api,
    customer,
    stranger,
    employee,
    colleague,
    foreman,
    admin,
    staff_list,
    standard_rate,
    rounds,
    chance,
):
    people = {
        "customer": customer, "stranger": stranger, "technician": employee, "colleague": colleague,
        "foreman": foreman, "office": api.as_employee(groups=["office"]), "admin": admin,
    }  # fmt: skip

    class OneWalk(Walk):
        steps: set[tuple[str, str]] = set()

    OneWalk.people, OneWalk.make = people, staticmethod(create)
    # Short ones end where long ones only pass.
    for steps in (6, 20, 50):
        how = settings(
            max_examples=rounds(2, 80),
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        walk(hypothesis.seed(chance.randrange(2**32))(OneWalk), settings=how)
    assert rounds(True, len(OneWalk.steps) >= len(steps_of_the_tables()) - 4)
