from django.urls import include, path

from appointments.vehicle_views import VehicleForServicesView
from chassis.files.views import FileView
from chassis.urls import handler400, handler403, handler404, handler500, platform_urls
from resources.logo_views import LogoForServicesView

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
    path(
        "api/v1/appointments/files/<str:link>/",
        FileView.as_view(names={"GET": "readLogoFile"}),
        name="file",
    ),
    path("internal/vehicles/<uuid:vehicle_id>/", VehicleForServicesView.as_view()),
    path("internal/locations/<uuid:location_id>/logo/", LogoForServicesView.as_view()),
]
