from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from chassis.framework_errors import NOT_FOUND
from live import actions, examples
from live.serializers import StreamQuery
from live.subscriptions import EventStream

LAST_EVENT_ID = OpenApiParameter(
    "Last-Event-ID",
    str,
    OpenApiParameter.HEADER,
    description="The `id` of what you had last: the stream goes on behind it.",
)


class StreamView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "streamNews"}

    @extend_schema(parameters=[LAST_EVENT_ID])
    @operation(
        query=StreamQuery,
        answers={200: "text/event-stream"},
        refuses=[NOT_FOUND],
        upstreams=["vehicleandproject-service"],
        examples=[examples.SHOWN],
    )
    def get(self, request: Request, params: dict[str, Any]) -> EventStream:
        """Follow what happens, as server-sent events.

        The news of your inbox, and those of the topics that you name: `project:` with the id of one that you
        may read, for the staff also `board`. A token with scopes follows its inbox alone: a topic is 404.
        `event` is what happened, as `project.progressed`; `data` has `event_id`, `occurred_at`, `resource`
        (its type and id) and what else is yours to know. What is sent says that something is different;
        what is so now is read at the thing's own address. An event may come twice, under one `event_id`.

        Each `id` says how far you are. Who comes back with it as `Last-Event-ID` gets what they missed, for
        half an hour; when that cannot be had, `event: reset` says that anything may have changed. After 15
        seconds without news there is a comment.

        `event: end` comes before the stream is closed; `reason` of its data is `token_expired` or
        `rights_changed` (renew the token and come back), `session_revoked` (sign in), `too_slow` (come back
        and read faster) or `shutdown` (come back).
        """
        return EventStream(
            actions.subscribe(
                request.user, params.get("topics", []), request.headers.get("Last-Event-ID", "")
            )
        )
