"""Rule: a code counts once, for its purpose, until it expires or another takes its place."""

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from accounts.models import Account
from chassis.errors import InvalidField
from chassis.testing.parallel import at_the_same_time
from codes.actions import redeem, redeem_typed, withdraw
from codes.derivation import code_of
from codes.models import MailedCode
from codes.purposes import LIFETIMES, Purpose

pytestmark = pytest.mark.django_db


def used(code, purpose=Purpose.RESET_PASSWORD):
    """The row that a code in a link used up; None if it was refused as every other."""
    try:
        with transaction.atomic():
            return redeem(code, purpose)
    except InvalidField as refusal:
        return None if refusal.get_codes() == {"code": ["code_invalid"]} else refusal


def typed(account, digits):
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(pk=account.pk)
        return redeem_typed(locked, digits, Purpose.VERIFY_PHONE)


def another(digits):
    return f"{(int(digits) + 1) % 10**6:06}"


def test_it_counts_once(issued, account):
    code = code_of(issued())
    row = used(code)
    assert (row.account, row.address) == (account, "anna@example.com")
    assert used(code) is None
    assert MailedCode.objects.get().used_at == row.used_at


@pytest.mark.parametrize("purpose", [each for each in Purpose if each != Purpose.RESET_PASSWORD])
def test_it_counts_for_its_purpose_alone(issued, purpose):
    code = code_of(issued())
    assert used(code, purpose) is None
    assert used(code)


@pytest.mark.parametrize("purpose", [each for each in Purpose if each != Purpose.VERIFY_PHONE])
def test_it_counts_until_it_expires(issued, purpose):
    code = code_of(issued(purpose))
    with time_machine.travel(timezone.now() + LIFETIMES[purpose], tick=False):
        assert used(code, purpose) is None
    assert used(code, purpose)


def test_one_that_was_replaced_counts_no_more(issued):
    first, second = code_of(issued()), code_of(issued())
    assert used(first) is None
    assert used(second)


def test_one_that_was_withdrawn_counts_no_more(issued, account):
    code = code_of(issued())
    withdraw(account, Purpose.RESET_PASSWORD)
    assert used(code) is None


def test_it_counts_for_nobody_who_is_not_active(issued):
    code = code_of(issued())
    Account.objects.update(is_active=False)
    assert used(code) is None


@pytest.mark.parametrize(
    "broken",
    [
        lambda code: code[:-1],
        lambda code: code + code,
        lambda code: code + "=",
        lambda code: code.swapcase(),
        lambda code: f" {code}",
        lambda code: "",
        lambda code: "ü" * 43,
    ],
)
def test_one_that_was_cut_doubled_or_mistyped_is_none(issued, broken):
    code = code_of(issued())
    assert used(broken(code)) is None
    assert used(code)


def test_six_digits_do_not_count_as_a_link(issued):
    digits = code_of(issued(Purpose.VERIFY_PHONE, "+4930901820"))
    assert used(digits, Purpose.VERIFY_PHONE) is None


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_come_with_one_code_one_is_let_in(issued):
    code = code_of(issued())
    assert sum(row is not None for row in at_the_same_time(*[lambda: used(code)] * 20)) == 1


def test_six_digits_count_once(issued, account):
    digits = code_of(issued(Purpose.VERIFY_PHONE, "+4930901820"))
    assert typed(account, another(digits)) is None
    assert typed(account, digits).address == "+4930901820"
    assert typed(account, digits) is None


def test_six_digits_are_another_accounts_to_nobody(issued, register):
    digits = code_of(issued(Purpose.VERIFY_PHONE, "+4930901820"))
    stranger = Account.objects.get(pk=register()["account"]["id"])
    assert typed(stranger, digits) is None


def test_five_wrong_attempts_end_six_digits(issued, account):
    digits = code_of(issued(Purpose.VERIFY_PHONE, "+4930901820"))
    for _ in range(5):
        assert typed(account, another(digits)) is None
    assert typed(account, digits) is None
    assert MailedCode.objects.get().attempts == 5


@pytest.mark.django_db(transaction=True)
def test_attempts_in_parallel_are_counted_one_by_one(issued, account):
    digits = code_of(issued(Purpose.VERIFY_PHONE, "+4930901820"))
    assert at_the_same_time(*[lambda: typed(account, another(digits))] * 20) == [None] * 20
    assert MailedCode.objects.get().attempts == 5
