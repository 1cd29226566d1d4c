from django.urls import path, register_converter

from employees import time_off_views, views
from employees.converters import DateConverter

register_converter(DateConverter, "date")

urlpatterns = [
    path("", views.EmployeesView.as_view()),
    path("me/", views.OwnRecordView.as_view()),
    path("time-off/", time_off_views.AllTimeOffView.as_view()),
    path("time-off/<uuid:time_off_id>/approve/", time_off_views.ApproveTimeOffView.as_view()),
    path("time-off/<uuid:time_off_id>/reject/", time_off_views.RejectTimeOffView.as_view()),
    path("time-off/<uuid:time_off_id>/cancel/", time_off_views.CancelTimeOffView.as_view()),
    path("<uuid:employee_id>/", views.EmployeeView.as_view()),
    path("<uuid:employee_id>/skills/", views.SkillsView.as_view()),
    path("<uuid:employee_id>/time-off/", time_off_views.TimeOffOfEmployeeView.as_view()),
    path("<uuid:employee_id>/working-hours/", views.WorkingHoursView.as_view()),
    path("<uuid:employee_id>/working-hours/<date:date>/", views.WorkingDayView.as_view()),
]
