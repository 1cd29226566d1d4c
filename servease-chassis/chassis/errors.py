"""How an action refuses: declared once in its app's errors.py, raised by calling the declaration.

    SLOT_TAKEN = Refusal(Conflict, "slot_taken", "That time has just been taken.", alternatives=list[Offer])
    …
    raise SLOT_TAKEN(alternatives=offers)

chassis.api.problems gives refusals their shape on the wire; the kinds, by status, come first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from string import Formatter
from typing import Annotated, Any, get_args

import msgspec
from django.db import IntegrityError
from rest_framework import exceptions
from rest_framework.exceptions import APIException, AuthenticationFailed, ErrorDetail, ValidationError

# Of a member that is an instant; the schema has no format for one whose offset may be missing.
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class Problem(APIException):
    """A refusal with a code that clients may switch on, and members of its own beside the common ones.

    Made by its declaration alone, see Refusal. `wait` becomes Retry-After, in seconds. `remedy` is what a
    client does about it, of those that say nothing better.
    """

    ours = True
    remedy = ""

    def __init__(self, code: str, detail: str, *, wait: int | None = None, **members: Any) -> None:
        super().__init__(detail=detail, code=code)
        if self.ours and not any((one.code, one.status) == (code, self.status_code) for one in _declared):
            raise TypeError(f"No errors.py declares {self.status_code} {code}: see chassis.errors.Refusal.")
        self.members, self.wait = members, wait


class Malformed(Problem):
    """400: what was sent is no request of ours, and no field of it can be named."""

    status_code = 400
    remedy = "Send it as the documentation of the operation says."


class Unauthenticated(Problem, AuthenticationFailed):
    """401: nobody whom we know, or no longer. `challenge` goes on with what WWW-Authenticate says."""

    status_code = 401
    remedy = "Sign in again."
    challenge = ""


class Forbidden(Problem):
    """403: this account may see the thing, but not do this to it."""

    status_code = 403
    remedy = "Leave it to an account that may; asking again does not help."


class NotFound(exceptions.NotFound):
    """404: there is no such thing, or none that this account may know of."""


class Conflict(Problem):
    """409: well-formed, but the present state forbids it. Say in a member what would be allowed."""

    status_code = 409
    remedy = "Read the thing again: its present state says what is possible."


class Gone(Problem):
    """410: it was there, and was deleted."""

    status_code = 410
    remedy = "Make it anew, with a new Idempotency-Key."


class PreconditionFailed(Problem):
    """412: the resource changed since the client read it."""

    status_code = 412
    remedy = "Read it again, decide again, and send the new ETag as If-Match."

    def __init__(self) -> None:
        super().__init__(STALE.code, STALE.text)


class TooLarge(Problem):
    """413: more was sent than this takes."""

    status_code = 413
    remedy = "Send less."


class Unsupported(Problem):
    """415: what was sent is of a kind that this does not take."""

    status_code = 415
    remedy = "Send it in another form."


class Unprocessable(Problem):
    """422: well-formed, but what it says cannot be true."""

    status_code = 422
    remedy = "Correct it and send it again, with a new Idempotency-Key if it has one."


class TooMany(Problem):
    """429: too often. Say in `wait` for how long."""

    status_code = 429
    remedy = "Wait for as many seconds as Retry-After says, then try again."


class BadGateway(Problem):
    """502: a service that this answer needs did not take our question, which was wrong."""

    status_code = 502
    remedy = "Tell us the request_id; asking again does not help."
    ours = False  # It may say what that service said, and declares.


class Unavailable(Problem):
    """503: this cannot be answered now, and no fault of who asks."""

    status_code = 503
    remedy = "Wait for as many seconds as Retry-After says, then try again, with the same Idempotency-Key."


class UpstreamUnavailable(Unavailable):
    """503: a service that this answer needs does not answer. `wait` becomes Retry-After, in seconds."""

    def __init__(self, service: str, wait: int = 5) -> None:
        super().__init__(AWAY.code, AWAY.text.format(service=service), wait=wait, service=service)


class UpstreamFailed(UpstreamUnavailable):
    """503 too, but no outage: the service is there, and answers 500 or not what it promised."""


class InvalidField(ValidationError):
    """400 with one entry in `errors`; without `field` it is the one whose validate_<field>() raises it."""

    def __init__(self, field: str | None, code: str, message: str) -> None:
        entries = [ErrorDetail(message, code=code)]
        super().__init__(entries if field is None else {field: entries})


class Refusal:
    """A refusal as it is declared: its kind, its code, its text, and the types of its members.

    Each call makes a fresh exception. It gives a value for each member and each {placeholder} of the text; a
    member that may be None may be left out. `field` says where in the body an InvalidField is. `remedy` is
    what a client does about it; without one of its own it is that of its kind.
    """

    def __init__(
        self, kind: type[APIException], code: str, text: str, *, remedy: str = "", **members: Any
    ) -> None:
        self.kind, self.code, self.text, self.members = kind, code, text, members
        self.remedy = remedy or str(getattr(kind, "remedy", ""))
        self.status: int = kind.status_code
        self._in_text = {name.partition(".")[0] for _, name, _, _ in Formatter().parse(text) if name}
        self.optional = {name for name, kind in members.items() if type(None) in get_args(kind)}
        self.is_of_a_field = issubclass(kind, InvalidField)
        _declare(self)

    def __call__(self, *, field: str | None = None, wait: int | None = None, **values: Any) -> APIException:
        needed = (self.members.keys() - self.optional) | self._in_text
        known = self.members.keys() | self._in_text
        if not needed <= values.keys() <= known:
            raise TypeError(f"The refusal {self.code} takes {sorted(known)}, not {sorted(values)}.")
        text = self.text.format(**values)
        if issubclass(self.kind, InvalidField):
            return self.kind(field, self.code, text)
        if not issubclass(self.kind, Problem):
            return self.kind(text, self.code)
        members = {name: values[name] for name in self.members if values.get(name) is not None}
        return self.kind(self.code, text, wait=wait, **members)


def declared() -> list[Refusal]:
    """All declarations of the modules that are loaded; chassis.catalogue loads all of a service's."""
    return list(_declared)


@contextmanager
def refusing(**violations: Callable[[], APIException]) -> Iterator[None]:
    """Name the violation of a database constraint: `refusing(unique_name=NAME_TAKEN)`.

    Goes around the transaction, so that the refusal leaves after the rollback. Other violations pass.
    """
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        refusal = violations.get(getattr(diagnosis, "constraint_name", None) or "")
        if refusal is None:
            raise
        raise refusal() from error


_declared: list[Refusal] = []


def _declare(refusal: Refusal) -> None:
    for other in _declared:
        alike = (other.code, other.is_of_a_field) == (refusal.code, refusal.is_of_a_field)
        if alike and other.status != refusal.status:
            raise TypeError(f"The code {refusal.code} is declared with another status already.")
    _declared.append(refusal)


REFRESH = "Exchange the refresh token for a new pair, and repeat the request."
BAD_REQUEST = Refusal(Malformed, "bad_request", "The request is not well-formed.")
TOO_MANY_PARAMETERS = Refusal(Malformed, "too_many_parameters", "More parameters than a request may have.")
TOO_LARGE = Refusal(TooLarge, "content_too_large", "The body is larger than {kibibytes} KiB.")
STALE = Refusal(
    PreconditionFailed, "precondition_failed", "The resource has changed since you read it; read it again."
)
AWAY = Refusal(
    UpstreamUnavailable, "upstream_unavailable", "{service} is not available; try again.", service=str
)
MISASKED = Refusal(BadGateway, "upstream_refused", "{service} refused the request.", service=str)
NOT_READY = Refusal(Unavailable, "not_ready", "Down: {names}.", service=str, checks=dict[str, Any])
TOKEN_EXPIRED = Refusal(
    Unauthenticated, "token_expired", "The access token has expired; refresh it.", remedy=REFRESH
)
TOKEN_INVALID = Refusal(Unauthenticated, "token_invalid", "The access token is not valid.")
RIGHTS_CHANGED = Refusal(
    Unauthenticated,
    "token_expired",
    "What this account may do has changed; refresh the token.",
    remedy=REFRESH,
)
SESSION_REVOKED = Refusal(Unauthenticated, "session_revoked", "The session has ended; sign in again.")
API_KEY_INVALID = Refusal(
    Unauthenticated,
    "api_key_invalid",
    "This API key is unknown, has ended or has expired, or its account is not active.",
    remedy="Make another key; asking again with this one does not help.",
)
INSUFFICIENT_SCOPE = Refusal(
    Forbidden,
    "insufficient_scope",
    "This needs the scope {scope}.",
    remedy="Use a token with that scope, or sign in in person.",
)
RATE_LIMITED = Refusal(
    TooMany, "rate_limited", "No more than {most} requests a minute; wait for as long as Retry-After says."
)
NO_MORE = Refusal(Gone, "gone", "What was created with this Idempotency-Key has since been deleted.")
KEY_REUSED = Refusal(
    Unprocessable,
    "idempotency_key_reused",
    "This Idempotency-Key was used for another request; make a new one.",
    remedy="Make a key for each thing that is to be done once, and repeat it with the same body only.",
)

# Of fields
LONGEST_KEY = 255
INVALID_KEY = Refusal(
    InvalidField, "invalid_key", f"An Idempotency-Key must be 1 to {LONGEST_KEY} printable ASCII characters."
)
UNKNOWN_FIELD = Refusal(InvalidField, "unknown_field", "Unknown field.")
INVALID_MONEY = Refusal(InvalidField, "invalid_money", "Give an amount and a currency.")
INVALID_PHONE = Refusal(
    InvalidField, "invalid_phone", "Give a phone number with its country, such as +49 30 901820."
)
GIVEN_TWICE = Refusal(InvalidField, "given_twice", "This can be given only once.")
BAD_PAGE_SIZE = Refusal(InvalidField, "invalid", "The page size must be between 1 and {largest}.")
UNKNOWN_ORDERING = Refusal(InvalidField, "invalid_choice", "Order by one of: {orderings}.")
TOO_MANY_WORDS = Refusal(InvalidField, "too_many_words", "Search for at most {most} words.")
NULL_CHARACTER = Refusal(InvalidField, "null_characters_not_allowed", "Null characters are not allowed.")
UNSEEN_CHARACTERS = Refusal(
    InvalidField,
    "invisible_characters",
    "Control and invisible characters are not allowed, nor line breaks in a single line.",
)
NO_OFFSET = Refusal(InvalidField, "no_offset", "Give the offset from UTC, as in 2026-11-22T09:30:00Z.")
OUT_OF_RANGE = Refusal(InvalidField, "out_of_range", "The year must be between {first} and {last}.")
IN_FUTURE = Refusal(InvalidField, "in_future", "This must not be in the future.")
UNKNOWN_COUNTRY = Refusal(
    InvalidField, "unknown_country", "There is no country with these two letters (ISO 3166-1)."
)
UNKNOWN_CURRENCY = Refusal(
    InvalidField, "unknown_currency", "Give a currency in use (ISO 4217), such as EUR."
)
UNKNOWN_ZONE = Refusal(
    InvalidField, "unknown_time_zone", "There is no such time zone (IANA), such as Europe/Berlin."
)
WRONG_DECIMALS = Refusal(InvalidField, "decimals", "Write it as {amount}, with the decimals of {currency}.")
INVALID_CURSOR = Refusal(InvalidField, "invalid_cursor", "Use a cursor from a page's next or previous link.")
FOREIGN_CURSOR = Refusal(InvalidField, "invalid_cursor", "This cursor belongs to another ordering.")
