from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import LineField, TextField
from conversations import examples
from conversations.models import Conversation, Message

LONGEST_QUESTION = 2000


class ConversationSerializer(ModelSerializer):
    class Meta:
        model = Conversation
        fields = ["id", "title", "created_at", "updated_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.START])
class StartConversationSerializer(Serializer):
    title = LineField(max_length=100, required=False, allow_blank=True)


class MessageSerializer(ModelSerializer):
    """`receipts` show from which live data an answer was made."""

    receipts = serializers.ListField(child=serializers.DictField(), read_only=True)

    class Meta:
        model = Message
        fields = ["id", "author", "content", "receipts", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.SEND])
class SendMessageSerializer(Serializer):
    content = TextField(max_length=LONGEST_QUESTION)


class ChatbotAnswerSerializer(Serializer):
    """The chatbot's answer to what was said."""

    message = MessageSerializer()
