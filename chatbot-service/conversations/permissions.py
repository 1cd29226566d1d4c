"""Which conversations an account may see."""

from django.db.models import QuerySet

from chassis.auth import Actor
from conversations.models import Conversation, Message


def conversations_of(actor: Actor) -> QuerySet[Conversation]:
    """Rule: a conversation is its account's alone; not even an admin reads another's."""
    return Conversation.objects.filter(account_id=actor.id)


def messages_of(actor: Actor, conversation_id: object) -> QuerySet[Message]:
    return Message.objects.filter(conversation__account_id=actor.id, conversation_id=conversation_id)
