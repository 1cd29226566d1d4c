from django.urls import include, path

from chassis.urls import handler400, handler403, handler404, handler500, platform_urls
from estimates.deferred_work_views import DeferredWorkOfVehicleView, HoldForDeferredWorkView
from projects.vehicle_history_views import (
    VehicleHistoryCsvView,
    VehicleHistoryPdfView,
    VehicleHistoryView,
)
from projects.views import TaskForServicesView

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *platform_urls,
    path("api/v1/vehicles/", include("vehicles.urls")),
    path("api/v1/vehicles/", include("documents.urls")),
    path("api/v1/vehicles/", include("imports.urls")),
    path("api/v1/vehicles/<uuid:vehicle_id>/history/", VehicleHistoryView.as_view()),
    path("api/v1/vehicles/", include("service_plans.urls")),
    path("api/v1/vehicles/<uuid:vehicle_id>/history.csv", VehicleHistoryCsvView.as_view()),
    path("api/v1/vehicles/<uuid:vehicle_id>/history.pdf", VehicleHistoryPdfView.as_view()),
    path("api/v1/vehicles/<uuid:vehicle_id>/deferred-work/", DeferredWorkOfVehicleView.as_view()),
    path("api/v1/vehicles/<uuid:vehicle_id>/deferred-work/hold/", HoldForDeferredWorkView.as_view()),
    path("api/v1/projects/", include("board.urls")),
    path("api/v1/projects/", include("projects.urls")),
    path("api/v1/projects/", include("attachments.urls")),
    path("api/v1/projects/", include("estimates.urls")),
    path("api/v1/projects/", include("costs.urls")),
    path("api/v1/projects/", include("billing.urls")),
    path("internal/tasks/<uuid:task_id>/", TaskForServicesView.as_view()),
]
