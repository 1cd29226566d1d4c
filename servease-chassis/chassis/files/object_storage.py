"""A bucket of an object storage that speaks S3. Imported only where one is configured: boto3 takes memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

SPOOLED_BEYOND = 1024 * 1024


class ObjectStorage(S3Storage):
    """Each call has an end, no proxy of the environment is asked (chassis.outbound); it fails by OSError."""

    def get_default_settings(self) -> dict[str, Any]:
        own = {
            "max_memory_size": SPOOLED_BEYOND,
            "transfer_config": TransferConfig(use_threads=False),
            "client_config": Config(
                connect_timeout=2,
                read_timeout=10,
                retries={"total_max_attempts": 2},
                proxies={"http": None, "https": None},
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                # Not every object storage knows the checksums that are newer than the protocol.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }
        return {**super().get_default_settings(), **own}

    def _open(self, name: str, mode: str = "rb") -> File:
        with _as_os_error():
            opened: File = super()._open(name, mode)
            _ = opened.file  # Fetched now, when a failure can still be answered.
            return opened

    def _save(self, name: str, content: File) -> str:
        with _as_os_error():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _as_os_error():
            super().delete(name)


@contextmanager
def _as_os_error() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error, HTTPClientError) as error:
        raise OSError(str(error)) from error
