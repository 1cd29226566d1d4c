"""What of a platform is still there, by the kernel's word alone."""

import os
from collections.abc import Iterator
from pathlib import Path


def processes_of(run_folder: Path) -> list[str]:
    """All that have to do with a run folder, whoever their parent is now.

    Known by environment, command line, folder and open files, be these removed meanwhile.
    """
    return [
        f"{process.name} {command_line(process)}"
        for process in Path("/proc").glob("[0-9]*")
        if int(process.name) != os.getpid() and any(str(run_folder) in trace for trace in traces(process))
    ]


def command_line(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def traces(process: Path) -> Iterator[str]:
    yield command_line(process)
    try:
        yield (process / "environ").read_text(errors="replace")
        for link in (process / "cwd", *(process / "fd").iterdir()):
            yield str(link.readlink())
    except OSError:  # it has just ended, or it is a zombie and holds nothing
        return
