"""A file is what its bytes say, whatever it is called."""

import io

import pytest
from django.core.files.storage import default_storage
from made_files import (
    ACTIVE,
    MEDIA_TYPES,
    QUIET,
    encrypted,
    image,
    of_many_objects,
    pdf,
    photo_with_a_place,
    png_of,
)
from PIL import Image

from chassis.files.models import StoredFile

pytestmark = pytest.mark.django_db


def stored_image():
    with default_storage.open(StoredFile.objects.get().key) as file:
        content = file.read()
    return Image.open(io.BytesIO(content)), content


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_an_image_of_each_kind_is_stored_as_that_kind(customer, added, extension):
    added(customer, image(extension), f"photo.{extension}")
    picture, _ = stored_image()
    assert Image.MIME[picture.format] == StoredFile.objects.get().media_type == MEDIA_TYPES[extension]
    assert picture.size == (40, 20)


def test_a_photo_is_stored_upright_and_without_where_it_was_taken(customer, added):
    added(customer, photo_with_a_place())
    picture, content = stored_image()
    assert picture.size == (20, 40)
    upper, lower = picture.getpixel((10, 5)), picture.getpixel((10, 35))
    assert upper[0] > 200 > 100 > upper[2]
    assert lower[2] > 200 > 100 > lower[0]
    assert not picture.getexif()
    assert b"Exif" not in content
    assert b"at home" not in content


def test_what_hides_behind_an_image_is_not_stored(customer, added):
    added(customer, image() + b"PK\x03\x04 an archive <script>alert(1)</script>")
    _, content = stored_image()
    assert b"PK" not in content
    assert b"script" not in content


@pytest.mark.parametrize("name", ["photo", "photo."])
def test_a_name_without_an_extension_is_given_one(customer, added, name):
    shown = added(customer, name=name, media_type="application/octet-stream")
    assert shown["file"]["name"] == "photo.jpg"


@pytest.mark.parametrize(
    ("content", "name", "media_type", "code"),
    [
        (image("png"), "photo.jpg", "image/jpeg", "file_type_mismatch"),
        (image("png"), "photo.png", "image/jpeg", "file_type_mismatch"),
        (image(), "photo.exe", "image/jpeg", "file_type_mismatch"),
        (image(), "invoice.pdf", "application/pdf", "file_type_mismatch"),
        (pdf(), "photo.jpg", "image/jpeg", "file_type_mismatch"),
        (b"MZ\x90\x00 a program", "photo.jpg", "image/jpeg", "file_type_not_accepted"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "image/svg+xml", "file_type_not_accepted"),
        (b"<html><script>", "photo.jpg", "image/jpeg", "file_type_not_accepted"),
        (b"GIF89a" + bytes(50), "a.gif", "image/gif", "file_type_not_accepted"),
        (b"\n" + pdf(), "a.pdf", "application/pdf", "file_type_not_accepted"),
        (image()[:10], "photo.jpg", "image/jpeg", "file_type_not_accepted"),
    ],
    ids=[
        "PNG by both of JPEG",
        "PNG by the type of JPEG",
        "JPEG by the name of a program",
        "JPEG by both of PDF",
        "PDF by both of JPEG",
        "program",
        "SVG",
        "HTML",
        "GIF",
        "PDF that begins later",
        "beginning of JPEG",
    ],
)
def test_a_file_that_lies_about_its_type_is_415(customer, add, content, name, media_type, code):
    answer = add(customer, content, name, media_type)
    assert (answer.status_code, answer.json()["code"]) == (415, code)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("what", ACTIVE)
def test_a_pdf_that_does_more_than_show_pages_is_422(customer, add, what):
    answer = add(customer, ACTIVE[what](), "a.pdf")
    assert (answer.status_code, answer.json()["code"]) == (422, "active_content")
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("what", QUIET)
def test_a_pdf_that_shows_pages_is_stored_as_it_is(customer, added, what):
    content = QUIET[what]()
    added(customer, content, "a.pdf")
    with default_storage.open(StoredFile.objects.get().key) as file:
        assert file.read() == content


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (encrypted(), "a.pdf"),
        (pdf()[:-40], "a.pdf"),
        (pdf() + b"PK\x03\x04 an archive", "a.pdf"),
        (pdf().replace(b"/Catalog", b"/Catalig"), "a.pdf"),
        (b"%PDF-1.7\n%%EOF", "a.pdf"),
        (of_many_objects(), "a.pdf"),
        (b"%PDF-" + b"[" * 50_000 + b"%%EOF", "a.pdf"),
        (image(size=(500, 500))[:-1000], "photo.jpg"),
        (image("png", size=(500, 500))[:-100], "photo.png"),
    ],
    ids=[
        "password",
        "cut short",
        "archive behind it",
        "no catalogue",
        "nothing",
        "many objects",
        "deep",
        "half a photo",
        "half a PNG",
    ],
)
def test_what_cannot_be_read_whole_is_422(customer, add, content, name):
    answer = add(customer, content, name)
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable_file")
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("size", [(6000, 5001), (20_000, 20_000), (60_000, 60_000)])
def test_an_image_that_would_take_all_memory_is_422(customer, add, size):
    answer = add(customer, png_of(*size), "bomb.png")
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_pixels")
    assert answer.json()["most_megapixels"] == 30


def test_an_empty_file_is_400(customer, add):
    answer = add(customer, b"")
    assert answer.status_code == 400
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("file", "empty")]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\anna\\photo.jpg", "photo.jpg"),
        ("pho\x00to.jpg", "photo.jpg"),
        ("Fahrzeugschein\u202egpj.jpg", "Fahrzeugscheingpj.jpg"),
        ("  Fotó \u0065\u0301.JPG", "Fotó \u00e9.JPG"),
        ("写真.jpg", "写真.jpg"),
    ],
)
def test_a_name_is_one_clean_line_without_a_path(customer, added, sent, kept, storage_folder):
    assert added(customer, name=sent, media_type="image/jpeg")["file"]["name"] == kept
    assert {path.parent.parent for path in storage_folder.rglob("*") if path.is_file()} == {storage_folder}


def test_a_name_that_is_too_long_is_400(customer, add):
    answer = add(customer, name="x" * 300 + ".jpg", media_type="image/jpeg")
    assert answer.status_code == 400
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("file", "max_length")]
