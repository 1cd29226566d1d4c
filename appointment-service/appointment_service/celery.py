"""The jobs of this service, and when they run. Start: `servease worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{__package__}.settings")

app = Celery("appointment_service")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # One that was not run in time is not worth running: the next one does the same.
    "expire holds": {"task": "appointments.expire_holds", "schedule": 60, "options": {"expires": 50}},
    "expire bookings": {"task": "appointments.expire_bookings", "schedule": 60, "options": {"expires": 50}},
    "send reminders": {"task": "appointments.send_reminders", "schedule": 60, "options": {"expires": 50}},
    "series": {"task": "series.book_what_is_due", "schedule": 60, "options": {"expires": 50}},
    "waiting list": {"task": "waitlist.go_through", "schedule": 60, "options": {"expires": 50}},
    "lay past aside": {"task": "appointments.lay_past_aside", "schedule": 60, "options": {"expires": 50}},
}
