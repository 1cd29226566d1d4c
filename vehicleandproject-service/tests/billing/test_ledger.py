"""Whatever is paid, given back, written off and voided, in whatever order: the sums are equal."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing.models import Invoice, Payment
from projects.models import Project
from tests.billing.money import payments_url
from tests.billing.webhooks import send
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db
TOTAL = Decimal(119)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["pay", "pay", "pay", "refund", "online", "write off", "void", "issue"]),
        st.integers(1, 15_000),
    ),
    max_size=12,
)


def money(cents):
    return {"amount": f"{Decimal(cents) / 100:.2f}", "currency": "EUR"}


class Desk:
    """Does the steps, at one project."""

    def __init__(self, project, office, provider, api):
        self.project, self.office, self.provider, self.api = project, office, provider, api

    def do(self, step, cents):
        return getattr(self, step.replace(" ", "_"))(cents)

    def pay(self, cents):
        return self.office.post(payments_url(self.project), {"amount": money(cents), "method": "cash"})

    def refund(self, cents):
        payment = Payment.objects.filter(project=self.project["id"], kind="payment").order_by("-id").first()
        body = {"amount": money(cents), "reason": "So."}
        return payment and self.office.post(f"{payments_url(self.project)}{payment.id}/refund/", body)

    def online(self, cents):
        """A page is asked for, something is paid in cash, and then the page is paid."""
        page = self._invoice("checkout/", {"return_url": "https://workshop.example/"})
        if page.status_code != 201:
            return page
        self.pay(cents)
        return send(self.api, self.provider.pay(list(self.provider.sessions)[-1]))

    def write_off(self, _):
        return self._invoice("write-off/", {"reason": "So."})

    def void(self, _):
        return self._invoice("void/", {"reason": "So."})

    def issue(self, _):
        return self.office.post(f"{PROJECTS}{self.project['id']}/invoices/", {})

    def _invoice(self, verb, body):
        newest = Invoice.objects.filter(project=self.project["id"], kind="invoice").latest("id")
        return self.office.post(f"{PROJECTS}invoices/{newest.id}/{verb}", body)


@pytest.mark.shows("PR21")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_was_paid_and_written_off_and_the_balance_are_the_total(steps, invoiced, office, provider, api):
    with transaction.atomic():
        project, _ = invoiced(str(TOTAL) + ".00")
        desk = Desk(project, office, provider, api)
        for step in steps:
            reply = desk.do(*step)
            assert reply is None or reply.status_code in {200, 201, 409}, reply.json()
            balance = Project.objects.get(pk=project["id"]).balance_amount
            invoices = Invoice.objects.filter(project=project["id"], kind="invoice")
            standing = invoices.exclude(status="void").first()
            rows = list(Payment.objects.filter(project=project["id"]).values())
            paid = sum_of(rows, kind="payment") - sum_of(rows, kind="refund")
            written_off = sum_of(rows, invoice_id=standing.id) if standing else 0
            assert paid + written_off + balance == (TOTAL if standing else 0)
            if standing:
                assert (standing.status == "open") == (balance > 0)
                assert balance >= -sum_of(rows, method="online"), "only what came online is ever too much"
        transaction.set_rollback(True)


def sum_of(rows, **what):
    return sum((row["amount"] for row in rows if what.items() <= row.items()), Decimal())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cents=st.lists(st.integers(1, 15_000), max_size=12))
def test_no_more_is_ever_taken_at_the_desk_than_is_owed(cents, invoiced, office, provider, api):
    with transaction.atomic():
        project, _ = invoiced(str(TOTAL) + ".00")
        desk = Desk(project, office, provider, api)
        taken = [amount for amount in cents if desk.pay(amount).status_code == 201]
        left = 11_900
        for amount in cents:
            left -= amount if amount <= left else 0
        assert sum(taken) == 11_900 - left
        assert Project.objects.get(pk=project["id"]).balance_amount == Decimal(left) / 100
        transaction.set_rollback(True)
