"""What employees, their skills and their hours are refused with."""

from chassis.errors import InvalidField, Refusal, Unprocessable

SKILL_NAMED_TWICE = Refusal(
    Unprocessable,
    "skill_named_twice",
    "Each skill can be listed only once.",
    remedy="List each skill once, and send all of them again.",
)
WORKING_HOURS_OVERLAP = Refusal(
    Unprocessable,
    "working_hours_overlap",
    "Working hours of one day must not overlap.",
    remedy="Join the hours that overlap, and send all of them again.",
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

# Of fields
NOT_AFTER_START = Refusal(InvalidField, "not_after_start", "The end must be later than the start.")
