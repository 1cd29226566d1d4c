from django.urls import include, path

from chassis.urls import handler400, handler403, handler404, handler500, platform_urls
from employees.views import EmployeeForServicesView

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *platform_urls,
    path("api/v1/employees/", include("timekeeping.urls")),
    path("api/v1/employees/", include("employees.urls")),
    path("internal/employees/<uuid:employee_id>/", EmployeeForServicesView.as_view()),
]
