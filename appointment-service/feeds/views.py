from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date, parse_http_date_safe
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from chassis.api import etags
from chassis.api.operations import IF_NONE_MATCH, listing, operation
from chassis.api.permissions import Anyone, InPerson, IsSignedIn
from chassis.api.views import View
from feeds import actions
from feeds.errors import FOR_OTHERS, TOO_MANY_FEEDS
from feeds.models import Feed
from feeds.permissions import feeds_of
from feeds.serializers import AddFeedSerializer, FeedSerializer, NewFeedSerializer

ADDRESS = "/api/v1/appointments/feeds/{token}/calendar.ics"
IF_MODIFIED_SINCE = OpenApiParameter(
    "If-Modified-Since",
    str,
    OpenApiParameter.HEADER,
    description="The Last-Modified that you hold, if you hold no ETag; 304 if nothing has changed since.",
)


class FeedsView(View):
    # An address outlives the token by which it was made, and knows no scope.
    access = {"GET": IsSignedIn, "POST": InPerson(IsSignedIn)}

    @listing(response=FeedSerializer)
    def get(self, request: Request) -> QuerySet[Feed]:
        """List the calendars that you made readable."""
        return feeds_of(request.user)

    @operation(
        request=AddFeedSerializer,
        response=NewFeedSerializer,
        status=201,
        refuses=[FOR_OTHERS, TOO_MANY_FEEDS],
    )
    def post(self, request: Request, data: dict) -> dict[str, Any]:
        """Make a calendar readable at a secret address.

        Subscribe to `url` with any calendar. It is shown here alone: whoever lost it makes another. There is
        no Idempotency-Key, for then it would have to be kept.
        """
        feed, token = actions.add_feed(request.user, data)
        return {
            "id": feed.id,
            "kind": feed.kind,
            "bay_id": feed.bay_id,
            "location_id": feed.location_id,
            "name": feed.name,
            "created_at": feed.created_at,
            "url": request.build_absolute_uri(ADDRESS.format(token=token)),
        }


class FeedView(View):
    access = {"GET": IsSignedIn, "DELETE": InPerson(IsSignedIn)}
    names = {"DELETE": "revokeFeed"}

    @operation(response=FeedSerializer)
    def get(self, request: Request, feed_id: UUID) -> QuerySet[Feed]:
        """Read what a calendar of yours is."""
        return feeds_of(request.user).filter(pk=feed_id)

    @operation(status=204)
    def delete(self, request: Request, feed_id: UUID) -> None:
        """Revoke the address of a calendar, at once and for everybody who knows it."""
        actions.revoke_feed(request.user, feed_id, check_precondition=self.check_precondition)


class FeedCalendarView(View):
    # What counts is the token in the address.
    authentication_classes = []
    access = {"GET": Anyone}
    names = {"GET": "readFeedCalendar"}

    @extend_schema(parameters=[IF_NONE_MATCH, IF_MODIFIED_SINCE])
    @operation(answers={200: "text/calendar", 304: None})
    def get(self, request: Request, token: str) -> HttpResponse:
        """Read a calendar (RFC 5545) at its secret address.

        It goes back thirty days, and shows a thousand appointments at most, those that come next first. An
        appointment keeps its UID; its SEQUENCE rises when its time, its status or its technician changes.
        """
        shown = actions.shown_at(token)
        headers = {"ETag": shown.tag, "Cache-Control": "private, no-cache"}
        if shown.changed_at <= timezone.now():
            headers["Last-Modified"] = http_date(shown.changed_at.timestamp())
        if _is_known(request, shown):
            return HttpResponse(status=304, headers=headers)
        headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
        return HttpResponse(shown.text, content_type="text/calendar; charset=utf-8", headers=headers)


def _is_known(request: Request, shown: actions.Shown) -> bool:
    """Whether the reader has it already. Where there is a tag, it alone counts (RFC 9110, 13.2.2)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return etags.matches(tags, shown.tag)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and shown.changed_at.timestamp() <= since
