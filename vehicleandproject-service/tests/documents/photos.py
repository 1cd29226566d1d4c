"""What customers upload."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def photo(name="front.jpg"):
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "blue").save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


def paper(name="registration.pdf", script=None):
    writer = PdfWriter()
    writer.add_blank_page(200, 100)
    if script:
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    written = io.BytesIO()
    writer.write(written)
    return SimpleUploadedFile(name, written.getvalue(), "application/pdf")
