"""What nothing uses leaves the storage, then the table; what is used stays."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from chassis.files.models import State, StoredFile
from chassis.retention import purge
from tests.sample.models import Picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def left(customer, added):
    """A file in some state, whose last change was so long ago."""

    def leave(state, **ago):
        added(customer)
        file = StoredFile.objects.latest("id")
        StoredFile.objects.filter(pk=file.pk).update(
            state=state, updated_at=timezone.now() - timedelta(**ago)
        )
        return file

    return leave


@pytest.mark.parametrize("state", [State.UPLOADING, State.RELEASED])
def test_what_nothing_uses_leaves_after_an_hour(left, state):
    old, young = left(state, minutes=61), left(state, minutes=59)
    Picture.objects.all().delete()
    purge()
    assert list(StoredFile.objects.values_list("id", flat=True)) == [young.id]
    assert (default_storage.exists(old.key), default_storage.exists(young.key)) == (False, True)


def test_what_is_used_stays_however_old(left):
    file = left(State.KEPT, days=1000)
    purge()
    assert StoredFile.objects.filter(pk=file.pk).exists()
    assert default_storage.exists(file.key)


def test_a_storage_that_is_away_keeps_the_row_for_the_next_time(left, storage_folder, logged):
    file = left(State.RELEASED, hours=2)
    Picture.objects.all().delete()
    folder = (storage_folder / file.key).parent
    moved = folder.rename(folder.with_name("moved"))
    folder.write_text("No folder any more.")
    purge()
    assert StoredFile.objects.filter(pk=file.pk).exists()
    assert "files not purged" in [line["event"] for line in logged]
    folder.unlink()
    moved.rename(folder)
    purge()
    assert not StoredFile.objects.exists()
    assert not default_storage.exists(file.key)


def test_what_the_storage_never_had_leaves_too(left):
    file = left(State.UPLOADING, hours=2)
    Picture.objects.all().delete()
    default_storage.delete(file.key)
    purge()
    assert not StoredFile.objects.exists()
