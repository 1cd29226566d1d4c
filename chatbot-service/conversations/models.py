from django.db import models

from chassis.models import BaseModel


class Conversation(BaseModel):
    """One account's talk with the chatbot."""

    account_id = models.UUIDField()
    title = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account_id", "-id"], name="conversations_of_an_account"),
            models.Index(fields=["account_id", "updated_at", "id"], name="conversations_by_change"),
        ]


class Message(BaseModel):
    """One thing said. `receipts` are the tools that were asked for an answer, with what they gave."""

    class Author(models.TextChoices):
        PERSON = "person"
        ASSISTANT = "assistant"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    author = models.CharField(max_length=10, choices=Author.choices)
    content = models.TextField()
    receipts = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["conversation", "-id"], name="messages_of_a_conversation")]
