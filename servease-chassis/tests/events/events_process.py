"""The events process of a small service, as tests start and kill it: `python events_process.py`."""

import json
import os

import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    SERVICE_NAME="workshop-service",
    USE_TZ=True,
    **json.loads(os.environ["EVENTS_PROCESS_SETTINGS"]),
)
django.setup()
call_command("events")
