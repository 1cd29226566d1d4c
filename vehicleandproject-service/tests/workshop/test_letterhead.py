"""What all documents on the workshop's paper have in common."""

import io
import re
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from workshop.letterhead import Letter


@pytest.fixture
def sender(example: Any) -> dict[str, Any]:
    identity = example("location.changed.v1", "appointment-service")["identity"]
    return {**identity, "location_name": "Workshop", "phone": "+49 30 5550100"}


def read(letter: Letter) -> Any:
    return PdfReader(io.BytesIO(letter.as_bytes()))


def words_of(letter: Letter) -> str:
    return " ".join(page.extract_text() for page in read(letter).pages)


def test_it_says_in_whose_name(sender):
    words = words_of(Letter(sender, "Letter"))
    for said in ("Muster Kfz-Werkstatt GmbH", "Werkstraße 1", "DE136695976", "21/815/08150", "1 / 1"):
        assert said in words


def test_it_is_an_archive_with_its_fonts_in_it(sender):
    letter = Letter(sender, "Letter")
    letter.paragraph("Ölwechsel", bold=True)
    pdf = read(letter)
    metadata = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>3<", metadata)
    assert re.search(r"pdfaid:conformance>B<", metadata)
    fonts = pdf.pages[0]["/Resources"]["/Font"].values()
    for font in fonts:
        assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_every_page_has_the_footer_and_how_many_there_are(sender):
    letter = Letter(sender, "Letter", footer="Managing director: Erika Mustermann.\n" * 5)
    for number in range(200):
        letter.paragraph(f"Paragraph {number}")
    pages = [page.extract_text() for page in read(letter).pages]
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert page.count("Erika Mustermann") == 5
        assert f"{number} / {len(pages)}" in page
    found = [int(one) for page in pages for one in re.findall(r"Paragraph (\d+)", page)]
    assert found == list(range(200))


@pytest.mark.parametrize("lines", [11, 55, 300])
def test_a_footer_that_is_too_long_is_cut(sender, lines):
    letter = Letter(sender, "Letter", footer="\n".join(f"Line {number}." for number in range(lines)))
    letter.paragraph("Paragraph")
    (page,) = read(letter).pages
    words = page.extract_text()
    assert re.findall(r"Line (\d+)", words) == [str(number) for number in range(9)]
    assert "…" in words
    assert "1 / 1" in words


def test_no_text_is_taken_for_a_command(sender):
    text = "{nb} **bold** __under__ --struck-- <b>b</b> [link](https://example.com/) ) Tj endstream"
    letter = Letter(sender, "Letter")
    letter.paragraph(text)
    pdf = read(letter)
    assert text in pdf.pages[0].extract_text()
    assert "/Annots" not in pdf.pages[0]


def test_a_letter_that_the_font_lacks_is_shown_to_be_missing(sender):
    letter = Letter(sender, "Letter")
    letter.paragraph("Brakes \U00010380 Жигули")
    assert "Brakes \ufffd Жигули" in words_of(letter)


def test_chinese_japanese_and_korean_are_read(sender):
    text = "ブレーキ交換, 刹车片, 브레이크, and فرامل"
    letter = Letter(sender, "Letter", text=text)
    letter.paragraph(text)
    letter.paragraph(text, bold=True)
    words = words_of(letter)
    for said in ("ブレーキ交換, 刹车片, 브레이크", "فرامل"):
        assert words.count(said) == 2
    assert "\ufffd" not in words


def test_what_is_written_from_right_to_left_is_joined_and_turned(sender):
    text = "فرامل"
    plain, shaped = Letter(sender, "Letter"), Letter(sender, "Letter", text=text)
    for letter in (plain, shaped):
        letter.paragraph(text)
    drawn = [letter.pages[1].contents for letter in (plain, shaped)]
    assert drawn[0] != drawn[1]
    assert text in words_of(shaped)


def test_the_logo_is_in_its_corner_and_beside_the_words(sender):
    image = io.BytesIO()
    Image.new("RGBA", (400, 200), (200, 30, 30, 128)).save(image, "WEBP")
    sender["legal_name"] = "Muster Kfz-Werkstatt " * 6
    (shown,) = read(Letter(sender, "Letter", logo=image.getvalue())).pages[0].images
    assert shown.image.size == (400, 200)


def test_a_logo_for_printers_is_turned_into_colours_of_the_screen(sender):
    image = io.BytesIO()
    Image.new("CMYK", (40, 20), (0, 255, 255, 0)).save(image, "JPEG")
    page = read(Letter(sender, "Letter", logo=image.getvalue())).pages[0]
    (shown,) = page["/Resources"]["/XObject"].values()
    assert shown["/ColorSpace"] == "/DeviceRGB"
