"""What comes back of deliveries. Payload: contracts/events/reply.received.v1.json."""

from uuid import UUID

from chassis.events import emit
from contacts.models import Contact


def reply_received(project_id: UUID, contact: Contact, text: str, message_id: str) -> None:
    emit(
        "reply.received.v1",
        subject=project_id,
        data={
            "project_id": str(project_id),
            "account_id": str(contact.id),
            "role": contact.role,
            "text": text,
            "message_id": message_id,
        },
    )
