from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import BooleanField, InstantField, IntegerField, LineField, TextField, UUIDField
from texts import examples
from texts.kinds import Audience, Consent
from texts.models import Template


class VariableSerializer(Serializer):
    """What a template may name; one that may lack is sometimes empty."""

    name = LineField()
    example = LineField()
    may_lack = BooleanField()


@extend_schema_serializer(examples=[examples.SHOWN])
class TemplateSerializer(ModelSerializer):
    """The text of a kind of news in a language; version 0 is the built-in one that nobody ever changed."""

    changed_by = UUIDField(read_only=True, allow_null=True)
    changed_at = InstantField(source="created_at", read_only=True, allow_null=True)
    variables = VariableSerializer(many=True, read_only=True)

    class Meta:
        model = Template
        fields = [
            "kind", "language", "version", "is_built_in", "title", "body", "action", "changed_by",
            "changed_at", "variables",
        ]  # fmt: skip
        read_only_fields = fields


class TemplateVersionSerializer(ModelSerializer):
    """One version of a text; without words it is that from which on the built-in text counts again."""

    class Meta:
        model = Template
        fields = ["version", "is_built_in", "title", "body", "action", "changed_by", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_TEMPLATE])
class ReplaceTemplateSerializer(Serializer):
    """Templates: text with `{{ name }}` and `{% if name %}…{% else %}…{% endif %}`, with not, and, or, ==.

    A body is paragraphs with a blank line between them. Without an `action` there is no button.
    """

    title = LineField(max_length=500)
    body = TextField(max_length=10_000)
    action = LineField(max_length=200, allow_blank=True, default="")


class PreviewSerializer(Serializer):
    """What is sent of one example: as text and, for a mail, as HTML."""

    values = serializers.DictField(help_text="What the kind's variables are in this example.")
    title = LineField()
    body = TextField()
    action = LineField(allow_blank=True)
    text = TextField()
    html = TextField()


class PreviewsSerializer(Serializer):
    """One of each case: with and without what may lack."""

    results = PreviewSerializer(many=True)


class TemplateLanguageSerializer(Serializer):
    language = LineField()
    version = IntegerField(min_value=0)
    is_built_in = BooleanField()


class KindSerializer(Serializer):
    """One kind of news. `consent` is what somebody must have agreed to; without one it goes to everybody."""

    kind = LineField()
    title = LineField()
    about = LineField()
    audience = serializers.ChoiceField(choices=Audience.choices)
    urgent = BooleanField()
    security = BooleanField()
    consent = serializers.ChoiceField(choices=[("", ""), *Consent.choices])
    languages = TemplateLanguageSerializer(many=True)


class KindsSerializer(Serializer):
    results = KindSerializer(many=True)


class TextLanguageSerializer(Serializer):
    """A language that there are texts in. What is sent is in one that is `reviewed`, else in the default."""

    code = LineField()
    name = LineField()
    is_default = BooleanField()
    reviewed = BooleanField()
    reviewed_by = UUIDField(allow_null=True)
    changed_at = InstantField(allow_null=True)


class TextLanguagesSerializer(Serializer):
    results = TextLanguageSerializer(many=True)


@extend_schema_serializer(examples=[examples.REVIEW])
class ChangeTextLanguageSerializer(Serializer):
    reviewed = BooleanField()
