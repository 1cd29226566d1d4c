"""What can happen to an estimate: its jobs, its lines, its way to the customer and what they decide.

Every change locks the project's row first, as every change of the project does.
"""

from estimates.actions.caps import set_cap
from estimates.actions.catalogue import add_catalogue_job, change_catalogue_job
from estimates.actions.decisions import decide
from estimates.actions.deferred_work import hold_for_deferred_work, take_up
from estimates.actions.estimates import begin_estimate, change_estimate, send_estimate
from estimates.actions.guest_links import decide_as_guest, make_guest_link, opened, revoke_guest_link
from estimates.actions.jobs import add_job, change_job, remove_job
from estimates.actions.lines import add_line, change_line, remove_line
from estimates.actions.tax_rates import add_tax_rate, change_tax_rate

__all__ = [
    "add_catalogue_job",
    "add_job",
    "add_line",
    "add_tax_rate",
    "begin_estimate",
    "change_catalogue_job",
    "change_estimate",
    "change_job",
    "change_line",
    "change_tax_rate",
    "decide",
    "decide_as_guest",
    "hold_for_deferred_work",
    "make_guest_link",
    "opened",
    "remove_job",
    "remove_line",
    "revoke_guest_link",
    "send_estimate",
    "set_cap",
    "take_up",
]
