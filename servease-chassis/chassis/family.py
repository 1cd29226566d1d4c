"""A service's web, events and worker, forked from one process that has loaded it: `servease service`.

What loading takes is then theirs together and not each one's own. The first process only looks after them: it
starts again the one that dies, passes on that they are to end, and takes them along when it is killed itself.
"""

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn

import structlog

from chassis.prctl import be_called, end_with_parent_by

log = structlog.get_logger()

Work = Callable[[], None]

ENDINGS = {signal.SIGTERM, signal.SIGINT}
WATCHED = ENDINGS | {signal.SIGCHLD}
# One that dies soon after its start tries again after a second, and after twice as long each time it does.
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
SECONDS_OF_A_SHORT_LIFE = 10
# How long the first goes on answering while the others finish.
SECONDS_FOR_THE_OTHERS = 25
HOUR = 3600


def run(work: Mapping[str, Work]) -> NoReturn:
    """Keep a process at each of these until told to end; then wait until all have, for the first one last."""
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    gc.collect()
    gc.freeze()  # looking through what they share would copy it
    due = dict.fromkeys(work, time.monotonic())
    pauses = dict.fromkeys(work, SHORTEST_PAUSE)
    children: dict[int, tuple[str, float]] = {}
    while True:
        for name in [name for name in due if due[name] <= time.monotonic()]:
            children[_fork(name, work[name])] = (name, due.pop(name))
        received = signal.sigtimedwait(WATCHED, _seconds_until(due))
        if received and received.si_signo in ENDINGS:
            _end({name: process for process, (name, _) in children.items()}, last=next(iter(work)))
            sys.exit(0)
        for process, code in _ended(children).items():
            name, started = children.pop(process)
            pause = pauses[name] if time.monotonic() - started < SECONDS_OF_A_SHORT_LIFE else 0
            pauses[name] = min(2 * pause, LONGEST_PAUSE) or SHORTEST_PAUSE
            due[name] = time.monotonic() + pause
            log.error("process ended, and is started again", process=name, code=code, seconds=pause)


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
        end_with_parent_by(signal.SIGKILL)
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


def _ended(processes: Iterable[int]) -> dict[int, int]:
    """Those that have, with how: a code, or the negative number of a signal."""
    found = {process: os.waitpid(process, os.WNOHANG) for process in processes}
    return {process: os.waitstatus_to_exitcode(status) for process, (gone, status) in found.items() if gone}


def _end(processes: Mapping[str, int], last: str) -> None:
    """End them; the last is told when the others have ended, or after a while, and goes on until then."""
    running = {process for name, process in processes.items() if name != last}
    for process in running:
        os.kill(process, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_FOR_THE_OTHERS
    while running and (rest := deadline - time.monotonic()) > 0:
        running -= _ended(running).keys()
        if running:
            signal.sigtimedwait({signal.SIGCHLD}, rest)
    if last in processes:
        os.kill(processes[last], signal.SIGTERM)
        running.add(processes[last])
    for process in running:
        os.waitpid(process, 0)
