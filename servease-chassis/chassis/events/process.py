"""The process `manage.py events`: a relay, and a consumer for each stream this service reads."""

import signal
from functools import partial
from threading import Event as Signal
from threading import Thread

import structlog

from chassis.events.consumer import consume
from chassis.events.registry import streams
from chassis.events.relay import relay
from chassis.events.supervision import keep_running
from chassis.hourly import work_through
from chassis.retention import purge

log = structlog.get_logger()

ENDINGS = {signal.SIGTERM, signal.SIGINT}
HOUR = 3600
# Soon after the start, or a process that is restarted every half hour would never purge.
FIRST_PURGE_SECONDS = 60
GRACE_SECONDS = 20


def run() -> None:
    """Work until told to end; then finish the events in hand and leave the rest to the next start."""
    # Blocked here and in every thread, so that only the wait below receives them.
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    stop = Signal()
    work = {"relay": relay} | {stream: partial(consume, stream) for stream in streams()}
    threads = [
        Thread(target=keep_running, args=(name, work[name], stop), name=name, daemon=True) for name in work
    ]
    for thread in threads:
        thread.start()
    log.info("events started", workers=list(work))
    wait = FIRST_PURGE_SECONDS
    while signal.sigtimedwait(ENDINGS, wait) is None:
        purge()
        work_through()
        wait = HOUR
    stop.set()
    for thread in threads:
        thread.join(GRACE_SECONDS)
    log.info("events stopped")
