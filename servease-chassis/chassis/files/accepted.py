"""Which files a use takes: declared beside its action, given to `@operation(files=…)` and to `received()`."""

from collections.abc import Sequence
from dataclasses import dataclass

from chassis import json
from chassis.errors import Refusal
from chassis.files.errors import OF_AN_UPLOAD

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """A kind of file; `format` is what Pillow calls it, if it is an image. `also` are media types by which
    programs send it too."""

    media_type: str
    extensions: tuple[str, ...]
    format: str = ""
    also: tuple[str, ...] = ()


JPEG = Kind("image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), "JPEG")
PNG = Kind("image/png", (".png",), "PNG")
WEBP = Kind("image/webp", (".webp",), "WEBP")
PDF = Kind("application/pdf", (".pdf",))
# No bytes say that a text is CSV, so it is taken only where nothing else of text is.
CSV = Kind("text/csv", (".csv", ".txt"), also=("application/csv", "application/vnd.ms-excel", "text/plain"))
IMAGES = (JPEG, PNG, WEBP)


@dataclass(frozen=True)
class Accepted:
    """Files of these kinds, each of at most `largest` bytes, and of an image so many million pixels.

    Decoded, 30 million pixels take 120 MB, and those of a progressive JPEG twice that; a container has 512.
    """

    kinds: Sequence[Kind]
    largest: int
    most_megapixels: int = 30

    @property
    def largest_body(self) -> int:
        """With what stands around the file in the body, and the fields beside it."""
        return self.largest + json.LARGEST

    @property
    def refuses(self) -> tuple[Refusal, ...]:
        return OF_AN_UPLOAD
