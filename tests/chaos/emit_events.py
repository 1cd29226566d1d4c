"""`emit_events.py [PAUSE]` commits events in a service's name, in its folder and environment.

Standard input has an event a line: {"name", "subject", "data"}. When each is committed a line comes out that
says when, in seconds since 1970, and the next waits for PAUSE seconds.
"""

import json
import os
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = f"{Path.cwd().name.replace('-', '_')}.settings"
django.setup()

from django.db import transaction  # noqa: E402 - only when the settings are loaded

from chassis.events import emit  # noqa: E402

pause = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
for line in sys.stdin:
    event = json.loads(line)
    with transaction.atomic():
        emit(event["name"], subject=event["subject"], data=event["data"])
    print(time.time(), flush=True)
    time.sleep(pause)
