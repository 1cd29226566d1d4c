"""What can happen to service plans and to the reminders of a vehicle."""

from service_plans.actions.documents import follow_document
from service_plans.actions.due import announce_by_date, announce_by_distance
from service_plans.actions.holding import hold_for_reminder
from service_plans.actions.plans import add_plan, change_plan
from service_plans.actions.reminders import change_reminder, make_reminder, remove_reminder
from service_plans.actions.resetting import service_done

__all__ = [
    "add_plan",
    "announce_by_date",
    "announce_by_distance",
    "change_plan",
    "change_reminder",
    "follow_document",
    "hold_for_reminder",
    "make_reminder",
    "remove_reminder",
    "service_done",
]
