import re
from pathlib import Path

import pytest

from chassis.files.models import State, StoredFile
from documents.actions import DOCUMENTS, quota_of
from documents.models import Document
from imports.actions import SHEETS
from tests.documents.photos import paper, photo
from vehicles.models import Vehicle

ROUTES = Path("../nginx/routes/vehicles.conf")

pytestmark = pytest.mark.django_db


def test_an_owner_adds_a_paper_with_the_day_on_which_it_expires(api, customer, documents, add, emitted):
    body = {"file": paper(), "kind": "insurance", "title": "Green card", "expires_on": "2027-06-30"}
    shown = add(customer, documents, **body)
    document = Document.objects.select_related("file", "vehicle").get()
    assert (shown["kind"], shown["title"], shown["expires_on"]) == ("insurance", "Green card", "2027-06-30")
    assert shown["vehicle_id"] == str(document.vehicle_id)
    assert (shown["file"]["name"], shown["file"]["media_type"]) == ("registration.pdf", "application/pdf")
    assert (document.owner_id, document.file.state) == (customer.account_id, State.KEPT)
    assert document.file.subject == quota_of(document.vehicle)
    [event] = emitted("vehicle.document_added.v1")
    assert event.subject == shown["id"]
    assert event.data == {
        "document_id": shown["id"],
        "vehicle_id": shown["vehicle_id"],
        "owner_id": str(customer.account_id),
        "kind": "insurance",
        "expires_on": "2027-06-30",
    }
    assert api.get(shown["file"]["link"]["url"]).status_code == 200


def test_it_says_where_it_is(customer, documents):
    answer = customer.post(documents, {"file": photo(), "kind": "photo"}, format="multipart")
    assert answer["Location"] == f"{documents}{answer.json()['id']}/"
    assert customer.get(answer["Location"])["ETag"] == answer["ETag"]


def test_what_staff_add_is_the_owners(employee, customer, documents, add):
    shown = add(employee, documents, kind="inspection")
    assert Document.objects.get().owner_id == customer.account_id
    assert Document.objects.get().file.uploaded_by == employee.account_id
    assert customer.get(f"{documents}{shown['id']}/").status_code == 200


@pytest.mark.parametrize("removed", [False, True], ids=["another's", "removed"])
def test_a_vehicle_that_is_not_theirs_takes_no_document_and_no_file(
    customer, stranger, documents, storage_folder, removed
):
    if removed:
        Vehicle.objects.update(removed_at="2026-11-01T00:00:00Z")
    client = customer if removed else stranger
    answer = client.post(documents, {"file": photo(), "kind": "photo"}, format="multipart")
    assert answer.status_code == 404
    assert not StoredFile.objects.exists()
    assert not list(storage_folder.glob("*/*"))


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"file": paper(script="app.alert(1)")}, 422, "active_content"),
        ({"file": paper("front.jpg")}, 415, "file_type_mismatch"),
        ({"file": photo("front.exe")}, 415, "file_type_mismatch"),
        ({"kind": "poem"}, 400, "invalid"),
        ({"expires_on": "soon"}, 400, "invalid"),
        ({"owner_id": "x"}, 400, "invalid"),
    ],
)
def test_what_is_no_document_is_refused(customer, documents, emitted, body, status, code):
    answer = customer.post(documents, {"file": photo(), "kind": "photo", **body}, format="multipart")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Document.objects.exists()
    assert not emitted("vehicle.document_added.v1")


def test_a_vehicle_has_room_for_so_many_bytes(customer, documents, vehicle_of, add, settings):
    add(customer, documents)
    settings.FILES_QUOTA_BYTES = StoredFile.objects.get().size_bytes
    answer = customer.post(documents, {"file": photo(), "kind": "photo"}, format="multipart")
    assert (answer.status_code, answer.json()["code"]) == (409, "quota_reached")
    add(customer, vehicle_of(customer))


def test_the_next_owner_has_a_room_of_their_own(customer, stranger, documents, give_to, add, settings):
    add(customer, documents)
    settings.FILES_QUOTA_BYTES = StoredFile.objects.get().size_bytes
    give_to(stranger, documents)
    add(stranger, documents)
    answer = stranger.post(documents, {"file": photo(), "kind": "photo"}, format="multipart")
    assert (answer.status_code, answer.json()["used_files"]) == (409, 1)


def test_a_retry_adds_it_once(customer, documents):
    answers = [
        customer.post(
            documents,
            {"file": photo(), "kind": "photo"},
            format="multipart",
            headers={"Idempotency-Key": "once"},
        )
        for _ in range(2)
    ]
    assert [answer.json()["id"] for answer in answers] == [str(Document.objects.get().id)] * 2
    assert StoredFile.objects.count() == 1


def test_the_gateway_takes_as_much_as_the_service(customer, documents):
    sizes = re.findall(r"client_max_body_size (\d+)k;", ROUTES.read_text())
    assert [int(kibibytes) * 1024 for kibibytes in sizes] == [DOCUMENTS.largest_body, SHEETS.largest_body]
    answer = customer.post(documents, b"x" * (DOCUMENTS.largest_body + 1), content_type="multipart/form-data")
    assert (answer.status_code, answer.json()["code"]) == (413, "content_too_large")
