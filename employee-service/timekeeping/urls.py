from django.urls import path

from timekeeping import views

urlpatterns = [
    path("time-logs/", views.TimeLogsView.as_view()),
    path("time-logs/start/", views.StartTimerView.as_view()),
    path("time-logs/<uuid:time_log_id>/", views.TimeLogView.as_view()),
    path("time-logs/<uuid:time_log_id>/pause/", views.PauseTimerView.as_view()),
    path("time-logs/<uuid:time_log_id>/resume/", views.ResumeTimerView.as_view()),
    path("time-logs/<uuid:time_log_id>/stop/", views.StopTimerView.as_view()),
    path("time-logs/<uuid:time_log_id>/correct/", views.CorrectTimeLogView.as_view()),
    path("time-logs/<uuid:time_log_id>/corrections/", views.CorrectionsView.as_view()),
]
