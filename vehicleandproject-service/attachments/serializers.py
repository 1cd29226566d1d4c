from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from attachments import examples
from attachments.models import Attachment
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import LineField, UUIDField
from chassis.files.serializers import FileSerializer, UploadField
from projects.models import Visibility


@extend_schema_serializer(examples=[examples.ATTACHED])
class AttachmentSerializer(ModelSerializer):
    """A photo or a paper of the work on a project."""

    project_id = UUIDField(read_only=True)
    file = FileSerializer(read_only=True)

    class Meta:
        model = Attachment
        fields = ["id", "project_id", "author_id", "caption", "visibility", "file", "created_at"]
        read_only_fields = fields


class AddAttachmentSerializer(Serializer):
    file = UploadField(help_text="An image (JPEG, PNG, WebP) or a PDF, at most 10 MiB.")
    caption = LineField(max_length=200, default="", allow_blank=True)
    visibility = serializers.ChoiceField(
        Visibility.choices,
        required=False,
        help_text="Left out, what a customer adds is for all and what the staff add is internal.",
    )
