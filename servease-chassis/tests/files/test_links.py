"""A link opens its file for whoever has it, for a quarter of an hour."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.signing import Signer
from made_files import pdf

from chassis.files.links import GOOD_FOR
from chassis.files.models import State, StoredFile
from chassis.models import new_id

pytestmark = pytest.mark.django_db

PICTURES_PATH = "/api/v1/pictures/"


def test_a_link_gives_the_file_to_whoever_has_it(api, customer, added):
    content = pdf()
    shown = added(customer, content, "Zulassung für B-SE 1.pdf")["file"]
    answer = api.get(shown["link"]["url"])
    assert answer.status_code == 200
    assert answer.streaming
    assert b"".join(answer.streaming_content) == content
    assert (answer["Content-Type"], int(answer["Content-Length"])) == ("application/pdf", len(content))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Zulassung%20f%C3%BCr")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "private"


def test_an_image_may_be_shown_in_a_page(api, customer, added):
    answer = api.get(added(customer)["file"]["link"]["url"], headers={"Accept": "image/avif,image/webp"})
    assert answer.status_code == 200
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "image/jpeg",
        'inline; filename="photo.jpg"',
    )


def test_a_link_says_until_when_and_is_410_afterwards(api, customer, added):
    link = added(customer)["file"]["link"]
    until = datetime.fromisoformat(link["expires_at"])
    assert until - datetime.now(until.tzinfo) <= GOOD_FOR
    with time_machine.travel(until - timedelta(seconds=1), tick=False):
        assert api.get(link["url"]).status_code == 200
    with time_machine.travel(until, tick=False):
        answer = api.get(link["url"])
    assert (answer.status_code, answer.json()["code"]) == (410, "link_expired")


def forged(file_id, salt="chassis.files", key=None):
    token = Signer(key=key, salt=salt).sign_object([str(file_id), 4_000_000_000])
    return f"{PICTURES_PATH}files/{token}/"


def test_a_link_that_we_did_not_sign_is_404(api, customer, added):
    shown = added(customer)["file"]
    assert api.get(forged(shown["id"])).status_code == 200
    for url in (
        forged(shown["id"], key="another secret"),
        forged(shown["id"], salt="another purpose"),
        forged(new_id()),
        shown["link"]["url"][:-2] + "x/",
        f"{PICTURES_PATH}files/x/",
        f"{PICTURES_PATH}files/{shown['id']}/",
    ):
        answer = api.get(url)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("state", [State.UPLOADING, State.RELEASED])
def test_a_link_to_a_file_that_nothing_uses_is_404(api, customer, added, state):
    shown = added(customer)["file"]
    StoredFile.objects.update(state=state)
    assert api.get(shown["link"]["url"]).status_code == 404


def test_a_file_that_the_storage_lost_is_404_and_an_error_in_the_log(api, customer, added, logged):
    shown = added(customer)["file"]
    default_storage.delete(StoredFile.objects.get().key)
    assert api.get(shown["link"]["url"]).status_code == 404
    assert [line["file"] for line in logged if line["level"] == "error"] == [shown["id"]]


def test_no_log_shows_a_link(api, customer, added, logged):
    url = added(customer)["file"]["link"]["url"]
    api.get(url)
    token = url.split("/")[-2]
    paths = [line["path"] for line in logged if line["event"] == "request"]
    assert paths[-1] == f"{PICTURES_PATH}files/…/"
    assert token not in str(logged)


def test_another_link_is_no_other_state(customer, added):
    shown = added(customer)
    path = f"{PICTURES_PATH}{shown['id']}/"
    first = customer.get(path)
    with time_machine.travel(datetime.now() + timedelta(minutes=5), tick=False):
        later = customer.get(path, headers={"If-None-Match": first["ETag"]})
        assert later.status_code == 200, "or the link that it shows would expire with whoever keeps it"
        assert later.json()["file"]["link"] != first.json()["file"]["link"]
        assert later["ETag"] == first["ETag"]
        changed = customer.patch(path, {"title": "back"}, headers={"If-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    stale = customer.patch(path, {"title": "left"}, headers={"If-Match": first["ETag"]})
    assert stale.status_code == 412


def test_a_page_of_files_has_a_link_for_each_and_one_question(customer, added, django_assert_num_queries):
    for _ in range(3):
        added(customer)
    with django_assert_num_queries(1):
        rows = customer.get(PICTURES_PATH).json()["results"]
    assert len({row["file"]["link"]["url"] for row in rows}) == 3


def test_the_contract_says_that_it_takes_and_gives_a_file():
    from chassis.testing.contracts import generated

    paths = generated()["paths"]
    body = paths[PICTURES_PATH]["post"]["requestBody"]["content"]
    assert set(body) == {"multipart/form-data"}
    schemas = generated()["components"]["schemas"]
    assert schemas["AddPictureRequest"]["properties"]["file"]["format"] == "binary"
    assert schemas["File"]["properties"]["link"]["required"] == ["url", "expires_at"]
    opened = paths[PICTURES_PATH + "files/{link}/"]["get"]
    assert set(opened["responses"]) >= {"200", "404", "410"}
    assert opened["operationId"] == "readPictureFile"
