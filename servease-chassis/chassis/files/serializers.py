from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from chassis.api.representation import Computed
from chassis.api.serializers import ModelSerializer
from chassis.files.links import link_to
from chassis.files.models import LONGEST_NAME, StoredFile
from chassis.text import clean

LINK = {
    "type": "object",
    "description": "Where the file can be read without a token, until when.",
    "properties": {
        "url": {"type": "string", "format": "uri-reference"},
        "expires_at": {"type": "string", "format": "date-time"},
    },
    "required": ["url", "expires_at"],
}


class UploadField(serializers.FileField):
    """A file of a multipart/form-data body. chassis.files.uploads.received() looks at what is in it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, write_only=True, **options)

    def to_internal_value(self, data: Any) -> Any:
        upload = super().to_internal_value(data)
        upload.name = clean(str(upload.name))
        return upload


@extend_schema_field(LINK)
class LinkField(Computed):
    columns = ("id",)

    def shown(self, file_id: UUID) -> dict[str, Any]:
        return link_to(file_id)


class FileSerializer(ModelSerializer):
    """A stored file, and a link to it."""

    link = LinkField()

    class Meta:
        model = StoredFile
        fields = ["id", "name", "media_type", "size_bytes", "link"]
        read_only_fields = fields
