"""Texts are stored as they are."""

import codecs
from collections.abc import Iterator
from functools import partial
from typing import IO

TOGETHER = 1024 * 1024


def is_text(content: IO[bytes]) -> bool:
    """Whether all of it is UTF-8 (RFC 3629) without a NUL. It is read piece by piece."""
    content.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    pieces: Iterator[bytes] = iter(partial(content.read, TOGETHER), b"")
    try:
        found_nul = any("\0" in decoder.decode(piece) for piece in pieces)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return not found_nul
