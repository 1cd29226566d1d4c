"""The events process of a small service, as tests start and kill it: `python events_process.py`.

With DIES=yes it works in forks of itself, for loading it takes longer than dying: each line that it is given
begins one, which kills itself one line later than the one before, of those that handle a batch.
"""

import json
import os
import signal
import sys
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
from chassis.prctl import end_with_parent_by  # noqa: E402


def begun_fork() -> int:
    """Which this is."""
    for number, _ in enumerate(sys.stdin, start=1):
        process = os.fork()
        if process == 0:
            end_with_parent_by(signal.SIGKILL)
            settings.INSTANCE += f"-{number}"
            return number
        os.waitpid(process, 0)
        sys.stdout.write(f"fork {number} has ended\n")
    sys.exit()


dies_at = begun_fork() if "DIES" in os.environ else 0
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
