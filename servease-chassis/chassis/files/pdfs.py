"""PDFs are stored as they are, if they show pages and do nothing else."""

import time
from collections.abc import Iterator
from threading import Lock
from typing import IO, Any

from chassis.files.errors import ACTIVE_CONTENT, UNREADABLE_FILE

START, END = b"%PDF-", b"%%EOF"
# As far from the end as readers look for it.
END_WITHIN = 1024
SECONDS_TO_CHECK = 5.0
# So many small ones take 42 MiB and two seconds to be looked at.
MOST_OBJECTS = 20_000
# Names of ISO 32000-2 by which a document runs something, sends something or carries other files.
ACTIVE = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
    "/RichMedia",
    "/XFA",
    "/EmbeddedFile",
    "/EmbeddedFiles",
}

_one_at_a_time = Lock()


def is_pdf(content: IO[bytes]) -> bool:
    content.seek(0)
    return content.read(len(START)) == START


def check(content: IO[bytes]) -> None:
    """Raises ACTIVE_CONTENT, and UNREADABLE_FILE for all that a strict reader does not take (422)."""
    if not _ends_as_it_should(content):
        raise UNREADABLE_FILE()
    try:
        with _one_at_a_time:
            found = next(_active_content(content), None)
    except Exception as error:  # Whatever a hostile file makes of the reader.
        raise UNREADABLE_FILE() from error
    if found:
        raise ACTIVE_CONTENT(what=found)


def _ends_as_it_should(content: IO[bytes]) -> bool:
    """Whether nothing follows the end: what does is not the PDF's, as an archive that was put behind it."""
    size = content.seek(0, 2)
    content.seek(max(0, size - END_WITHIN))
    _, end, behind = content.read().rpartition(END)
    return bool(end) and not behind.strip()


def _active_content(content: IO[bytes]) -> Iterator[str]:
    # Takes 22 MiB, which only a process that checks PDFs needs.
    from pypdf import PdfReader
    from pypdf.generic import IndirectObject

    deadline = time.monotonic() + SECONDS_TO_CHECK
    reader = PdfReader(content, strict=True)
    if reader.is_encrypted:
        raise ValueError("A password protects it.")
    root = reader.trailer["/Root"]
    if root["/Type"] != "/Catalog":  # type: ignore[index]
        raise ValueError("Each reader looks for its beginning in its own way.")
    yield from _opening_action(root)
    yield from _names_in(reader.trailer)
    numbers = [(number, generation) for generation, found in reader.xref.items() for number in found]
    numbers += [(number, 0) for number in reader.xref_objStm]
    if len(numbers) > MOST_OBJECTS:
        raise ValueError("It has too many objects.")
    for number, generation in numbers:
        if time.monotonic() > deadline:
            raise ValueError("It takes too long.")
        yield from _names_in(reader.get_object(IndirectObject(number, generation, reader)))


def _opening_action(root: Any) -> Iterator[str]:
    """To open at a page is fine."""
    if "/OpenAction" not in root:
        return
    action = root["/OpenAction"]  # Not by get(), which follows no reference.
    if isinstance(action, dict) and action.get("/S") != "/GoTo":
        yield "/OpenAction"


def _names_in(value: Any) -> Iterator[str]:
    """Those of ACTIVE in an object, and not in what it refers to: each object is looked at once."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*dict.keys(value), *dict.values(value)]
        elif isinstance(value, list):
            waiting += list.__iter__(value)
        elif isinstance(value, str) and value in ACTIVE:
            yield value
