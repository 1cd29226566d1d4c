"""What is deferred costs at the next visit what it is listed with."""

import pytest

from estimates.models import Estimate, Line
from tests.answers import answered
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db


def test_the_price_that_is_listed_is_what_the_next_estimate_says(discs, estimated, visit, take_up, employee):
    """A discount on all of an estimate is that estimate's: of the one of then none is left."""
    Estimate.objects.filter(project=estimated["id"]).update(discount_percent="20")
    Line.objects.filter(pk=discs[0]["id"]).update(net_amount="64.80", tax_amount="12.31")
    later, reduced = visit(), visit()
    shown = answered(employee.get(f"{PROJECTS}{later['id']}/deferred-work/"))["results"][-1]
    assert (shown["net"]["amount"], shown["tax"]["amount"]) == ("81.00", "15.39")

    (line,) = answered(take_up(later, discs[0]))["jobs"][0]["lines"]
    assert (line["net"], line["tax"]) == (shown["net"], shown["tax"])

    Estimate.objects.filter(project=reduced["id"]).update(discount_percent="50")
    (line,) = answered(take_up(reduced, discs[1]))["jobs"][0]["lines"]
    assert line["net"]["amount"] == "60.00"
