"""What of the books no program changes, whatever it does."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from billing.models import CREDIT_NOTE_SERIES_ID, INVOICE_SERIES_ID, Invoice, InvoiceSeries, Payment
from projects.models import Project
from tests.answers import answered
from tests.estimates.lines import labour, part

pytestmark = pytest.mark.django_db


def an_invoice(project_id, number=1, **changes):
    values = {
        "project_id": project_id,
        "customer_id": Project.objects.get(pk=project_id).customer_id,
        "series_id": INVOICE_SERIES_ID,
        "kind": "invoice",
        "number": number,
        "name": f"INV-{number}",
        "status": "open",
        "issued_on": date(2026, 11, 20),
        "due_on": date(2026, 12, 4),
        "overdue_at": timezone.now(),
        "currency": "EUR",
        "net_amount": "100",
        "tax_amount": "19",
        "total_amount": "119",
        "content": {"paid_amount": "0.00"},
        "actor_id": project_id,
        **changes,
    }
    return Invoice.objects.create(**values)


def a_payment(project_id, **changes):
    values = {
        "project_id": project_id,
        "kind": "payment",
        "method": "cash",
        "amount": "10",
        "currency": "EUR",
        "received_at": timezone.now(),
        **changes,
    }
    return Payment.objects.create(**values)


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()
    return True


def test_of_an_invoice_only_the_status_changes(approved):
    invoice = an_invoice(approved["id"])
    rows = Invoice.objects.filter(pk=invoice.pk)

    for changes in (
        {"total_amount": 1, "net_amount": 1, "tax_amount": 0},
        {"content": {}},
        {"name": "INV-2"},
    ):
        assert refused(lambda changes=changes: rows.update(**changes, status="paid"))
    assert refused(lambda: rows.delete())
    rows.update(status="paid")
    assert (rows.get().status, rows.get().content) == ("paid", {"paid_amount": "0.00"})


def test_no_line_of_the_ledger_changes(approved):
    rows = Payment.objects.filter(pk=a_payment(approved["id"]).pk)
    assert refused(lambda: rows.update(amount=11))
    assert refused(lambda: rows.update(reference="another"))
    assert refused(lambda: rows.delete())
    assert rows.get().amount == 10


def test_no_second_invoice_stands_and_no_number_comes_twice(approved, create, customer):
    first = an_invoice(approved["id"])
    assert refused(lambda: an_invoice(approved["id"], 2))
    other = create(customer)["id"]
    assert refused(lambda: an_invoice(other, 1, name="INV-one"))
    assert refused(lambda: an_invoice(other, 2, name="INV-1"))
    first.update({"status": "void"})
    an_invoice(approved["id"], 2)


def test_a_prefix_leaves_no_doubt_where_its_number_begins():
    rows = InvoiceSeries.objects.filter(pk=INVOICE_SERIES_ID)
    for prefix in ("2026", "INV 1-", "Ü-", "CN-"):
        assert refused(lambda prefix=prefix: rows.update(prefix=prefix))
    for prefix in ("", "2026-", "B/"):
        rows.update(prefix=prefix)


def test_there_is_a_series_of_each_kind_for_all_locations():
    rows = InvoiceSeries.objects.order_by("id").values_list("id", "kind", "prefix", "next_number", "location")
    assert list(rows) == [
        (INVOICE_SERIES_ID, "invoice", "INV-", 1, None),
        (CREDIT_NOTE_SERIES_ID, "credit_note", "CN-", 1, None),
    ]


def test_a_project_counts_the_lines_that_are_agreed_to(estimated, sent, customer, employee):
    yes, no = sent(labour(), part())
    counts = Project.objects.values_list("undecided_lines", "agreed_lines")
    assert counts.get() == (2, 0)
    answered(customer.post(f"{yes['url']}authorise/", {"revision": 1}))
    assert counts.get() == (1, 1)
    answered(customer.post(f"{no['url']}decline/", {"revision": 1}))
    assert counts.get() == (0, 1)
    answered(customer.post(f"{yes['url']}decline/", {"revision": 1}))
    assert counts.get() == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_the_migration_counts_what_was_agreed_to_before(estimated, sent, customer):
    yes, _ = sent(part(), part())
    answered(customer.post(f"{yes['url']}authorise/", {"revision": 1}))
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([("projects", "0015_comebacks"), ("estimates", "0005_caps")])
    finally:
        MigrationExecutor(connection).migrate(newest)
    assert Project.objects.get().agreed_lines == 1
