from django.urls import include, path

from appointments.vehicle_views import VehicleForServicesView
from chassis.urls import handler400, handler403, handler404, handler500, platform_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *platform_urls,
    path("api/v1/appointments/", include("resources.urls")),
    path("api/v1/appointments/", include("appointments.urls")),
    path("api/v1/appointments/", include("rota.urls")),
    path("api/v1/appointments/", include("figures.urls")),
    path("api/v1/appointments/", include("series.urls")),
    path("api/v1/appointments/", include("waitlist.urls")),
    path("api/v1/appointments/", include("feeds.urls")),
    path("internal/vehicles/<uuid:vehicle_id>/", VehicleForServicesView.as_view()),
]
