"""Every code that this service may answer: declared in chassis.errors, chassis.framework_errors and its apps'
errors.py. A declaration tells kind, status, code, text, what to do, and the types of its members.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.utils.module_loading import autodiscover_modules
from rest_framework import serializers

from chassis import framework_errors as _  # noqa: F401 - declares
from chassis.errors import Refusal, declared

OF_VALIDATORS = {"null_characters_not_allowed", "surrogate_characters_not_allowed"}


def refusals() -> list[Refusal]:
    """All that the chassis and this service's apps declare."""
    autodiscover_modules("errors")
    return declared()


def field_codes() -> set[str]:
    """What a field may be refused with: declared, or among the messages of a serializer field's class."""
    own = {refusal.code for refusal in refusals() if refusal.is_of_a_field}
    return own | OF_VALIDATORS | {code for kind in _field_classes() for code in kind.default_error_messages}


def schema_of(refusal: Refusal) -> dict[str, Any]:
    """The JSON Schema of the members that a refusal has beside the common ones."""
    members = [
        (name, kind, None) if name in refusal.optional else (name, kind)
        for name, kind in refusal.members.items()
    ]
    return msgspec.json.schema(msgspec.defstruct("Members", members))


def _field_classes(base: type = serializers.Field) -> Iterator[Any]:
    yield base
    kind: type
    for kind in base.__subclasses__():
        yield from _field_classes(kind)
