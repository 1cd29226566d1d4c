"""What each call about a project is to answer, by the words of the READMEs of this service.

Nothing here comes from the code.
"""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from tests.estimates.published_tables import CUSTOMERS, STAFFS

STAFF = ("technician", "colleague", "foreman", "office", "admin")
PLANNERS = ("foreman", "admin")
CASHIERS = ("office", "admin")
EVERYBODY = (*STAFF, "customer", "stranger")
WORKED_ON = ("in_progress", "done")
WORK_GOES_ON = ("in_progress", "on_hold")
PLANNED_ON = ("requested", "approved", "estimate", "authorised", *WORK_GOES_ON)
OVER = ("rejected", "delivered", "closed", "cancelled")
# No code: it is done.
DONE = ""


@dataclass
class Task:
    id: str
    minutes: int
    assignee: str | None = None
    status: str = "todo"
    awaits: bool = False


@dataclass
class Line:
    url: str
    job: str
    task: Task | None
    price: Decimal
    decision: str = "pending"

    @property
    def total(self) -> Decimal:
        """With 19 % tax."""
        return self.price + (self.price * 19 / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass
class Payment:
    id: str
    amount: Decimal


@dataclass
class Order:
    """One project. Each method says the code with which a call is refused, or DONE and follows it."""

    small_work_minutes: int
    status: str = "requested"
    tasks: list[Task] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    revision: int | None = None
    sent: int | None = None
    # Of the invoice that stands.
    invoiced: Decimal | None = None
    was_invoiced: bool = False
    payments: list[Payment] = field(default_factory=list)

    def move(self, who: str, verb: str) -> str:
        if who not in STAFF and verb != "cancel":
            return "permission_denied"
        if who == "stranger":
            return "not_found"
        table = STAFFS if who in STAFF else CUSTOMERS
        if verb not in table[self.status]:
            return "illegal_transition"
        if refused := self._unmet(who, verb):
            return refused
        self.status = table[self.status][verb]
        return DONE

    def _unmet(self, who: str, verb: str) -> str:
        if verb == "start":
            return self._not_open_for_work()
        if verb == "submit-for-quality-check":
            if any(task.status in ("todo", "in_progress") for task in self.tasks):
                return "tasks_open"
            return "lines_undecided" if self._undecided() else DONE
        if verb == "close":
            if self._agreed() and not self.was_invoiced:
                return "not_invoiced"
            return "not_settled" if self.balance() else DONE
        if verb in ("pass-quality-check", "fail-quality-check"):
            did_some = any(task.assignee == who and task.status == "done" for task in self.tasks)
            return "worked_on_it" if did_some else DONE
        return DONE

    def _not_open_for_work(self) -> str:
        if self.status == "approved":
            return DONE if self._planned() <= self.small_work_minutes else "estimate_needed"
        return DONE if self.status in ("authorised", "in_progress") else "project_not_open"

    def _not_planned_any_more(self) -> str:
        if self.status in OVER:
            return "project_over"
        return DONE if self.status in PLANNED_ON else "project_not_open"

    def _planned(self) -> int:
        return sum(task.minutes for task in self.tasks if task.status != "cancelled")

    def _outgrows(self, more: int) -> str:
        """Small work that goes on with nothing on an estimate stays small."""
        on_an_estimate = any(line.decision in ("pending", "authorised") for line in self.lines)
        if self.status not in WORK_GOES_ON or on_an_estimate:
            return DONE
        too_much = self._planned() + more > max(self._planned(), self.small_work_minutes)
        return "estimate_needed" if too_much else DONE

    def plan(self, who: str, minutes: int) -> str:
        if who not in PLANNERS:
            return "permission_denied"
        return self._not_planned_any_more() or self._outgrows(minutes)

    def report(self, who: str, task: Task, status: str) -> str:
        changes = task.status != status
        if who not in STAFF:
            return "permission_denied"
        if who not in PLANNERS and changes:
            if task.assignee != who:
                return "not_assigned"
            if "cancelled" in (task.status, status):
                return "permission_denied"
        if refused := self._not_planned_any_more():
            return refused
        is_plan = status == "cancelled" or (task.status, status) == ("cancelled", "todo")
        if changes and not is_plan:
            if refused := self._not_open_for_work():
                return refused
            if task.awaits:
                return "not_authorised"
        if refused := self._outgrows(task.minutes if changes and task.status == "cancelled" else 0):
            return refused
        task.status = status
        if changes and status in WORKED_ON:
            self.status = "in_progress"
        return DONE

    def begin_estimate(self, who: str) -> str:
        if who not in STAFF:
            return "permission_denied"
        if self.status not in WORK_GOES_ON or self.revision is not None:
            if "estimate" not in STAFFS[self.status]:
                return "illegal_transition"
            self.status = STAFFS[self.status]["estimate"]
        self.revision = self.revision or 0
        return DONE

    def write_lines(self, who: str) -> str:
        """Whether lines may be added."""
        if who not in STAFF:
            return "permission_denied"
        if self.revision is None:
            return "not_found"
        return DONE if self.status in ("estimate", *WORK_GOES_ON) else "estimate_closed"

    def add_lines(self, lines: list[Line]) -> None:
        self.lines += lines
        self.tasks += [line.task for line in lines if line.task]
        self._revise()

    def change_line(self, who: str, line: Line, price: Decimal) -> str:
        if refused := self.write_lines(who):
            return refused
        if price == line.price:
            return DONE
        if self._begun(line):
            return "work_begun"
        line.price = price
        line.decision = "pending"
        if line.task:
            line.task.status, line.task.awaits = "todo", True
        self._revise()
        return DONE

    def send(self, who: str) -> str:
        if who not in PLANNERS:
            return "permission_denied"
        if refused := self.write_lines(who):
            return refused
        if not self.lines:
            return "estimate_empty"
        self.sent = self.revision
        self._settle()
        return DONE

    def decide(self, who: str, line: Line, decision: str, revision: int) -> str:
        if who in STAFF and who not in PLANNERS:
            return "permission_denied"
        if who == "stranger":
            return "not_found"
        if self.status not in ("estimate", "authorised", *WORK_GOES_ON):
            return "estimate_closed"
        if not self.sent == self.revision == revision:
            return "estimate_changed"
        if line.decision == decision:
            return DONE
        if self._begun(line):
            return "already_decided"
        line.decision = decision
        if line.task:
            agreed = decision == "authorised"
            line.task.status, line.task.awaits = ("todo" if agreed else "cancelled"), not agreed
        self._settle()
        return DONE

    def balance(self) -> Decimal:
        return (self.invoiced or Decimal()) - self._paid()

    def payable(self) -> Decimal:
        if self.invoiced is None and self.status in ("rejected", "cancelled"):
            return Decimal()
        owed = sum((line.total for line in self._agreed()), Decimal())
        return max((owed if self.invoiced is None else self.invoiced) - self._paid(), Decimal())

    def issue(self, who: str) -> str:
        if who not in CASHIERS:
            return "permission_denied"
        if self.status not in ("ready", "delivered", "closed"):
            return "not_invoiceable"
        if not self._agreed():
            return "nothing_to_invoice"
        if self.invoiced is not None:
            return "already_invoiced"
        self.invoiced = sum((line.total for line in self._agreed()), Decimal())
        self.was_invoiced = True
        return DONE

    def void(self, who: str) -> str:
        """The newest invoice."""
        if who not in CASHIERS:
            return "permission_denied"
        if self.invoiced is None:
            return "not_voidable"
        self.invoiced = None
        return DONE

    def pay(self, who: str, amount: Decimal) -> str:
        if who not in CASHIERS:
            return "permission_denied"
        return DONE if amount <= self.payable() else "over_balance"

    def give_back(self, who: str, payment: Payment) -> str:
        """The whole of it."""
        if who not in CASHIERS:
            return "permission_denied"
        most = (
            min(payment.amount, max(-self.balance(), Decimal()))
            if self.status == "closed"
            else payment.amount
        )
        if not most or payment.amount > most:
            return "over_refund"
        self.payments.remove(payment)
        return DONE

    def progress_percent(self) -> int:
        counted = [task for task in self.tasks if task.status != "cancelled"]
        done = sum(task.minutes for task in counted if task.status == "done")
        return done * 100 // sum(task.minutes for task in counted) if counted else 0

    def _revise(self) -> None:
        assert self.revision is not None
        self.revision += 1

    def _agreed(self) -> list[Line]:
        return [line for line in self.lines if line.decision == "authorised"]

    def _paid(self) -> Decimal:
        return sum((payment.amount for payment in self.payments), Decimal())

    def _undecided(self) -> bool:
        return any(line.decision == "pending" for line in self.lines)

    def _settle(self) -> None:
        agreed = self._agreed()
        if self.status == "estimate" and agreed and not self._undecided():
            self.status = STAFFS["estimate"]["authorise"]
        elif self.status == "authorised" and not agreed:
            self.status = STAFFS["authorised"]["estimate"]

    def _begun(self, line: Line) -> bool:
        if line.task:
            return line.task.status in WORKED_ON
        beside = [other.task for other in self.lines if other.job == line.job and other.task]
        return line.decision == "authorised" and any(task.status in WORKED_ON for task in beside)
