"""A platform that a test may break: a run folder and ports that nobody else has."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import requests
from families import member_of, program_of
from leftover_processes import processes_of
from terminal import interrupted

ROOT = Path(__file__).parents[2]
PORT_OFFSET = 15000
GATEWAY = f"http://127.0.0.1:{8080 + PORT_OFFSET}"
Finished = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class OwnPlatform:
    folder: Path

    @classmethod
    def begun(cls) -> "OwnPlatform":
        parent = Path(tempfile.mkdtemp(prefix="servease-drill-"))
        parent.chmod(0o755)  # PostgreSQL's user comes in, so that all of the platform is in this one folder
        return cls(parent / "run")

    def ended(self) -> None:
        removed = self.run("manage", "cleanup", "--data", "--yes")
        shutil.rmtree(self.folder.parent)
        assert removed.returncode == 0, removed.stderr

    def run(self, script: str, *arguments: str) -> Finished:
        return subprocess.run(
            [*self._command(script), *arguments],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=600,
        )

    def start_interrupted_after(self, seconds: float) -> tuple[int, str]:
        return interrupted(self._command("start"), self._environment, after=seconds)

    def is_well(self) -> bool:
        with suppress(requests.ConnectionError):
            return requests.get(f"{GATEWAY}/health/services", timeout=60).status_code == 200
        return False

    def process_of(self, name: str) -> int:
        """Supervisor's own, or one that `manage.sh status` names so."""
        if name == "supervisor":
            return int((self.folder / "supervisord.pid").read_text())
        program, member = program_of(name)
        control = [ROOT / ".run/venv/bin/supervisorctl", "-c", self.folder / "supervisord.conf"]
        process = int(subprocess.run([*control, "pid", program], capture_output=True, text=True).stdout)
        return member_of(process, member) if member else process

    def kill(self, name: str) -> None:
        process = self.process_of(name)
        assert process > 0, f"{name} does not run."
        os.kill(process, signal.SIGKILL)

    def processes(self) -> list[str]:
        return processes_of(self.folder)

    def locks_held(self) -> list[str]:
        locks = self.folder.glob("*.lock")
        return [
            lock.name for lock in locks if subprocess.run(["flock", "--nonblock", lock, "true"]).returncode
        ]

    @property
    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "SERVEASE_RUN_DIR": str(self.folder),
            "SERVEASE_RUNTIME": "native",
            "SERVEASE_POSTGRES_OPTIONS": "-c fsync=off",
            "PORT_OFFSET": str(PORT_OFFSET),
            "RATE_LIMIT_AUTH": "1000r/s",
            "REQUESTS_PER_MINUTE": "1000000",
        }

    @staticmethod
    def _command(script: str) -> list[str]:
        return [str(ROOT / "scripts" / f"{script}.sh")]
