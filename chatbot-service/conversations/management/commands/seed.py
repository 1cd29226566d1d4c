from uuid import UUID

from chassis.api.examples import seeded
from chassis.seeding import SeedCommand
from conversations.models import Conversation, Message


class Command(SeedCommand):
    help = "Make a conversation of the demo customer's, in development only."

    def seed(self) -> None:
        conversation, is_new = self.make(Conversation, 71, account_id=UUID(seeded(1)), title="My car")
        if is_new:
            conversation.messages.create(author=Message.Author.PERSON, content="What do you offer?")
            conversation.messages.create(
                author=Message.Author.ASSISTANT, content="Ask me for services, prices and free slots."
            )
