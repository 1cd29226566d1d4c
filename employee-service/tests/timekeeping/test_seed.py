"""Rule: demo rows have the ids that the documentation's examples name, and only development has them."""

import pytest
from django.core.management import CommandError, call_command

from chassis.api.examples import seeded
from employees.models import Employee, TimeOff
from timekeeping.models import TimeLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def technician():
    return Employee.objects.create(id=seeded(2), email="technician@servease.test", is_active=True)


def test_the_technicians_hour_is_made_once(settings, technician):
    settings.DEBUG = True
    for _ in range(2):
        call_command("seed")
    log = TimeLog.objects.get()
    assert (str(log.id), str(log.employee_id)) == (seeded(51), technician.id)
    [segment] = log.segments.all()
    assert (segment.ended_at - segment.started_at).total_seconds() == log.duration_seconds


def test_the_technician_has_asked_for_a_week_off_once(settings, technician):
    settings.DEBUG = True
    for _ in range(2):
        call_command("seed")
    time_off = TimeOff.objects.get()
    assert (str(time_off.id), str(time_off.employee_id), time_off.status) == (
        seeded(52), technician.id, "pending",
    )  # fmt: skip


def test_without_the_technician_there_is_none(settings):
    settings.DEBUG = True
    call_command("seed")
    assert not TimeLog.objects.exists()


def test_production_refuses(technician):
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("seed")
    assert not TimeLog.objects.exists()
