"""A stored file as an answer."""

import structlog
from django.http import FileResponse

from chassis.errors import NotFound
from chassis.files import storage
from chassis.files.models import StoredFile

log = structlog.get_logger("files")

# Whatever a browser makes of it, it runs nothing and reaches nothing.
POLICY = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


def answer(file: StoredFile) -> FileResponse:
    """The file, read and sent piece by piece. Raises NotFound (404) if the storage has lost it."""
    try:
        content = storage.read(file.key)
    except FileNotFoundError:
        log.error("a file is not in the storage", file=str(file.id))
        raise NotFound from None
    shown = file.media_type.startswith("image/")
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "private"}
    return FileResponse(
        content,
        as_attachment=not shown,
        filename=file.name,
        content_type=file.media_type,
        headers=headers,
    )
