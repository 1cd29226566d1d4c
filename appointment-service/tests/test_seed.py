"""Rule: demo rows have the ids that the documentation's examples name, and only development has them."""

import pytest
from django.core.management import CommandError, call_command

from appointments.models import Appointment, Block
from chassis.api.examples import seeded
from resources.models import Bay, Closure
from series.models import Series

pytestmark = pytest.mark.django_db


def test_the_rows_are_made_once(settings):
    settings.DEBUG = True
    for _ in range(2):
        call_command("seed")
    assert str(Appointment.objects.get().id) == seeded(42)
    assert str(Bay.objects.get().id) == seeded(21)
    assert str(Block.objects.get().id) == seeded(45)
    assert str(Closure.objects.get().id) == seeded(41)
    assert str(Series.objects.get().id) == seeded(46)


def test_production_refuses(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("seed")
    assert not Appointment.objects.exists()
