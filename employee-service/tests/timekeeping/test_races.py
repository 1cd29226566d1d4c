"""Two at once: whoever moves an employee's time has their turn at the employee first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from chassis.testing.locks import until_somebody_waits
from chassis.testing.parallel import on_its_own_connection
from timekeeping.models import TimeLog

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("verb", ["pause", "stop"])
def test_a_timer_is_moved_while_its_employee_is_just_leaving(
    deliver, employee, hire, account, start, move, verb
):
    """The news first take the employee, and then what runs for them."""
    hire(employee)
    log = start(employee)
    renamed = account(account_id=str(employee.account_id), last_name="Nasser")
    left = account(account_id=str(employee.account_id), is_active=False)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            deliver("account.changed.v1", renamed)
            second = pool.submit(on_its_own_connection, lambda: move(employee, log, verb))
            until_somebody_waits()
            deliver("account.changed.v1", left)
        reply = second.result()

    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert TimeLog.objects.get().ended_by == "employee_inactive"
