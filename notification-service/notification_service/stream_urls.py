"""What `servease stream` answers: its health, and the stream. All else is at the service's own port."""

from django.urls import path

from chassis.health import live, ready
from live.views import StreamView

urlpatterns = [
    path("health/", ready),
    path("health/live/", live),
    path("health/ready/", ready),
    path("api/v1/notifications/stream/", StreamView.as_view()),
]
