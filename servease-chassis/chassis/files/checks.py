"""What an uploaded file is, by its bytes, and whether it is taken."""

import hashlib
import os
from dataclasses import dataclass
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile

from chassis.errors import TOO_LARGE
from chassis.files import images, pdfs, texts
from chassis.files.accepted import CSV, PDF, Accepted, Kind
from chassis.files.errors import FILE_TYPE_MISMATCH, FILE_TYPE_NOT_ACCEPTED

# What is sent for want of anything better.
ANY_BYTES = "application/octet-stream"


@dataclass(frozen=True)
class Checked:
    """What is to be stored of an upload."""

    name: str
    kind: Kind
    content: IO[bytes]

    @property
    def size(self) -> int:
        return self.content.seek(0, os.SEEK_END)

    @property
    def sha256(self) -> str:
        self.content.seek(0)
        return hashlib.file_digest(self.content, "sha256").hexdigest()  # type: ignore[arg-type]


def checked(upload: UploadedFile, accepted: Accepted) -> Checked:
    """The upload as it is stored.

    Rule: a file is what its bytes say, and neither its name nor its Content-Type may say something else.
    Raises TooLarge (413), Unsupported (415) for another kind, Unprocessable (422) for one that is broken,
    does more than show pages, or has too many pixels.
    """
    if (upload.size or 0) > accepted.largest:
        raise TOO_LARGE(kibibytes=accepted.largest // 1024)
    content: Any = upload.file
    kind = PDF if pdfs.is_pdf(content) else images.kind_of(content, accepted.most_megapixels)
    if kind is None and CSV in accepted.kinds and texts.is_text(content):
        kind = CSV
    if kind is None or kind not in accepted.kinds:
        media_types = [each.media_type for each in accepted.kinds]
        raise FILE_TYPE_NOT_ACCEPTED(types=", ".join(media_types), media_types=media_types)
    name = _name(upload, kind)
    if kind.format:
        return Checked(name, kind, images.rewritten(content, kind, accepted.most_megapixels))
    if kind is PDF:
        pdfs.check(content)
    return Checked(name, kind, content)


def _name(upload: UploadedFile, kind: Kind) -> str:
    """With the extension of its kind, if it came with none."""
    name = str(upload.name).rstrip(".")
    extension = os.path.splitext(name)[1]
    declared = (upload.content_type or ANY_BYTES).lower()
    if extension and extension.lower() not in kind.extensions:
        raise FILE_TYPE_MISMATCH(part="name", media_type=kind.media_type)
    if declared not in {kind.media_type, *kind.also, ANY_BYTES}:
        raise FILE_TYPE_MISMATCH(part="Content-Type", media_type=kind.media_type)
    return name if extension else name + kind.extensions[0]
