from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from chassis.errors import NotFound
from conversations import actions
from conversations.models import Conversation, Message
from conversations.permissions import conversations_of, messages_of
from conversations.serializers import (
    ChatbotAnswerSerializer,
    ConversationSerializer,
    MessageSerializer,
    SendMessageSerializer,
    StartConversationSerializer,
)


class ConversationsView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"POST": "startConversation"}

    @listing(response=ConversationSerializer, ordering={"created_at": "id", "updated_at": "updated_at"})
    def get(self, request: Request) -> QuerySet[Conversation]:
        """List your conversations, newest first."""
        return conversations_of(request.user)

    @operation(
        request=StartConversationSerializer, response=ConversationSerializer, status=201, idempotent=True
    )
    def post(self, request: Request, data: dict) -> Conversation:
        """Start a conversation."""
        return actions.start_conversation(request.user, data, store_reply=self.store_reply)


class ConversationView(View):
    access = {"GET": IsSignedIn, "DELETE": IsSignedIn}

    @operation(response=ConversationSerializer)
    def get(self, request: Request, conversation_id: UUID) -> QuerySet[Conversation]:
        """Read one of your conversations."""
        return conversations_of(request.user).filter(pk=conversation_id)

    @operation(status=204)
    def delete(self, request: Request, conversation_id: UUID) -> None:
        """Delete a conversation and all that was said in it."""
        actions.delete_conversation(request.user, conversation_id, check_precondition=self.check_precondition)


class MessagesView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"POST": "sendMessage"}

    @listing(response=MessageSerializer, ordering={"created_at": "id"})
    def get(self, request: Request, conversation_id: UUID) -> QuerySet[Message]:
        """List what was said, newest first."""
        if not conversations_of(request.user).filter(pk=conversation_id).exists():
            raise NotFound
        return messages_of(request.user, conversation_id)

    @operation(
        request=SendMessageSerializer,
        response=ChatbotAnswerSerializer,
        status=201,
        idempotent=True,
        upstreams=["appointment-service", "vehicleandproject-service"],
    )
    def post(self, request: Request, data: dict, conversation_id: UUID) -> dict[str, Message]:
        """Say something and get the chatbot's answer."""
        return actions.ask(request.user, conversation_id, data, store_reply=self.store_reply)
