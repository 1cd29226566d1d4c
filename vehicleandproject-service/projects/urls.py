from django.urls import path

from chassis.permissions import SignedIn, Staff
from projects import views

urlpatterns = [
    path("", views.ProjectsView.as_view()),
    path("<uuid:project_id>/", views.ProjectView.as_view()),
    path("<uuid:project_id>/timeline/", views.TimelineView.as_view()),
    path("<uuid:project_id>/tasks/", views.TasksView.as_view()),
    path("<uuid:project_id>/tasks/<uuid:task_id>/", views.TaskView.as_view()),
    path("<uuid:project_id>/comments/", views.CommentsView.as_view()),
    *(
        path(f"<uuid:project_id>/{verb}/", views.moving(verb, summary, who).as_view())
        for verb, who, summary in (
            ("approve", Staff, "Take a requested project on."),
            ("reject", Staff, "Turn a requested project down."),
            ("start", Staff, "Begin the work; the first task that is started does so by itself."),
            ("hold", Staff, "Pause the work."),
            ("resume", Staff, "Go on with the work."),
            ("submit-for-quality-check", Staff, "Hand the finished work to whoever checks it."),
            ("pass-quality-check", Staff, "Find the work good: the vehicle is ready."),
            ("fail-quality-check", Staff, "Find the work wanting: it goes on."),
            ("deliver", Staff, "Hand the vehicle over."),
            ("close", Staff, "End a project that is delivered."),
            ("cancel", SignedIn, "Give a project up; a customer may as long as it is requested."),
        )
    ),
]
