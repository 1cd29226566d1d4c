"""Images are written anew from their pixels, upright: what else was in them, as where it was, is gone."""

from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from chassis.files.accepted import IMAGES, Kind
from chassis.files.errors import TOO_MANY_PIXELS, UNREADABLE_FILE

QUALITY = 90
IN_MEMORY = 1024 * 1024
# What of an image's other data is needed to see it as it is meant.
SHOWN_BY = ("icc_profile", "transparency")
# Several pictures in one file, as some cameras write; its first is the photo.
ALSO_JPEG = "MPO"

_one_at_a_time = Lock()


def kind_of(content: IO[bytes], most_megapixels: int) -> Kind | None:
    """Which image this is by its first bytes, if it is one of IMAGES. Raises TOO_MANY_PIXELS (422)."""
    try:
        with Image.open(content, formats=[kind.format for kind in IMAGES]) as image:
            found = "JPEG" if image.format == ALSO_JPEG else image.format
    except Image.DecompressionBombError:
        raise TOO_MANY_PIXELS(most_megapixels=most_megapixels) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None
    return next(kind for kind in IMAGES if kind.format == found)


def rewritten(content: IO[bytes], kind: Kind, most_megapixels: int) -> IO[bytes]:
    """The image in a new file, turned as its camera was. Raises UNREADABLE_FILE, TOO_MANY_PIXELS (422)."""
    anew = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever gets it closes it
    content.seek(0)
    try:
        with _one_at_a_time, Image.open(content, formats=[kind.format]) as image:
            if image.width * image.height > most_megapixels * 1_000_000:
                raise TOO_MANY_PIXELS(most_megapixels=most_megapixels)
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            shown_by = {name: image.info[name] for name in SHOWN_BY if name in image.info}
            image.info = {}
            image.save(anew, kind.format, quality=QUALITY, **shown_by)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError) as error:
        raise UNREADABLE_FILE() from error
    return anew
