"""What calendars and their addresses are refused with."""

from chassis.errors import Conflict, Forbidden, InvalidField, Refusal

NO_SUCH_BAY = Refusal(InvalidField, "unknown", "There is no such bay.")
BAY_REQUIRED = Refusal(InvalidField, "required", "Say which bay.")
OF_ANOTHER_KIND = Refusal(InvalidField, "of_another_kind", "A calendar of this kind has none.")
FOR_OTHERS = Refusal(
    Forbidden,
    "permission_denied",
    "The calendar of a bay or a location needs the permission assign_work or manage_calendar.",
    remedy="Take your personal calendar, or leave it to somebody who may.",
)
TOO_MANY_FEEDS = Refusal(
    Conflict,
    "too_many_feeds",
    "You can have at most {limit} calendar addresses; revoke one first.",
    remedy="Show the addresses there are; one that is not used any more can be revoked.",
    limit=int,
)
