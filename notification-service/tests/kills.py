"""Processes that are killed in the middle of what they do."""

import os
import signal
import sys

from django.db import connection


def killed_at(line, watched, work):
    """Do it in a process that kills itself at the n-th line that it reaches of the `watched` files.

    Whether it got that far.
    """
    connection.close()
    process = os.fork()
    if process == 0:
        reached = 0

        def watch(frame, happening, _):
            nonlocal reached
            if frame.f_code.co_filename not in watched:
                return None
            reached += happening == "line"
            if reached == line:
                os.kill(os.getpid(), signal.SIGKILL)
            return watch

        sys.settrace(watch)
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])
