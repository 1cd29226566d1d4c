"""What can happen in a conversation."""

import uuid
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.locking import locked
from chassis.outbound import within
from conversations import intents, language_model
from conversations.models import Conversation, Message
from conversations.permissions import conversations_of
from conversations.tools import Toolbox

# Their own, however long the model took.
SECONDS_FOR_INTENTS = 8.0

log = structlog.get_logger("conversations")


def start_conversation(
    actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Conversation:
    """Open a conversation of the caller's own."""
    with transaction.atomic():
        conversation = Conversation.objects.create(account_id=actor.id, **data)
        store_reply(conversation)
    return conversation


def delete_conversation(
    actor: Actor, conversation_id: uuid.UUID, *, check_precondition: Precondition = no_precondition
) -> None:
    """Delete a conversation.

    Rule: deleting is true: the messages go with their conversation, and nothing of them is kept.
    """
    with transaction.atomic():
        conversation = locked(conversations_of(actor), conversation_id)
        check_precondition(conversation)
        forget_replies(conversation.pk)
        conversation.delete()


def ask(
    actor: Actor,
    conversation_id: uuid.UUID,
    data: dict[str, Any],
    *,
    store_reply: StoreReply = store_no_reply,
) -> dict[str, Message]:
    """Say something and get the chatbot's answer.

    Rule: the chatbot looks things up with the asker's own token, so it never knows more than they may.
    Rule: without a language model, or when it fails, the chatbot answers by its own intents over live data.
    Raises NotFound (404) for another account's conversation, UpstreamUnavailable (503) when the data for the
    answer cannot be had, and UpstreamRefusal when it is refused; then neither question nor answer is kept.
    """
    conversation = conversations_of(actor).filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFound
    question = data["content"]
    toolbox = Toolbox(actor)
    content = _answer(toolbox, conversation, question)
    with transaction.atomic():
        conversation = locked(conversations_of(actor), conversation_id)
        Message.objects.create(conversation=conversation, author=Message.Author.PERSON, content=question)
        message = Message.objects.create(
            conversation=conversation,
            author=Message.Author.ASSISTANT,
            content=content,
            receipts=toolbox.receipts,
        )
        conversation.title = conversation.title or question[:100]
        conversation.save()
        reply = {"message": message}
        store_reply(reply, about=conversation)
    return reply


def _answer(toolbox: Toolbox, conversation: Conversation, question: str) -> str:
    if settings.OPENAI_API_KEY:
        recent = list(conversation.messages.order_by("-id")[: language_model.HISTORY])
        try:
            return language_model.answer(toolbox, question, reversed(recent))
        except language_model.NoAnswer as error:
            log.warning("language model failed", error=str(error))
            toolbox.receipts.clear()
    with within(SECONDS_FOR_INTENTS, anew=True):
        return intents.answer(toolbox, question)
