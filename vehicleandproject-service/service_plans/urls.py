from django.urls import path

from service_plans import views

urlpatterns = [
    path("service-plans/", views.ServicePlansView.as_view()),
    path("service-plans/<uuid:plan_id>/", views.ServicePlanView.as_view()),
    path("<uuid:vehicle_id>/reminders/", views.RemindersView.as_view()),
    path("<uuid:vehicle_id>/reminders/<uuid:reminder_id>/", views.ReminderView.as_view()),
    path("<uuid:vehicle_id>/reminders/<uuid:reminder_id>/hold/", views.HoldForReminderView.as_view()),
]
