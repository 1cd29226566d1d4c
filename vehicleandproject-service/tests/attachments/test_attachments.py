"""GET|POST /api/v1/projects/{id}/attachments/: photos and papers of the work."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from attachments.actions import ATTACHMENTS
from attachments.models import Attachment
from chassis.files.models import State, StoredFile
from chassis.models import new_id
from tests.answers import answered
from tests.documents.photos import paper, photo
from tests.urls import PROJECTS

pytestmark = [pytest.mark.django_db, pytest.mark.shows("PR20")]
ROUTES = Path("../nginx/routes/projects.conf")


@pytest.fixture
def path(create, customer):
    return f"{PROJECTS}{create(customer)['id']}/attachments/"


@pytest.fixture
def attach(path):
    def attach(client, **body):
        return client.post(path, {"file": photo(), **body}, format="multipart")

    return attach


@pytest.fixture
def attached(attach):
    def attached(client, **body):
        answer = attach(client, **body)
        assert answer.status_code == 201, answer.json()
        return answer.json()

    return attached


def seen(client, path):
    return [row["id"] for row in client.get(path).json()["results"]]


def test_a_photo_of_the_work_is_kept_and_opens_at_its_link(api, path, attached, attach, employee, customer):
    shown = attached(employee, caption="The left one", visibility="customer")
    attachment = Attachment.objects.select_related("file").get()
    assert shown == {
        "id": str(attachment.id),
        "project_id": str(attachment.project_id),
        "author_id": str(employee.account_id),
        "caption": "The left one",
        "visibility": "customer",
        "file": shown["file"],
        "created_at": shown["created_at"],
    }
    assert (shown["file"]["name"], shown["file"]["media_type"]) == ("front.jpg", "image/jpeg")
    assert (attachment.file.state, attachment.file.uploaded_by) == (State.KEPT, employee.account_id)
    assert api.get(shown["file"]["link"]["url"]).status_code == 200
    location = attach(customer)["Location"]
    assert location.startswith(path)
    assert customer.get(location).status_code == 200


def test_a_link_expires_and_a_new_one_is_read(api, path, attached, customer):
    link = attached(customer)["file"]["link"]["url"]
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        expired = api.get(link)
        assert (expired.status_code, expired.json()["code"]) == (410, "link_expired")
        assert api.get(link.replace("files/", "files/x")).status_code == 404


def test_what_the_staff_add_stays_among_them_unless_they_say_otherwise(path, attached, customer, employee):
    internal = attached(employee)
    for_all = attached(employee, visibility="customer")
    theirs = attached(customer)
    assert (internal["visibility"], theirs["visibility"]) == ("internal", "customer")
    assert seen(employee, path) == [theirs["id"], for_all["id"], internal["id"]]
    assert seen(customer, path) == [theirs["id"], for_all["id"]]
    assert customer.get(f"{path}{internal['id']}/").status_code == 404
    assert customer.delete(f"{path}{internal['id']}/").status_code == 404


def test_a_customer_adds_nothing_internal(attach, customer):
    refused = attach(customer, visibility="internal")
    assert refused.status_code == 400
    assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [("visibility", "not_yours")]
    assert not StoredFile.objects.exists()


def test_nobody_else_sees_or_adds_any_and_no_file_is_stored(path, attach, attached, stranger, storage_folder):
    assert attach(stranger).status_code == 404
    assert not list(storage_folder.glob("*/*"))
    assert stranger.get(path).status_code == 404
    assert stranger.get(f"{path}{new_id()}/").status_code == 404


@pytest.mark.parametrize(
    ("file", "status", "code"),
    [
        (photo("front.exe"), 415, "file_type_mismatch"),
        (SimpleUploadedFile("front.jpg", b"#!/bin/sh\necho", "image/jpeg"), 415, "file_type_not_accepted"),
        (paper("front.jpg"), 415, "file_type_mismatch"),
        (paper(script="app.alert(1)"), 422, "active_content"),
    ],
)
def test_what_lies_about_its_type_or_runs_is_refused(attach, employee, file, status, code, storage_folder):
    refused = attach(employee, file=file)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert not Attachment.objects.exists()
    assert not list(storage_folder.glob("*/*"))


def test_what_is_too_large_is_413_here_and_at_the_gateway(path, customer):
    sizes = re.findall(r"client_max_body_size (\d+)k;", ROUTES.read_text())
    assert [int(kibibytes) * 1024 for kibibytes in sizes] == [ATTACHMENTS.largest_body]
    body = b"x" * (ATTACHMENTS.largest_body + 1)
    answer = customer.post(path, body, content_type="multipart/form-data")
    assert (answer.status_code, answer.json()["code"]) == (413, "content_too_large")


def test_a_retry_adds_it_once(path, customer):
    key = {"Idempotency-Key": "once"}
    answers = [customer.post(path, {"file": photo()}, format="multipart", headers=key) for _ in range(2)]
    assert [answer.json()["id"] for answer in answers] == [str(Attachment.objects.get().id)] * 2
    assert StoredFile.objects.count() == 1


def test_customer_and_workshop_have_a_room_each(attach, attached, customer, employee, settings):
    attached(customer)
    settings.FILES_QUOTA_BYTES = StoredFile.objects.get().size_bytes
    refused = attach(customer)
    assert (refused.status_code, refused.json()["code"]) == (409, "quota_reached")
    attached(employee)


def test_one_removes_what_one_added_and_the_staff_any(api, path, attached, customer, employee):
    own, shared = attached(customer), attached(employee, visibility="customer")
    refused = customer.delete(f"{path}{shared['id']}/")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_the_author")
    assert customer.delete(f"{path}{own['id']}/", headers={"If-Match": '"another"'}).status_code == 412
    assert customer.delete(f"{path}{own['id']}/").status_code == 204
    assert StoredFile.objects.filter(state=State.RELEASED).count() == 1
    assert api.get(own["file"]["link"]["url"]).status_code == 404
    assert employee.delete(f"{path}{shared['id']}/").status_code == 204
    assert not Attachment.objects.exists()


def test_what_belongs_to_work_that_is_over_stays(path, attach, attached, customer, employee):
    added = attached(customer)
    answered(employee.post(f"{path.removesuffix('attachments/')}reject/", {"reason": "Too far."}))
    for client in (customer, employee):
        refused = client.delete(f"{path}{added['id']}/")
        assert (refused.status_code, refused.json()["code"]) == (409, "project_over")


def test_what_is_added_when_the_work_is_over_is_removed_again(path, attached, customer, employee):
    answered(employee.post(f"{path.removesuffix('attachments/')}reject/", {"reason": "Too far."}))
    theirs, paper = attached(customer), attached(employee, visibility="customer")
    assert customer.delete(f"{path}{paper['id']}/").status_code == 403
    assert customer.delete(f"{path}{theirs['id']}/").status_code == 204
    assert employee.delete(f"{path}{paper['id']}/").status_code == 204
    assert not Attachment.objects.exists()


def test_a_list_costs_the_same_however_long(path, attached, customer, django_assert_max_num_queries):
    for _ in range(3):
        attached(customer)
    with django_assert_max_num_queries(2):
        assert len(seen(customer, path)) == 3
