"""What can happen to appointments, and what closures and exceptional days do to them."""

from appointments.actions.accepting import accept
from appointments.actions.assigning import assign
from appointments.actions.at_work import ProjectNews, cancel, complete, follow_project, link_project, start
from appointments.actions.attention import lay_past_aside
from appointments.actions.availability import free_slots
from appointments.actions.blocking import add_block, remove_block
from appointments.actions.booking import book, book_for, expire_bookings, reschedule
from appointments.actions.closures import add_closure, remove_closure
from appointments.actions.deposits import receive_deposit
from appointments.actions.exceptional_days import opening_day, remove_opening_day, replace_opening_day
from appointments.actions.extending import extend
from appointments.actions.holds import expire_holds, hold, release_hold
from appointments.actions.lending import lend_until, take_back
from appointments.actions.lifecycle import cancel_before_arrival, change, check_in, confirm, no_show
from appointments.actions.moving import move_bookings
from appointments.actions.owners import learn_vehicle
from appointments.actions.public_holidays import proposed_holidays, take_over_holidays
from appointments.actions.reminding import send_reminders

__all__ = [
    "ProjectNews",
    "accept",
    "add_block",
    "add_closure",
    "assign",
    "book",
    "book_for",
    "cancel",
    "cancel_before_arrival",
    "change",
    "check_in",
    "complete",
    "confirm",
    "expire_bookings",
    "expire_holds",
    "extend",
    "follow_project",
    "free_slots",
    "hold",
    "lay_past_aside",
    "learn_vehicle",
    "lend_until",
    "link_project",
    "move_bookings",
    "no_show",
    "opening_day",
    "proposed_holidays",
    "receive_deposit",
    "release_hold",
    "remove_block",
    "remove_closure",
    "remove_opening_day",
    "replace_opening_day",
    "reschedule",
    "send_reminders",
    "start",
    "take_back",
    "take_over_holidays",
]
