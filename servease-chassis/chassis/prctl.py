"""What a process tells the kernel of itself: prctl(2), which Python has no name for."""

import ctypes

SIGNAL_OF_PARENTS_DEATH, NAME = 1, 15


def be_called(name: str) -> None:
    """What this process is called in /proc, `ps -o comm` and `manage.sh status`."""
    ctypes.CDLL(None).prctl(NAME, name.encode())


def end_with_parent_by(number: int) -> None:
    """Be sent this signal when the parent dies; that it has died already getppid() tells."""
    ctypes.CDLL(None).prctl(SIGNAL_OF_PARENTS_DEATH, number)
