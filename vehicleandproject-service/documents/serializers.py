from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import DateField, LineField, UUIDField
from chassis.files.serializers import FileSerializer, UploadField
from documents import examples
from documents.models import Document, Kind


@extend_schema_serializer(examples=[examples.STORED])
class DocumentSerializer(ModelSerializer):
    """A document as the owner and the staff see it."""

    vehicle_id = UUIDField(read_only=True)
    file = FileSerializer(read_only=True)

    class Meta:
        model = Document
        fields = ["id", "vehicle_id", "kind", "title", "expires_on", "file", "created_at", "updated_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE])
class ChangeDocumentSerializer(Serializer):
    kind = serializers.ChoiceField(Kind.choices)
    title = LineField(max_length=100, required=False, allow_blank=True)
    expires_on = DateField(required=False, allow_null=True, help_text="Its last day, if it has one.")


class AddDocumentSerializer(Serializer):
    file = UploadField(help_text="An image (JPEG, PNG, WebP) or a PDF, at most 10 MiB.")
    kind = serializers.ChoiceField(Kind.choices)
    title = LineField(max_length=100, required=False, allow_blank=True)
    expires_on = DateField(required=False, help_text="Its last day, if it has one.")


class DocumentFilters(Query):
    kind = serializers.ChoiceField(Kind.choices, required=False)
    expires_before = DateField(required=False, source="expires_on__lt")
