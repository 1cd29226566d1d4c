"""Rule: demo rows have the ids that the documentation's examples name, and only development has them."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from attachments.models import Attachment
from billing.models import Invoice
from chassis.api.examples import seeded
from chassis.files.models import StoredFile
from documents.models import Document
from estimates.models import Agreement, Line
from projects.models import Project, Task
from service_plans.models import Reminder

pytestmark = pytest.mark.django_db


def test_the_rows_are_made_once(settings):
    settings.DEBUG = True
    for _ in range(2):
        call_command("seed")
    assert {str(pk) for pk in Project.objects.values_list("id", flat=True)} == {seeded(12), seeded(91)}
    assert str(Task.objects.get().id) == seeded(13)
    assert {str(pk) for pk in Line.objects.values_list("id", flat=True)} == {
        seeded(number) for number in (15, 94, 98)
    }
    assert str(Invoice.objects.get().id) == seeded(95)
    assert Agreement.objects.count() == 1
    assert str(Reminder.objects.get().id) == seeded(27)
    assert str(Document.objects.get().id) == seeded(81)
    assert str(Attachment.objects.get().id) == seeded(83)
    assert StoredFile.objects.count() == 2
    assert all(default_storage.exists(file.key) for file in StoredFile.objects.all())


def test_production_refuses(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("seed")
    assert not Project.objects.exists()
