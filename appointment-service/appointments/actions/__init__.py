"""What can happen to appointments, and to the workshop's calendar."""

from appointments.actions.assigning import assign
from appointments.actions.booking import book, expire_holds, hold, reschedule
from appointments.actions.hearing import learn_technician, link_project
from appointments.actions.lifecycle import cancel, change, check_in, complete, confirm, no_show, start
from appointments.actions.slots import free_slots
from appointments.actions.workshop import (
    add_bay,
    add_closure,
    add_service_type,
    change_bay,
    change_policy,
    change_service_type,
    remove_closure,
    replace_opening_hours,
)

__all__ = [
    "add_bay",
    "add_closure",
    "add_service_type",
    "assign",
    "book",
    "cancel",
    "change",
    "change_bay",
    "change_policy",
    "change_service_type",
    "check_in",
    "complete",
    "confirm",
    "expire_holds",
    "free_slots",
    "hold",
    "learn_technician",
    "link_project",
    "no_show",
    "remove_closure",
    "replace_opening_hours",
    "reschedule",
    "start",
]
