"""Where the bytes are: a folder that all replicas of a service share, or a bucket (object_storage.py)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import structlog
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

from chassis.errors import UpstreamUnavailable

NAME = "file-storage"

log = structlog.get_logger("files")


class DiskStorage(FileSystemStorage):
    """What is saved is on the disk, and not only on its way there, when save() returns.

    PostgreSQL does so with its rows; after a power cut one must not be there without the other.
    """

    def _save(self, name: str, content: File) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        folder = os.path.dirname(self.path(saved))
        for path in (self.path(saved), folder, os.path.dirname(folder)):
            _to_disk(path)
        return saved


def _to_disk(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _reached() -> Iterator[None]:
    """Rule: a storage that is full or away is 503 and no defect."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        log.error("file storage unavailable", error=str(error))
        raise UpstreamUnavailable(NAME) from error


def write(key: str, content: IO[bytes]) -> None:
    """Raises UpstreamUnavailable (503)."""
    with _reached():
        default_storage.save(key, File(content))


def read(key: str) -> File:
    """Raises FileNotFoundError, UpstreamUnavailable (503)."""
    with _reached():
        return default_storage.open(key)


def remove(key: str) -> None:
    """It is no error if it is not there. Raises UpstreamUnavailable (503)."""
    with _reached():
        default_storage.delete(key)
