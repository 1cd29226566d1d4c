"""What service plans and reminders are refused with."""

from uuid import UUID

from chassis.errors import Conflict, InvalidField, Refusal, Unprocessable

PLAN_NAME_TAKEN = Refusal(
    Conflict,
    "plan_name_taken",
    "There is a service plan {name} already; one plan per name.",
    remedy="Change that one, or choose another name.",
)
REMINDER_EXISTS = Refusal(
    Conflict,
    "reminder_exists",
    "The vehicle has a reminder of this plan already; one reminder per plan.",
    remedy="Change that one.",
)
DONE_AHEAD = Refusal(
    Unprocessable,
    "done_ahead",
    "The vehicle has come {distance_km} km; nothing can have been done later.",
    remedy="Give the distance then, or note a reading of the odometer first.",
    distance_km=int,
)
FOLLOWS_DOCUMENT = Refusal(
    Conflict,
    "follows_document",
    "This reminder follows a document.",
    remedy="Change or remove the document, `document_id`.",
    document_id=UUID,
)

# Of fields
NO_SUCH_SERVICE = Refusal(InvalidField, "unknown", "There is no such service.")
NO_SUCH_PLAN = Refusal(InvalidField, "unknown", "There is no such service plan.")
PLAN_INACTIVE = Refusal(InvalidField, "inactive", "The plan {name} is not offered any more.")
INTERVAL_REQUIRED = Refusal(
    InvalidField, "required", "Say after how many kilometres or months it is due; or give both."
)
PLAN_OR_OWN = Refusal(InvalidField, "plan_or_own", "Give either a plan, or a title, a service and how often.")
OWN_REQUIRED = Refusal(InvalidField, "required", "Give this, or a plan.")
DONE_IN_FUTURE = Refusal(InvalidField, "in_future", "This must not be in the future.")
