from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from notifications import actions
from notifications.models import Notification
from notifications.permissions import inbox_of
from notifications.serializers import NotificationCountSerializer, NotificationFilters, NotificationSerializer


class NotificationsView(View):
    access = {"GET": IsSignedIn}

    @listing(
        response=NotificationSerializer,
        filters=NotificationFilters,
        ordering={"created_at": "id"},
        keeps_sql=True,
    )
    def get(self, request: Request) -> QuerySet[Notification]:
        """List your notifications, newest first; those that you archived only if you ask for them."""
        inbox = inbox_of(request.user)
        return inbox if "archived" in request.query_params else inbox.filter(archived_at=None)


class NotificationView(View):
    access = {"GET": IsSignedIn}

    @operation(response=NotificationSerializer, keeps_sql=True)
    def get(self, request: Request, notification_id: UUID) -> QuerySet[Notification]:
        """Read one of your notifications."""
        return inbox_of(request.user).filter(pk=notification_id)


class ReadView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "markNotificationRead"}

    @operation(response=NotificationSerializer, idempotent=True)
    def post(self, request: Request, notification_id: UUID) -> Notification:
        """Mark a notification as read."""
        return actions.mark_read(request.user, notification_id, store_reply=self.store_reply)


class UnreadView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "markNotificationUnread"}

    @operation(response=NotificationSerializer, idempotent=True)
    def post(self, request: Request, notification_id: UUID) -> Notification:
        """Mark a notification as not read."""
        return actions.mark_unread(request.user, notification_id, store_reply=self.store_reply)


class ArchiveView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "archiveNotification"}

    @operation(response=NotificationSerializer, idempotent=True)
    def post(self, request: Request, notification_id: UUID) -> Notification:
        """Archive a notification: it leaves the inbox, and is listed with `?archived=true`."""
        return actions.archive(request.user, notification_id, store_reply=self.store_reply)


class ReadAllView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "markAllNotificationsRead"}

    @operation(response=NotificationCountSerializer)
    def post(self, request: Request) -> dict[str, int]:
        """Mark all your notifications as read; `count` is how many were not."""
        return {"count": actions.mark_all_read(request.user)}


class UnreadCountView(View):
    access = {"GET": IsSignedIn}

    @operation(response=NotificationCountSerializer)
    def get(self, request: Request) -> dict[str, int]:
        """Count your unread notifications."""
        return {"count": actions.count_unread(request.user)}
