"""An invoice comes to what was agreed to, whatever that was."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing.models import Invoice
from chassis.money import as_text
from estimates.models import Line
from tests.answers import answered
from tests.billing.rows import ready_work
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db

LINE = st.fixed_dictionaries(
    {
        "quantity": st.decimals("0.001", "999", places=3),
        "unit_price": st.integers(0, 99_999),
        "discount": st.decimals("0", "100", places=2),
        "tax": st.sampled_from(["0", "7", "19", "8.25", "100"]),
        "decision": st.sampled_from(["authorised", "declined", "deferred"]),
    }
)
AGREED = st.lists(LINE, min_size=1, max_size=12).filter(
    lambda lines: any(line["decision"] == "authorised" for line in lines)
)


@pytest.mark.shows("PR15")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=AGREED, currency=st.sampled_from(["EUR", "JPY", "KWD"]))
def test_an_invoice_is_the_agreed_lines_of_its_estimate(customer, employee, issue, lines, currency):
    project = ready_work(customer.account_id, *lines, currency=currency)
    issued = issue(project)
    content = issued["content"]

    agreed = Line.objects.filter(job__estimate__project=project, decision="authorised")
    charged = [line for job in content["jobs"] for line in job["lines"]]
    assert [line["id"] for line in charged] == [str(line.pk) for line in agreed.order_by("position")]
    estimate = answered(employee.get(f"{PROJECTS}{project.pk}/estimate/"))
    assert estimate["authorised"] == issued["total"] == issued["balance"]
    net, tax = (sum(Decimal(line[name]) for line in charged) for name in ("net_amount", "tax_amount"))
    assert content["total_amount"] == as_text(net + tax, currency)
    assert sum(Decimal(rate["net_amount"]) for rate in content["taxes"]) == net
    assert sum(Decimal(rate["tax_amount"]) for rate in content["taxes"]) == tax
    row = Invoice.objects.get(pk=issued["id"])
    assert (row.net_amount, row.tax_amount, row.total_amount) == (net, tax, net + tax)
