"""What can happen to appointments, and to the workshop's calendar."""

from appointments.actions.assigning import assign
from appointments.actions.at_work import ProjectNews, cancel, complete, follow_project, start
from appointments.actions.availability import free_slots
from appointments.actions.booking import book, expire_bookings, reschedule
from appointments.actions.holds import expire_holds, hold, release_hold
from appointments.actions.lifecycle import change, check_in, confirm, no_show
from appointments.actions.projections import learn_technician, link_project
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
    "ProjectNews",
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
    "expire_bookings",
    "expire_holds",
    "follow_project",
    "free_slots",
    "hold",
    "learn_technician",
    "link_project",
    "no_show",
    "release_hold",
    "remove_closure",
    "replace_opening_hours",
    "reschedule",
    "start",
]
