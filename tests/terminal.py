"""A script at a terminal, and somebody who presses Ctrl-C."""

import os
import pty
import select
import signal
import time
from contextlib import suppress

CONTROL_C = b"\x03"
LONGEST_SECONDS = 300


def interrupted(
    program: list[str], environment: dict[str, str], at: str = "", after: float = 0
) -> tuple[int, str]:
    """Run a program in a terminal and press Ctrl-C some seconds after it has shown `at`.

    Its exit status, and what it showed until the last process let go of the terminal.
    """
    process, terminal = pty.fork()
    if process == 0:
        # Who runs the tests in the background has them ignore it, and bash then ignores it for good.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execve(program[0], program, environment)
    shown = read(terminal, LONGEST_SECONDS, until=at)
    shown += read(terminal, after)
    with suppress(OSError):  # it may have ended
        os.write(terminal, CONTROL_C)
    shown += read(terminal, LONGEST_SECONDS)
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), shown


def shown_at_a_terminal(program: list[str], environment: dict[str, str]) -> str:
    """What a program shows whose output is a terminal, with the line ends of a file."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(program[0], program, environment)
    shown = read(terminal, LONGEST_SECONDS)
    os.close(terminal)
    os.waitpid(process, 0)
    return shown.replace("\r\n", "\n")


def read(terminal: int, seconds: float, until: str | None = None) -> str:
    """What is shown until some words are, the time is over, or nobody is left at the other end."""
    shown, deadline = "", time.monotonic() + seconds
    while until is None or until not in shown:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            break
        try:
            shown += os.read(terminal, 4096).decode(errors="replace")
        except OSError:
            break
    return shown
