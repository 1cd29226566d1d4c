from django.urls import include, path

from chassis.urls import handler400, handler403, handler404, handler500, platform_urls
from customers.views import CustomerForServicesView

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *platform_urls,
    path("api/v1/customers/", include("customers.urls")),
    path("internal/customers/<uuid:customer_id>/", CustomerForServicesView.as_view()),
]
