"""Bodies with a file: multipart/form-data (RFC 7578), read as a JSON object is, each name once."""

from typing import IO, Any, Protocol

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.parsers import MultiPartParser

from chassis.errors import GIVEN_TWICE, TOO_LARGE, Refusal
from chassis.json import largest_of


class Files(Protocol):
    """What an operation takes: chassis.files.accepted.Accepted is one."""

    @property
    def largest_body(self) -> int: ...

    @property
    def refuses(self) -> tuple[Refusal, ...]: ...


class Parser(MultiPartParser):
    """A file beyond FILE_UPLOAD_MAX_MEMORY_SIZE waits in a temporary one, and takes no memory."""

    def parse(  # type: ignore[override]
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, Any]:
        largest = largest_of(parser_context)
        if int(parser_context["request"].META.get("CONTENT_LENGTH") or 0) > largest:
            raise TOO_LARGE(kibibytes=largest // 1024)
        parsed: Any = super().parse(stream, media_type, parser_context)
        parts = [*parsed.data.lists(), *parsed.files.lists()]
        names = [name for name, values in parts for _ in values]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            detail = ErrorDetail(GIVEN_TWICE.text, code=GIVEN_TWICE.code)
            raise ValidationError({name: [detail] for name in sorted(twice)})
        return {name: values[0] for name, values in parts}
