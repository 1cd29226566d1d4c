"""What the documentation shows. The id is that of the demo data."""

from chassis.api.examples import body, parameters, seeded

CONVERSATION = seeded(71)

parameters(conversation_id=CONVERSATION)

START = body("About my car", {"title": "My car"})
SEND = body("A question", {"content": "When is the next free slot for an oil change?"})
