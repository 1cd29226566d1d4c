from django.urls import path, register_converter

from employees import views
from employees.converters import DateConverter

register_converter(DateConverter, "date")

urlpatterns = [
    path("", views.EmployeesView.as_view()),
    path("me/", views.OwnRecordView.as_view()),
    path("<uuid:employee_id>/", views.EmployeeView.as_view()),
    path("<uuid:employee_id>/skills/", views.SkillsView.as_view()),
    path("<uuid:employee_id>/working-hours/", views.WorkingHoursView.as_view()),
    path("<uuid:employee_id>/working-hours/<date:date>/", views.WorkingDayView.as_view()),
]
