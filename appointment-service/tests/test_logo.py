"""/api/v1/appointments/locations/{id}/logo/: what stands on invoices beside the name."""

import io
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chassis.files.models import State, StoredFile
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from resources.examples import IDENTITY
from resources.models import DEFAULT_LOCATION_ID, Location
from tests.urls import URL

pytestmark = pytest.mark.django_db
LOCATION = f"{URL}locations/{DEFAULT_LOCATION_ID}/"
INTERNAL = f"/internal/locations/{DEFAULT_LOCATION_ID}/logo/"


def drawn(colour: str = "red", size: tuple[int, int] = (40, 20), kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, kind)
    return written.getvalue()


@pytest.fixture
def put() -> Callable[..., Any]:
    """Send a picture as the logo of the default location."""

    def put(client: Any, content: bytes, name: str = "logo.png", path: str = LOCATION, **headers: str) -> Any:
        file = SimpleUploadedFile(name, content, "image/png" if name.endswith("png") else "image/jpeg")
        return client.put(f"{path}logo/", {"file": file}, format="multipart", headers=headers)

    return put


def test_an_admin_gives_a_logo_and_everybody_sees_it(put, admin, customer, api, emitted, example):
    reply = put(admin, drawn())

    file = StoredFile.objects.get()
    assert (reply.status_code, file.state, Location.objects.get().logo) == (200, State.KEPT, file)
    shown = customer.get(f"{LOCATION}identity/").json()["logo"]
    assert {name: value for name, value in shown.items() if name != "link"} == {
        "id": str(file.id),
        "name": "logo.png",
        "media_type": "image/png",
        "size_bytes": file.size_bytes,
    }
    seen = api.get(shown["link"]["url"])
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(b"".join(seen.streaming_content))).getpixel((0, 0)) == (255, 0, 0)
    (event,) = emitted()
    published = {"id": str(file.id), "media_type": "image/png", "sha256": file.sha256}
    assert (event.name, event.data["identity"]["logo"]) == ("location.changed.v1", published)
    assert event.data["identity"].keys() == example(event.name)["identity"].keys()


def test_another_logo_takes_the_place_of_the_first(put, admin, api, emitted):
    put(admin, drawn())
    link = admin.get(f"{LOCATION}identity/").json()["logo"]["link"]["url"]

    assert put(admin, drawn("blue", kind="JPEG"), "logo.jpg").json()["logo"]["name"] == "logo.jpg"

    states = dict(StoredFile.objects.values_list("name", "state"))
    assert states == {"logo.png": State.RELEASED, "logo.jpg": State.KEPT}
    assert api.get(link).status_code == 404
    assert emitted()[-1].data["identity"]["logo"]["media_type"] == "image/jpeg"


def test_the_same_picture_once_more_changes_nothing(put, admin, emitted):
    first, again = (put(admin, drawn()).json()["logo"]["id"] for _ in range(2))
    assert first == again
    assert StoredFile.objects.filter(state=State.KEPT).count() == len(emitted()) == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_stays_and_the_others_are_let_go(put, admin, emitted):
    replies = at_the_same_time(*[partial(put, admin, drawn(colour)) for colour in ("red", "blue", "green")])
    assert [reply.status_code for reply in replies] == [200] * 3
    assert Location.objects.get().logo == StoredFile.objects.get(state=State.KEPT)
    assert StoredFile.objects.filter(state=State.RELEASED).count() == 2
    assert emitted()[-1].data["identity"]["logo"]["id"] == str(Location.objects.get().logo_id)


def test_it_stays_when_the_rest_is_replaced(put, admin, emitted):
    logo = put(admin, drawn()).json()["logo"]["id"]
    assert admin.put(f"{LOCATION}identity/", IDENTITY).json()["logo"]["id"] == logo
    assert emitted()[-1].data["identity"]["logo"]["id"] == logo


def test_it_can_be_removed(put, admin, emitted):
    put(admin, drawn())
    reply = admin.delete(f"{LOCATION}logo/")
    assert (reply.status_code, reply.json()["logo"]) == (200, None)
    assert (Location.objects.get().logo, StoredFile.objects.get().state) == (None, State.RELEASED)
    assert emitted()[-1].data["identity"]["logo"] is None
    assert admin.delete(f"{LOCATION}logo/").status_code == 404
    assert len(emitted()) == 2


def test_one_changed_meanwhile_is_not_overwritten(put, admin):
    stale = {"If-Match": admin.get(f"{LOCATION}identity/")["ETag"]}
    assert put(admin, drawn(), **stale).status_code == 200
    assert put(admin, drawn("blue"), **stale).status_code == 412
    assert admin.delete(f"{LOCATION}logo/", headers=stale).status_code == 412
    assert StoredFile.objects.filter(state=State.KEPT).count() == 1


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (drawn(kind="JPEG"), "logo.png", 415, "file_type_mismatch"),
        (b"%PDF-1.7\n", "logo.png", 415, "file_type_not_accepted"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.png", 415, "file_type_not_accepted"),
        (drawn(size=(2001, 2000)), "logo.png", 422, "too_many_pixels"),
        (drawn() + bytes(1024 * 1024), "logo.png", 413, "content_too_large"),
        (b"", "logo.png", 400, "empty"),
    ],
    ids=["lying", "document", "drawing", "too wide", "too large", "empty"],
)
def test_what_is_no_logo_is_refused(put, admin, emitted, content, name, status, code):
    reply = put(admin, content, name)
    said = reply.json()
    assert (reply.status_code, said.get("errors", [said])[0]["code"]) == (status, code)
    assert Location.objects.get().logo is None
    assert not StoredFile.objects.filter(state=State.KEPT).exists()
    assert emitted() == []


def test_only_admins_give_one_and_take_it_away(put, api, employee, customer):
    for client in (employee, customer, api.as_employee(groups=["office"])):
        assert put(client, drawn()).status_code == 403
        assert client.delete(f"{LOCATION}logo/").status_code == 403
    assert not StoredFile.objects.exists()


def test_of_no_location_there_is_none(put, admin):
    nowhere = f"{URL}locations/{new_id()}/"
    assert put(admin, drawn(), path=nowhere).status_code == 404
    assert admin.delete(f"{nowhere}logo/").status_code == 404
    assert not StoredFile.objects.exists()


def test_the_service_that_prints_invoices_reads_its_bytes(put, api, admin, customer):
    printer = api.as_service("vehicleandproject-service")
    assert printer.get(INTERNAL).status_code == 404
    put(admin, drawn())

    read = printer.get(INTERNAL)

    assert (read.status_code, read["Content-Type"]) == (200, "image/png")
    assert len(b"".join(read.streaming_content)) == StoredFile.objects.get().size_bytes
    assert api.as_service("notification-service").get(INTERNAL).status_code == 200
    for client in (admin, customer, api.as_service("chatbot-service")):
        assert client.get(INTERNAL).status_code == 403
