"""The events process of a small service, as tests start and kill it: `python events_process.py`.

With DIES_AT_LINE=n it kills itself at the n-th line that it reaches of what handles a batch.
"""

import json
import os
import signal
import threading

import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    SERVICE_NAME="workshop-service",
    USE_TZ=True,
    **json.loads(os.environ["EVENTS_PROCESS_SETTINGS"]),
)
django.setup()

from chassis.events import batches, consumer  # noqa: E402 - after the set-up

dies_at = int(os.environ.get("DIES_AT_LINE", "0"))
reached = set()
watched = {consumer.work_off.__code__} | {
    function.__code__ for function in vars(batches).values() if hasattr(function, "__code__")
}


def watch(frame, happening, _):
    if frame.f_code not in watched:
        return None
    reached.add((frame.f_code, frame.f_lineno))
    if len(reached) == dies_at:
        os.kill(os.getpid(), signal.SIGKILL)
    return watch


if dies_at:
    threading.settrace(watch)
call_command("events")
