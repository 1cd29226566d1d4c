"""What the framework and Django refuse before or instead of an action, declared as ours are.

They are not raised by these declarations, but told by them: to tests, in the schema, on the page of errors.
"""

from typing import TypedDict

from rest_framework import exceptions

from chassis.errors import Refusal


class FieldError(TypedDict):
    """What is wrong with one field of a body or query; null stands for the whole of it."""

    field: str | None
    code: str
    message: str


INVALID = Refusal(
    exceptions.ValidationError,
    "invalid",
    "The request is not well-formed; see errors.",
    remedy="Correct each field that `errors` names, and send it again.",
    errors=list[FieldError],
    more_errors=int | None,
)
NO_JSON = Refusal(
    exceptions.ParseError,
    "parse_error",
    "The body is not JSON.",
    remedy="Send one JSON object, in UTF-8.",
)
NOT_AUTHENTICATED = Refusal(
    exceptions.NotAuthenticated,
    "not_authenticated",
    "Authentication credentials were not provided.",
    remedy="Send `Authorization: Bearer` with the access token of a sign-in.",
)
PERMISSION_DENIED = Refusal(
    exceptions.PermissionDenied,
    "permission_denied",
    "You do not have permission to perform this action.",
    remedy="Leave it to a role that the operation is for, or whoever has the permission that it names.",
)
NOT_FOUND = Refusal(
    exceptions.NotFound,
    "not_found",
    "Not found.",
    remedy="It does not exist, or this account may not know of it: look at the list of what it may see.",
)
METHOD_NOT_ALLOWED = Refusal(
    exceptions.MethodNotAllowed,
    "method_not_allowed",
    "This address does not take that method.",
    remedy="Use one of the methods that the header Allow names.",
)
NOT_ACCEPTABLE = Refusal(
    exceptions.NotAcceptable,
    "not_acceptable",
    "Could not satisfy the request Accept header.",
    remedy="Ask for `application/json`, or leave Accept out.",
)
UNSUPPORTED_MEDIA_TYPE = Refusal(
    exceptions.UnsupportedMediaType,
    "unsupported_media_type",
    "This address does not take that media type.",
    remedy="Send `Content-Type: application/json`, unless the operation says otherwise.",
)
THROTTLED = Refusal(
    exceptions.Throttled,
    "throttled",
    "Too many requests; wait for as long as Retry-After says.",
    remedy="Wait for as many seconds as Retry-After says; RateLimit says what is left.",
)
FAILED = Refusal(
    exceptions.APIException,
    "error",
    "The server failed; the request id names the trace in our logs.",
    remedy="Tell us the request_id. Try again later, with the same Idempotency-Key.",
)
