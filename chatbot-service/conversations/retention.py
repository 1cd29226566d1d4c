"""How long a conversation is kept in which nothing is said any more."""

from chassis.retention import keep
from conversations.models import Conversation

keep(Conversation, "conversations, with what was said in them", days=365, since="updated_at")
