"""The processes of supervisor's programs; a service's other roles belong to its first web program."""

from contextlib import suppress
from pathlib import Path


def family_of(process: int) -> list[int]:
    """It and all that came from it."""
    with suppress(OSError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        return [process, *(member for child in children for member in family_of(int(child)))]
    return [process]


def member_of(process: int, name: str) -> int:
    """The one of this name; 0 while there is none."""
    for member in family_of(process) if process else []:
        with suppress(OSError):
            if Path(f"/proc/{member}/comm").read_text().strip() == name:
                return member
    return 0


def program_of(process_name: str) -> tuple[str, str]:
    """Supervisor's program that a process belongs to, and its name in that family if it is not the first."""
    service, _, role = process_name.rpartition("-")
    return (f"{service}-web-1", role) if role in {"events", "worker", "stream"} else (process_name, "")
