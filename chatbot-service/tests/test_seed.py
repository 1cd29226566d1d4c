"""Rule: demo rows have the ids that the documentation's examples name, and only development has them."""

import pytest
from django.core.management import CommandError, call_command

from chassis.api.examples import seeded
from conversations.models import Conversation

pytestmark = pytest.mark.django_db


def test_the_rows_are_made_once(settings):
    settings.DEBUG = True
    for _ in range(2):
        call_command("seed")
    assert str(Conversation.objects.get().id) == seeded(71)


def test_production_refuses(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("seed")
    assert not Conversation.objects.exists()
