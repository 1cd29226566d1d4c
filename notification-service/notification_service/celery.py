"""The jobs of this service, and when they run. Start: `servease worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{__package__}.settings")

app = Celery("notification_service")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # One that was not run in time is not worth running: the next one does the same.
    "go on with broadcasts": {"task": "broadcasts.go_on", "schedule": 30, "options": {"expires": 25}},
    "send what is due": {"task": "deliveries.send_due", "schedule": 5, "options": {"expires": 4}},
    "send webhooks what is due": {"task": "webhooks.send_due", "schedule": 5, "options": {"expires": 4}},
}
