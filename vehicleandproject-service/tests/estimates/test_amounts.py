"""What lines come to: exact, rounded once per line, and summed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.money import decimals
from estimates.amounts import line_amounts, sum_of

NONE = Decimal()


@pytest.mark.shows("PR14")
@pytest.mark.parametrize(
    ("quantity", "price", "discount", "tax", "currency", "net", "of_tax"),
    [
        ("1", "64.90", "0", "19", "EUR", "64.90", "12.33"),
        ("1.5", "90.00", "0", "19", "EUR", "135.00", "25.65"),
        ("1", "0.50", "0", "19", "EUR", "0.50", "0.10"),  # 0.095: half up
        ("3", "0.335", "0", "0", "EUR", "1.01", "0.00"),  # 1.005: half up, and not to even
        ("1", "100.00", "33.33", "7", "EUR", "66.67", "4.67"),
        ("2.5", "333", "0", "10", "JPY", "833", "83"),
        ("1", "1.2345", "0", "5", "KWD", "1.235", "0.062"),
        ("1", "100.00", "100", "19", "EUR", "0.00", "0.00"),
    ],
)
def test_amounts_are_rounded_half_up_to_the_minor_unit(quantity, price, discount, tax, currency, net, of_tax):
    amounts = line_amounts(Decimal(quantity), Decimal(price), [Decimal(discount)], Decimal(tax), currency)
    assert (str(amounts.net), str(amounts.tax)) == (net, of_tax)


LINES = st.lists(
    st.tuples(
        st.decimals("0.001", "9999", places=3),
        st.decimals("0", "99999", places=2),
        st.decimals("0", "100", places=2),
        st.decimals("0", "100", places=2),
    ),
    max_size=20,
)


@pytest.mark.shows("PR14")
@given(lines=LINES, of_all=st.decimals("0", "100", places=2), currency=st.sampled_from(["EUR", "JPY", "KWD"]))
def test_a_total_is_the_sum_of_its_lines_to_the_minor_unit(lines, of_all, currency):
    each = [
        line_amounts(quantity, price, (discount, of_all), tax, currency)
        for quantity, price, discount, tax in lines
    ]
    total = sum_of(each)

    assert total.total == total.net + total.tax == sum((one.total for one in each), NONE)
    smallest = Decimal(1).scaleb(-decimals(currency))
    assert total.total % smallest == 0
    for (quantity, price, discount, tax), amounts in zip(lines, each, strict=True):
        exact = quantity * price * (100 - discount) / 100 * (100 - of_all) / 100
        assert abs(amounts.net - exact) <= smallest / 2
        assert abs(amounts.tax - amounts.net * tax / 100) <= smallest / 2
