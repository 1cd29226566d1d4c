"""The news of the inbox. Payload: contracts/events/notification.created.v1.json."""

from chassis.events import emit
from notifications.models import Notification


def notification_created(notification: Notification) -> None:
    emit(
        "notification.created.v1",
        subject=notification.id,
        data={
            "notification_id": str(notification.id),
            "account_id": str(notification.account_id),
            "kind": notification.kind,
            "title": notification.title,
            "about": notification.about,
            "about_id": str(notification.about_id),
        },
    )
