"""A file is stored with the row that uses it, or neither is."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from made_files import image, pdf

from chassis.files.models import State, StoredFile
from chassis.files.uploads import MOST_FILES
from tests.sample.models import Picture
from tests.sample.pictures import PICTURES

pytestmark = pytest.mark.django_db

PICTURES_PATH = "/api/v1/pictures/"


def stored(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_an_upload_is_answered_with_what_was_stored(customer, added, storage_folder):
    content = pdf()
    shown = added(customer, content, "Registration.pdf")
    file = StoredFile.objects.get()
    assert shown["title"] == "front"
    assert shown["file"].keys() == {"id", "name", "media_type", "size_bytes", "link"}
    assert (shown["file"]["name"], shown["file"]["media_type"]) == ("Registration.pdf", "application/pdf")
    assert shown["file"]["size_bytes"] == file.size_bytes == len(content)
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert (file.state, file.subject, file.uploaded_by) == (
        State.KEPT,
        customer.account_id,
        customer.account_id,
    )
    assert stored(storage_folder) == [file.key]
    with default_storage.open(file.key) as kept:
        assert kept.read() == content


def test_its_file_and_folders_are_for_the_service_alone(customer, added, storage_folder):
    added(customer)
    [path] = [path for path in storage_folder.rglob("*") if path.is_file()]
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_an_action_that_refuses_lets_the_file_go(customer, add):
    assert add(customer, title="never").status_code == 403
    assert not Picture.objects.exists()
    assert StoredFile.objects.get().state == State.RELEASED


def test_a_file_whose_row_is_kept_is_not_abandoned(customer, added):
    added(customer)
    file = StoredFile.objects.get()
    file.abandon()
    assert StoredFile.objects.get().state == State.KEPT


def test_a_file_that_was_purged_meanwhile_cannot_be_kept(customer, added):
    added(customer)
    file = StoredFile.objects.get()
    StoredFile.objects.update(state=State.RELEASED)
    with pytest.raises(RuntimeError, match="not kept in time"):
        file.keep()


def test_a_removed_thing_lets_its_file_go(customer, added):
    shown = added(customer)
    assert customer.delete(f"{PICTURES_PATH}{shown['id']}/").status_code == 204
    assert StoredFile.objects.get().state == State.RELEASED
    assert customer.get(shown["file"]["link"]["url"]).status_code == 404


def test_the_same_key_and_file_get_the_first_answer_again(customer, add):
    first = add(customer, **{"Idempotency-Key": "photo"})
    again = add(customer, **{"Idempotency-Key": "photo"})
    assert again["Idempotency-Replayed"] == "true"
    assert again.json() == first.json()
    assert again["ETag"] == first["ETag"]
    assert StoredFile.objects.count() == 1
    other = add(customer, image(size=(2, 2)), **{"Idempotency-Key": "photo"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"title": "front"}, "file", "required"),
        ({"title": "front", "file": "no file"}, "file", "invalid"),
        ({"title": "front", "file": "", "other": "x"}, "other", "unknown_field"),
    ],
)
def test_a_form_is_held_to_its_fields(customer, body, field, code):
    answer = customer.post(PICTURES_PATH, body, format="multipart")
    assert answer.status_code == 400
    assert (field, code) in [(error["field"], error["code"]) for error in answer.json()["errors"]]


def test_a_field_given_twice_is_400(customer):
    answer = customer.post(PICTURES_PATH, {"title": ["one", "two"]}, format="multipart")
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [
        ("title", "given_twice")
    ]


def test_json_is_not_taken_where_a_file_is(customer):
    answer = customer.post(PICTURES_PATH, {"title": "front"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_a_form_without_a_boundary_is_400(customer):
    answer = customer.post(PICTURES_PATH, b"x", content_type="multipart/form-data")
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")


def test_a_file_that_is_too_large_is_413(customer, add):
    answer = add(customer, b"\xff" * (PICTURES.largest + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "content_too_large")
    assert "1024 KiB" in answer.json()["detail"]
    answer = add(customer, b"\xff" * PICTURES.largest_body)
    assert (answer.status_code, answer.json()["code"]) == (413, "content_too_large")
    assert not StoredFile.objects.exists()


def test_a_full_storage_is_503(customer, add, storage_folder):
    storage_folder.write_text("A file where the folder would be.")
    answer = add(customer)
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    assert answer.json()["service"] == "file-storage"
    assert StoredFile.objects.get().state == State.RELEASED


def test_files_beyond_the_quota_of_bytes_are_409(customer, stranger, add, settings):
    content = pdf()
    settings.FILES_QUOTA_BYTES = 2 * len(content)
    assert [add(customer, content, "a.pdf").status_code for _ in range(3)] == [201, 201, 409]
    assert add(stranger, content, "a.pdf").status_code == 201
    refused = add(customer, content, "a.pdf").json()
    assert (refused["code"], refused["used_files"], refused["used_bytes"], refused["most_bytes"]) == (
        "quota_reached",
        2,
        2 * len(content),
        2 * len(content),
    )
    StoredFile.objects.filter(subject=customer.account_id).first().release()
    assert add(customer, content, "a.pdf").status_code == 201


def test_files_beyond_the_quota_of_files_are_409(customer, add):
    values = {"media_type": "image/jpeg", "size_bytes": 1, "uploaded_by": customer.account_id}
    StoredFile.objects.bulk_create(
        StoredFile(subject=customer.account_id, state=State.KEPT, **values) for _ in range(MOST_FILES)
    )
    answer = add(customer)
    assert (answer.status_code, answer.json()["code"]) == (409, "quota_reached")
    assert (answer.json()["used_files"], answer.json()["most_files"]) == (MOST_FILES, MOST_FILES)
