"""What series are refused with; each of their dates is refused as a booking is."""

from chassis.errors import Conflict, InvalidField, Refusal

NO_END = Refusal(InvalidField, "no_end", "A series needs an end: give `until` or `count`.")
TWO_ENDS = Refusal(InvalidField, "two_ends", "Give either `until` or `count`.")
SERIES_TOO_LONG = Refusal(
    InvalidField, "series_too_long", "A series has at most {dates} dates, of two years."
)
NO_DATES = Refusal(InvalidField, "no_dates", "No date is left.")
NOT_OF_THE_SERIES = Refusal(
    InvalidField, "not_of_the_series", "An exception is one of the dates that the series would have."
)
TOO_MANY_SERIES = Refusal(
    Conflict,
    "too_many_series",
    "You can have at most {limit} series with dates to come; cancel one first.",
    remedy="Show the series; one of them has to be cancelled or over first.",
    limit=int,
)
