"""Publish events in a service's name, as its actions do: run in its folder and environment.

Standard input has an event a line: {"name", "subject", "data"}. Each line that comes out names the subject of
one more that is committed.
"""

import json
import os
import sys
from pathlib import Path

import django

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = f"{Path.cwd().name.replace('-', '_')}.settings"
django.setup()

from django.db import transaction  # noqa: E402 - only when the settings are loaded

from chassis.events import emit  # noqa: E402

for line in sys.stdin:
    event = json.loads(line)
    with transaction.atomic():
        emit(event["name"], subject=event["subject"], data=event["data"])
    print(event["subject"], flush=True)
