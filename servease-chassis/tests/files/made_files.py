"""Files as people have them, and as attackers make them."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from chassis.files.pdfs import MOST_OBJECTS

MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "pdf": "application/pdf"}
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}


def image(extension="jpg", size=(40, 20), **options):
    """Left half red, right half blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    written = io.BytesIO()
    picture.save(written, FORMATS[extension], **options)
    return written.getvalue()


def photo_with_a_place():
    """A photo from a camera that was held on its side, and knew where it was."""
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turn clockwise to see it
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)}
    return image(exif=exif, comment=b"at home")


def pdf(change=lambda writer: None, **options):
    """One page, and what `change` does to it."""
    writer = PdfWriter(**options)
    writer.add_blank_page(200, 100)
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def dictionary(**entries):
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def with_root(**entries):
    return pdf(lambda writer: writer.root_object.update(dictionary(**entries)))


def with_hidden(**entries):
    """With an object that nothing refers to."""
    return pdf(lambda writer: writer._add_object(dictionary(**entries)))


def with_an_address_elsewhere():
    """What is done at the start is an object of its own, as most programs write it."""
    action = dictionary(S=NameObject("/URI"), URI=TextStringObject("https://evil.test/"))

    def refer(writer):
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)

    return pdf(refer)


def script():
    return dictionary(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)"))


def with_a_compressed(inside):
    """As pypdf does not write it: an object inside an object stream (ISO 32000-2, 7.5.7)."""
    packed = zlib.compress(b"5 0 " + inside)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/Names<</X 5 0 R>>>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
        + packed
        + b"\nendstream",
    }
    written = b"%PDF-1.7\n"
    places = {}
    for number, text in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n" % number + text + b"\nendobj\n"
    places[6] = len(written)
    rows = [(0, 0, 65535), *[(1, places[number], 0) for number in (1, 2, 3, 4)], (2, 4, 0), (1, places[6], 0)]
    table = zlib.compress(b"".join(struct.pack(">BHH", *row) for row in rows))
    written += (
        b"6 0 obj\n<</Type/XRef/Size 7/W[1 2 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
        % len(table)
        + table
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[6]
    )
    return written


def with_an_attachment():
    return pdf(lambda writer: writer.add_attachment("run.exe", b"MZ"))


def of_many_objects():
    """A small file that would take long."""
    return pdf(lambda writer: [writer._add_object(NullObject()) for _ in range(MOST_OBJECTS)])


def encrypted():
    return pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128"))


def png_of(width, height):
    """A PNG that says it is this large, in a few bytes."""

    def chunk(kind, content):
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b"")


ACTIVE = {
    "a script at the start": lambda: with_root(OpenAction=script()),
    "a script that nothing refers to": lambda: with_hidden(A=script()),
    "a script in an array": lambda: with_hidden(A=ArrayObject([ArrayObject([script()])])),
    "a script in a compressed stream": lambda: with_a_compressed(b"<</S/JavaScript/JS(app.alert(1))>>"),
    "a script by the numbers of its letters": lambda: with_a_compressed(
        b"<</S/J#61vaScript/Y(app.alert(1))>>"
    ),
    "a program": lambda: with_hidden(S=NameObject("/Launch"), F=TextStringObject("cmd.exe")),
    "a form that sends itself": lambda: with_hidden(S=NameObject("/SubmitForm")),
    "a form of XML": lambda: with_hidden(XFA=StreamObject()),
    "another file": with_an_attachment,
    "a film": lambda: with_hidden(Subtype=NameObject("/RichMedia")),
    "an address at the start": lambda: with_root(
        OpenAction=dictionary(S=NameObject("/URI"), URI=TextStringObject("https://evil.test/"))
    ),
    "an address at the start, by its number": with_an_address_elsewhere,
}
QUIET = {
    "a compressed stream": lambda: with_a_compressed(b"<</S/JavaScripture>>"),
    "one page": pdf,
    "a page to open at": lambda: with_root(
        OpenAction=ArrayObject([NumberObject(0), NameObject("/Fit")]), Lang=TextStringObject("de")
    ),
    "words about scripts": lambda: pdf(lambda writer: writer.add_metadata({"/Title": "/JavaScript (/JS)"})),
}


def upload(content, name="photo.jpg", media_type=None):
    """Such a file as one part of a form."""
    known = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return SimpleUploadedFile(name, content, media_type or known)
