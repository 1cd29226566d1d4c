"""What employees, their skills, their hours and their time off are refused with."""

from datetime import date

from chassis.errors import Conflict, Forbidden, Instant, InvalidField, Refusal, Unprocessable

SKILL_NAMED_TWICE = Refusal(
    Unprocessable,
    "skill_named_twice",
    "Each skill can be listed only once.",
    remedy="List each skill once, and send all of them again.",
)
EXPIRES_BEFORE_ISSUED = Refusal(
    Unprocessable,
    "expires_before_issued",
    "A certificate cannot expire before the day it was issued on.",
    remedy="Correct `issued_on` or `expires_on`, and send all skills again.",
)
WORKING_HOURS_OVERLAP = Refusal(
    Unprocessable,
    "working_hours_overlap",
    "Working hours of one day must not overlap.",
    remedy="Join the hours that overlap, and send all of them again.",
)
AT_TWO_LOCATIONS = Refusal(
    Unprocessable,
    "at_two_locations",
    "The hours of {date} at {one} and at {other} overlap.",
    remedy="Compare them as instants, for each location has its own clock, and leave no minute in common.",
    date=date,
)
TOO_MANY_WEEKS = Refusal(
    Unprocessable,
    "too_many_weeks",
    "At most {most} weeks can be entered for dates to come.",
    remedy="Replace a week that is to come already, or wait until one counts.",
    most=int,
)
TOO_MANY_EXCEPTIONS = Refusal(
    Unprocessable,
    "too_many_exceptions",
    "At most {most} dates to come can have hours of their own.",
    remedy="Change the week that counts then, or wait until a date is over.",
    most=int,
)
OWN_TIME_OFF = Refusal(
    Forbidden,
    "own_time_off",
    "Somebody else decides on your own time off.",
    remedy="Have somebody else who may manage people decide.",
)
TIME_OFF_OVERLAPS = Refusal(
    Conflict,
    "time_off_overlaps",
    "There is other time off in this period, approved or waiting.",
    remedy="Show the time off that there is; cancel it first, or ask for what is beside it.",
)
TIME_OFF_BEGUN = Refusal(
    Conflict,
    "time_off_begun",
    "This time off has begun.",
    remedy="Have somebody who may manage people cancel it.",
    start=Instant,
)
TOO_MUCH_TIME_OFF = Refusal(
    Conflict,
    "too_much_time_off",
    "At most {most} periods of time off can be ahead.",
    remedy="Cancel one that is not needed, or join those that touch.",
    most=int,
)

# Of fields
NOT_AFTER_START = Refusal(InvalidField, "not_after_start", "The end must be later than the start.")
TOO_LONG = Refusal(InvalidField, "too_long", "Time off lasts at most {days} days.")
NO_SUCH_LOCATION = Refusal(InvalidField, "unknown", "There is no such location.")
LOCATION_INACTIVE = Refusal(InvalidField, "inactive", "Nobody works at {name} any more.")
