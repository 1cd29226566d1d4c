"""What estimates are refused with."""

from uuid import UUID

from chassis.errors import Conflict, Forbidden, Gone, InvalidField, Refusal

ESTIMATE_CLOSED = Refusal(
    Conflict,
    "estimate_closed",
    "The estimate of a project that is {project_status} cannot be changed.",
    remedy="Begin it (POST estimate/) while the project is approved or authorised, or add when work goes on.",
    project_status=str,
)
NOTHING_TO_SEND = Refusal(
    Conflict,
    "estimate_empty",
    "An estimate without lines cannot be sent.",
    remedy="Add a job with lines first.",
)
ESTIMATE_CHANGED = Refusal(
    Conflict,
    "estimate_changed",
    "The estimate has changed since it was read.",
    remedy="Read it again; while `sent_revision` is lower than `revision`, wait until it is sent again.",
    revision=int,
    sent_revision=int | None,
)
ALREADY_DECIDED = Refusal(
    Conflict,
    "already_decided",
    "This line is {decision} already, and work on it has begun.",
    remedy="Ask the workshop; what is begun cannot be taken back here.",
    decision=str,
)
DECIDES_FOR_OTHERS = Refusal(
    Forbidden,
    "permission_denied",
    "Noting what a customer decided needs the permission assign_work.",
    remedy="Have it noted by somebody who may assign work, or let the customer decide.",
)
TOO_MANY_LINES = Refusal(
    Conflict,
    "too_many_lines",
    "An estimate has at most {limit} lines.",
    remedy="Put lines together, or open a second project.",
    limit=int,
)
LINK_OVER = Refusal(
    Gone,
    "link_over",
    "This link leads nowhere any more.",
    remedy="Ask the workshop for another.",
)
TAX_RATE_TAKEN = Refusal(
    Conflict,
    "tax_rate_taken",
    "There is a tax rate {code} from this date on already.",
    remedy="Change that one.",
)
WORK_BEGUN = Refusal(
    Conflict,
    "work_begun",
    "Work on this line has begun.",
    remedy="Leave the line, and add another for what is more.",
)

CATALOGUE_CODE_TAKEN = Refusal(
    Conflict,
    "catalogue_code_taken",
    "There is a job {code} in the catalogue already.",
    remedy="Change that one, or choose another code.",
)
DEFERRED_NO_MORE = Refusal(
    Conflict,
    "deferred_no_more",
    "This work is on the estimate of a later project already.",
    remedy="Read what is deferred again, and leave out `line_ids`.",
    line_ids=list[UUID],
)

# Of fields
NOT_ON_SALE = Refusal(InvalidField, "unknown", "There is no job {code} in the catalogue.")
NOT_DEFERRED = Refusal(InvalidField, "unknown", "No work {line_id} of this vehicle was deferred.")
TITLE_REQUIRED = Refusal(InvalidField, "required", "Give a title, or a job of the catalogue.")
NO_SUCH_TAX_RATE = Refusal(InvalidField, "unknown", "There is no tax rate {code} today.")
TOO_EXPENSIVE = Refusal(InvalidField, "max_value", "That is more than can be kept.")
OTHER_CURRENCY = Refusal(InvalidField, "invalid", "This estimate is in {currency}.")
NOTE_REQUIRED = Refusal(InvalidField, "required", "Say how the customer agreed, such as by telephone.")
MINUTES_REQUIRED = Refusal(InvalidField, "required", "Say how many minutes the labour is planned to take.")
MINUTES_OF_LABOUR = Refusal(InvalidField, "invalid", "Only labour is planned in minutes.")
