from django.urls import path

from projects import comeback_views, eta_views, policy_views, verb_views, views

urlpatterns = [
    path("", views.ProjectsView.as_view()),
    path("comebacks/", comeback_views.ComebacksView.as_view()),
    path("policies/", policy_views.WorkPoliciesView.as_view()),
    path("work/", views.WorkView.as_view()),
    path("<uuid:project_id>/", views.ProjectView.as_view()),
    path("<uuid:project_id>/timeline/", views.TimelineView.as_view()),
    path("<uuid:project_id>/etas/", eta_views.EtasView.as_view()),
    path("<uuid:project_id>/tasks/", views.TasksView.as_view()),
    path("<uuid:project_id>/tasks/<uuid:task_id>/", views.TaskView.as_view()),
    path("<uuid:project_id>/comments/", views.CommentsView.as_view()),
    path("<uuid:project_id>/approve/", verb_views.ApproveView.as_view()),
    path("<uuid:project_id>/reject/", verb_views.RejectView.as_view()),
    path("<uuid:project_id>/start/", verb_views.StartView.as_view()),
    path("<uuid:project_id>/hold/", verb_views.HoldView.as_view()),
    path("<uuid:project_id>/resume/", verb_views.ResumeView.as_view()),
    path("<uuid:project_id>/submit-for-quality-check/", verb_views.SubmitForQualityCheckView.as_view()),
    path("<uuid:project_id>/pass-quality-check/", verb_views.PassQualityCheckView.as_view()),
    path("<uuid:project_id>/fail-quality-check/", verb_views.FailQualityCheckView.as_view()),
    path("<uuid:project_id>/deliver/", verb_views.DeliverView.as_view()),
    path("<uuid:project_id>/close/", verb_views.CloseView.as_view()),
    path("<uuid:project_id>/cancel/", verb_views.CancelView.as_view()),
]
