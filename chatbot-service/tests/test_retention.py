from datetime import timedelta

import pytest
from django.utils import timezone

from chassis.models import new_id
from chassis.retention import purge
from conversations.models import Conversation, Message

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_conversation_leaves_a_year_after_its_last_word_and_its_messages_with_it():
    for age in (366, 364):
        conversation = Conversation.objects.create(account_id=new_id(), title=str(age))
        Message.objects.create(conversation=conversation, author="person", content="Hi")
        since = timezone.now() - timedelta(days=age)
        Conversation.objects.filter(pk=conversation.pk).update(updated_at=since)
    purge()
    assert [message.conversation.title for message in Message.objects.all()] == ["364"]
    assert Conversation.objects.count() == 1
