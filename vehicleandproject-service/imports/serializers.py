from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import BooleanField
from chassis.files.serializers import UploadField
from imports import examples
from imports.models import Import, Kind

ERRORS = {
    "type": "array",
    "description": "Those of the first hundred: which row, from 1 below the header, which column, and why.",
    "items": {
        "type": "object",
        "properties": {
            "row": {"type": "integer"},
            "field": {"type": "string"},
            "code": {"type": "string"},
            "message": {"type": "string"},
        },
        "required": ["row", "field", "code", "message"],
    },
}


@extend_schema_field(ERRORS)
class ErrorsField(serializers.JSONField):
    """What rows were refused with."""


@extend_schema_serializer(examples=[examples.IMPORT])
class ImportSerializer(ModelSerializer):
    """How far an import is, and what became of its rows; `finished_at` is null while it goes on."""

    errors = ErrorsField(read_only=True)

    class Meta:
        model = Import
        fields = [
            "id", "kind", "dry_run", "rows", "created", "unchanged", "failed", "errors", "created_at",
            "finished_at",
        ]  # fmt: skip
        read_only_fields = fields


class BeginImportSerializer(Serializer):
    # The parts of a multipart body are text.
    reads_text = True

    file = UploadField(help_text="CSV in UTF-8, with commas or semicolons, at most 100,000 rows and 32 MiB.")
    kind = serializers.ChoiceField(Kind.choices)
    dry_run = BooleanField(default=False, help_text="Say what would become of each row, and enter none.")
