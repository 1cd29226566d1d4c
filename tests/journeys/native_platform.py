"""The processes behind the gateway, where the platform runs natively: to stop a service and to read logs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class NativePlatform:
    folder: Path

    @classmethod
    def running(cls) -> "NativePlatform":
        folder = Path(os.environ.get("SERVEASE_RUN_DIR", ""))
        if not (folder / "supervisord.conf").is_file():
            pytest.skip("This platform runs in containers; its processes are not ours to stop.")
        return cls(folder.resolve())

    @contextmanager
    def without(self, service: str) -> Iterator[None]:
        """No process of a service runs inside this block; afterwards they all do again."""
        programs = [line.split()[0] for line in self._supervisor("status").splitlines()]
        stopped = [program for program in programs if program.startswith(f"{service}-")]
        self._supervisor("stop", *stopped)
        try:
            yield
        finally:
            self._supervisor("start", *stopped)

    def log_lines(self, request_id: str) -> list[dict]:
        """What all services wrote about one request."""
        command = [ROOT / "scripts/manage.sh", "logs", "--request", request_id]
        shown = subprocess.run(command, capture_output=True, text=True, check=False)
        return [json.loads(line) for line in shown.stdout.splitlines() if line.startswith("{")]

    def _supervisor(self, *command: str) -> str:
        program = [sys.executable, "-m", "supervisor.supervisorctl", "-c", self.folder / "supervisord.conf"]
        # Its status is not 0 either when a program is stopped on purpose.
        return subprocess.run([*program, *command], capture_output=True, text=True, check=False).stdout
