"""What can happen to a project, its tasks and its comments.

Every change locks the project's row first, so that its status and progress follow from what is stored.
"""

from projects.actions.clock import work_started
from projects.actions.comments import add_comment, take_reply
from projects.actions.etas import say_when
from projects.actions.lifecycle import move_project
from projects.actions.opening import change_project, create_project, open_work_order
from projects.actions.past import enter_past_service
from projects.actions.policies import change_policy
from projects.actions.projections import follow_stays, learn_assignee, reword_concern
from projects.actions.tasks import add_task, change_task
from projects.actions.times import keep_who_worked, take_out_of_what_was_carried, time_logged

__all__ = [
    "add_comment",
    "add_task",
    "change_policy",
    "change_project",
    "change_task",
    "create_project",
    "enter_past_service",
    "follow_stays",
    "keep_who_worked",
    "learn_assignee",
    "move_project",
    "open_work_order",
    "reword_concern",
    "say_when",
    "take_out_of_what_was_carried",
    "take_reply",
    "time_logged",
    "work_started",
]
