from django.urls import path

from employees import views

urlpatterns = [
    path("", views.EmployeesView.as_view()),
    path("me/", views.OwnRecordView.as_view()),
    path("<uuid:employee_id>/", views.EmployeeView.as_view()),
    path("<uuid:employee_id>/skills/", views.SkillsView.as_view()),
    path("<uuid:employee_id>/working-hours/", views.WorkingHoursView.as_view()),
]
