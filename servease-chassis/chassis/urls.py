"""The routes every service has beside its own, and the handlers of what no route answers.

A service's urls.py: `urlpatterns = [*platform_urls, path("api/v1/…", include("….urls"))]` and
`from chassis.urls import handler400, handler403, handler404, handler500`.
"""

from django.urls import path

from chassis.health import live, ready
from chassis.metrics import metrics

platform_urls = [
    path("health/", ready),
    path("health/live/", live),
    path("health/ready/", ready),
    path("metrics", metrics),
]

handler400 = "chassis.api.problems.bad_request"
handler403 = "chassis.api.problems.permission_denied"
handler404 = "chassis.api.problems.page_not_found"
handler500 = "chassis.api.problems.server_error"
