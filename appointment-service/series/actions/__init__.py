"""Making series, booking their dates, and changing them."""

from series.actions.booking_dates import book_what_is_due
from series.actions.changing import cancel, change
from series.actions.ending import end_of_customer, end_of_vehicle
from series.actions.making import make

__all__ = ["book_what_is_due", "cancel", "change", "end_of_customer", "end_of_vehicle", "make"]
