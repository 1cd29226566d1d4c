"""A service's web, events and worker, forked from one process that has loaded it: `servease service`.

What loading takes is then theirs together and not each one's own. The first process only looks after them: it
starts again the one that dies, passes on that they are to end, and takes them along when it is killed itself.
"""

import ctypes
import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from typing import NoReturn

import structlog

log = structlog.get_logger()

Work = Callable[[], None]

# prctl(2)
SET_SIGNAL_OF_PARENTS_DEATH, SET_NAME = 1, 15
ENDINGS = {signal.SIGTERM, signal.SIGINT}
WATCHED = ENDINGS | {signal.SIGCHLD}
# One that cannot start tries again so often, and the others go on meanwhile.
SECONDS_BETWEEN_STARTS = 1
HOUR = 3600


def run(work: Mapping[str, Work]) -> NoReturn:
    """Keep a process at each of these until told to end; then wait until all have."""
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    gc.collect()
    gc.freeze()  # looking through what they share would copy it
    due = dict.fromkeys(work, time.monotonic())
    children: dict[int, tuple[str, float]] = {}
    while True:
        for name in [name for name in due if due[name] <= time.monotonic()]:
            children[_fork(name, work[name])] = (name, due.pop(name))
        received = signal.sigtimedwait(WATCHED, _seconds_until(due))
        if received and received.si_signo in ENDINGS:
            _end(children)
            sys.exit(0)
        for process in _ended(children):
            name, started = children.pop(process)
            log.error("process ended, and is started again", process=name)
            due[name] = max(time.monotonic(), started + SECONDS_BETWEEN_STARTS)


def be_called(name: str) -> None:
    """What this process is called in /proc, `ps -o comm` and `manage.sh status`."""
    ctypes.CDLL(None).prctl(SET_NAME, name.encode())


def _seconds_until(due: Mapping[str, float]) -> float:
    return max(0, min(due.values()) - time.monotonic()) if due else HOUR


def _fork(name: str, work: Work) -> int:
    parent = os.getpid()
    process = os.fork()
    if process == 0:
        _become(name, work, parent)
    return process


def _become(name: str, work: Work, parent: int) -> NoReturn:
    """Never returns into what the parent does. Gunicorn's workers, which it forks, end here as well."""
    code = 1
    try:
        be_called(name)
        ctypes.CDLL(None).prctl(SET_SIGNAL_OF_PARENTS_DEATH, signal.SIGKILL)
        for ending in ENDINGS:
            signal.signal(ending, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, set())
        if os.getppid() == parent:  # else it died before it could take us along
            work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _ended(processes: Mapping[int, object]) -> list[int]:
    return [process for process in processes if os.waitpid(process, os.WNOHANG)[0]]


def _end(processes: Mapping[int, object]) -> None:
    for process in processes:
        os.kill(process, signal.SIGTERM)
    for process in processes:
        os.waitpid(process, 0)
