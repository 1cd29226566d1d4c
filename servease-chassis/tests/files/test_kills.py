"""Rule: whatever is killed on the way, a row's file is there, and what is there has a row."""

import os
import signal
import sys
from datetime import timedelta
from inspect import unwrap
from itertools import count
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone
from made_files import image, upload

from chassis.files import models, retention, storage, uploads
from chassis.files.models import State, StoredFile
from chassis.models import new_id
from chassis.retention import purge
from chassis.testing.parallel import at_the_same_time
from tests.sample import pictures
from tests.sample.models import Picture

pytestmark = pytest.mark.django_db(transaction=True)

ACTOR = SimpleNamespace(id=new_id())


def lines_of(*places):
    found = [unwrap(value) for place in places for value in vars(place).values() if callable(value)]
    return {function.__code__ for function in found if hasattr(function, "__code__")}


WATCHED = lines_of(uploads, storage, storage.DiskStorage, models.StoredFile, retention, pictures)


def killed_at(line, work):
    """Do it in a process that kills itself at the n-th line that it reaches; whether it got that far."""
    connection.close()
    process = os.fork()
    if process == 0:
        reached = set()

        def watch(frame, happening, _):
            if frame.f_code not in WATCHED:
                return None
            reached.add((frame.f_code, frame.f_lineno))
            if len(reached) == line:
                os.kill(os.getpid(), signal.SIGKILL)
            return watch

        sys.settrace(watch)
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def kills_until_it_ends(work):
    """At how many lines it was killed, each once."""
    return next(line for line in count(1) if not killed_at(line, work)) - 1


def keys_in(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def kept():
    return {file.key for file in StoredFile.objects.filter(state=State.KEPT)}


def an_hour_passes():
    StoredFile.objects.update(updated_at=timezone.now() - timedelta(hours=2))


def add_a_picture():
    data = {"title": "front", "file": upload(image())}
    pictures.add_picture(ACTOR, data, store_reply=lambda row: None)


def test_killed_at_any_line_of_an_upload_nothing_is_lost_and_nothing_is_left(storage_folder):
    assert kills_until_it_ends(add_a_picture) > 25
    used = {picture.file.key for picture in Picture.objects.select_related("file")}
    assert used == kept()
    assert used <= keys_in(storage_folder) <= {file.key for file in StoredFile.objects.all()}
    an_hour_passes()
    purge()
    assert keys_in(storage_folder) == kept() == used


def test_killed_at_any_line_of_a_purge_nothing_is_left_that_has_no_row(storage_folder):
    for _ in range(3):
        add_a_picture()
    Picture.objects.filter(pk=Picture.objects.first().pk).delete()
    for file in StoredFile.objects.exclude(pk__in=Picture.objects.values("file_id")):
        file.release()
    an_hour_passes()
    assert kills_until_it_ends(purge) > 5
    purge()
    assert keys_in(storage_folder) == kept()
    assert StoredFile.objects.count() == Picture.objects.count() == 2


def test_a_purge_passes_over_what_is_being_kept_at_this_moment(storage_folder):
    with uploads.received(upload(image()), pictures.PICTURES, subject=ACTOR.id, by=ACTOR.id) as file:
        an_hour_passes()
        file.keep()
        retention.remove(StoredFile.objects.all())
    assert keys_in(storage_folder) == kept() == {file.key}


def test_of_uploads_at_the_same_time_as_many_fit_as_the_quota_has_room_for(
    customer, add, settings, storage_folder
):
    add(customer)
    settings.FILES_QUOTA_BYTES = 4 * StoredFile.objects.get().size_bytes
    answers = at_the_same_time(*[lambda: add(customer)] * 8)
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 5
    assert len(keys_in(storage_folder)) == StoredFile.objects.count() == 4


def test_of_the_same_upload_at_the_same_time_one_file_is_kept(customer, add, storage_folder):
    answers = at_the_same_time(*[lambda: add(customer, **{"Idempotency-Key": "once"})] * 4)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(kept()) == Picture.objects.count() == 1
    an_hour_passes()
    purge()
    assert keys_in(storage_folder) == kept()
