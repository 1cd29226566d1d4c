from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsService, IsSignedIn, IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from projects import actions
from projects.errors import (
    ESTIMATE_NEEDED,
    NO_MORE_PLANS,
    NOT_A_PLANNER,
    NOT_ASSIGNED,
    NOT_AUTHORISED,
    NOT_OPEN_FOR_WORK,
    PROJECT_OVER,
)
from projects.models import Comment, Project, ProjectTransition, Task
from projects.permissions import (
    all_tasks,
    comments_visible_to,
    projects_shown_to,
    tasks_for_services,
    tasks_visible_to,
    timeline_visible_to,
)
from projects.serializers import (
    AddCommentSerializer,
    AddTaskSerializer,
    ChangeProjectSerializer,
    ChangeTaskSerializer,
    CommentSerializer,
    CreateProjectSerializer,
    ProjectFilters,
    ProjectSerializer,
    ProjectTransitionSerializer,
    TaskFilters,
    TaskForServicesSerializer,
    TaskForStaffSerializer,
    TaskSerializer,
)

# Rule: how long the work took is the workshop's own affair; a customer reads what is done and how far it is.
TASKS = {IsStaff: TaskForStaffSerializer, IsSignedIn: TaskSerializer}


class ProjectsView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"POST": "createProject"}

    @listing(
        response=ProjectSerializer,
        filters=ProjectFilters,
        ordering={"created_at": "id", "updated_at": "updated_at", "title": "title"},
        search=("title", "concern"),
        keeps_sql=True,
    )
    def get(self, request: Request) -> QuerySet[Project]:
        """List the projects you may see."""
        return projects_shown_to(request.user)

    @operation(request=CreateProjectSerializer, response=ProjectSerializer, status=201, idempotent=True)
    def post(self, request: Request, data: dict) -> Project:
        """Ask for work on your vehicle; staff take it on at once, for any."""
        return actions.create_project(request.user, data, store_reply=self.store_reply)


class ProjectView(View):
    access = {"GET": IsSignedIn, "PATCH": IsStaff}

    @operation(response=ProjectSerializer, keeps_sql=True)
    def get(self, request: Request, project_id: UUID) -> QuerySet[Project]:
        """Read a project."""
        return projects_shown_to(request.user).filter(pk=project_id)

    @operation(request=ChangeProjectSerializer, response=ProjectSerializer, refuses=[PROJECT_OVER])
    def patch(self, request: Request, data: dict, project_id: UUID) -> Project:
        """Reword a project."""
        return actions.change_project(
            request.user, project_id, data, check_precondition=self.check_precondition
        )


class TimelineView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "listProjectTimeline"}

    @listing(response=ProjectTransitionSerializer, default_ordering="id")
    def get(self, request: Request, project_id: UUID) -> QuerySet[ProjectTransition]:
        """Read how a project came to where it is, oldest first."""
        return timeline_visible_to(request.user, project_id)


class TasksView(View):
    access = {"GET": IsSignedIn, "POST": May(Permission.ASSIGN_WORK)}

    @listing(response=TASKS, default_ordering="position")
    def get(self, request: Request, project_id: UUID) -> QuerySet[Task]:
        """List a project's tasks, in their order."""
        return tasks_visible_to(request.user, project_id)

    @operation(
        request=AddTaskSerializer,
        response=TaskForStaffSerializer,
        status=201,
        idempotent=True,
        refuses=[PROJECT_OVER, NO_MORE_PLANS, ESTIMATE_NEEDED],
        upstreams=["employee-service"],
    )
    def post(self, request: Request, data: dict, project_id: UUID) -> Task:
        """Plan a task, and say who does it.

        Refused with `project_not_open` (409) once the work is handed to its check, and with `estimate_needed`
        (409) where small work that goes on without an estimate would become more than small.
        """
        return actions.add_task(request.user, project_id, data, store_reply=self.store_reply)


class WorkView(View):
    access = {"GET": IsStaff}

    @listing(response=TaskForStaffSerializer, filters=TaskFilters)
    def get(self, request: Request) -> QuerySet[Task]:
        """List the tasks of all projects.

        What those who left have still to do is `?open=true&assignee_left=true`.
        """
        return all_tasks()


class TaskView(View):
    access = {"GET": IsSignedIn, "PATCH": IsStaff}

    @operation(response=TASKS)
    def get(self, request: Request, project_id: UUID, task_id: UUID) -> QuerySet[Task]:
        """Read a task."""
        return tasks_visible_to(request.user, project_id).filter(pk=task_id)

    @operation(
        request=ChangeTaskSerializer,
        response=TaskForStaffSerializer,
        refuses=[
            NOT_ASSIGNED,
            NOT_A_PLANNER,
            PROJECT_OVER,
            NO_MORE_PLANS,
            NOT_OPEN_FOR_WORK,
            ESTIMATE_NEEDED,
            NOT_AUTHORISED,
        ],
        upstreams=["employee-service"],
    )
    def patch(self, request: Request, data: dict, project_id: UUID, task_id: UUID) -> Task:
        """Change a task, or say how far it is.

        Whoever has it changes its status between `todo`, `in_progress` and `done`; all else needs the
        permission `assign_work`.
        """
        return actions.change_task(
            request.user, project_id, task_id, data, check_precondition=self.check_precondition
        )


class TaskForServicesView(View):
    access = {"GET": IsService("employee-service")}

    @operation(response=TaskForServicesSerializer)
    def get(self, request: Request, task_id: UUID) -> QuerySet[Task]:
        """Read what a time log needs to know of a task."""
        return tasks_for_services().filter(pk=task_id)


class CommentsView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}

    @listing(response=CommentSerializer)
    def get(self, request: Request, project_id: UUID) -> QuerySet[Comment]:
        """List a project's comments; a customer never sees internal ones."""
        return comments_visible_to(request.user, project_id)

    @operation(request=AddCommentSerializer, response=CommentSerializer, status=201, idempotent=True)
    def post(self, request: Request, data: dict, project_id: UUID) -> Comment:
        """Comment on a project."""
        return actions.add_comment(request.user, project_id, data, store_reply=self.store_reply)
