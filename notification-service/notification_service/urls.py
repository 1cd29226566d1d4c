from django.urls import include, path

from chassis.urls import handler400, handler403, handler404, handler500, platform_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *platform_urls,
    path("api/v1/notifications/", include("contacts.urls")),
    path("api/v1/notifications/", include("texts.urls")),
    path("api/v1/notifications/stream/", include("live.urls")),
    path("api/v1/notifications/", include("preferences.urls")),
    path("api/v1/notifications/", include("deliveries.urls")),
    path("api/v1/notifications/", include("deliveries.mail_urls")),
    path("api/v1/notifications/", include("notifications.urls")),
    path("api/v1/notifications/", include("devices.urls")),
    path("api/v1/notifications/", include("broadcasts.urls")),
    path("api/v1/notifications/", include("webhooks.urls")),
]
