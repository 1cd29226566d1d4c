"""The processes behind the gateway, where the platform runs natively: to stop a service and to read logs."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from families import family_of, member_of, program_of
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class PlatformProcesses:
    folder: Path
    gateway: str

    @classmethod
    def behind(cls, gateway: str) -> "PlatformProcesses":
        folder = Path(os.environ.get("SERVEASE_RUN_DIR", ""))
        if not (folder / "supervisord.conf").is_file():
            pytest.skip("This platform runs in containers; its processes are not ours to stop.")
        return cls(folder.resolve(), gateway)

    @contextmanager
    def without(self, part: str) -> Iterator[None]:
        """No process of a service, or not this store, runs inside the block; afterwards they all do again."""
        stopped = self._programs(part)
        self._supervisor("stop", *stopped)
        try:
            yield
        finally:
            self._supervisor("start", *stopped)
            self.wait_until_whole()

    def kill(self, part: str) -> None:
        """Kill every process of a part outright (-9), the workers too; all are started again."""
        for victim in self._processes_of(part):
            os.kill(victim, signal.SIGKILL)

    @contextmanager
    def hanging(self, part: str) -> Iterator[None]:
        """Every process of a part stands still inside the block: it takes connections and answers nobody."""
        held = self._processes_of(part)
        for process in held:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in held:
                os.kill(process, signal.SIGCONT)
            self.wait_until_whole()

    def process_of(self, part: str) -> int:
        """The first of a part's processes."""
        return self._processes_of(part)[0]

    def _processes_of(self, part: str) -> list[int]:
        """Of `<service>-events`, `-worker`, `-stream` the one; of others the families of all programs."""
        program, member = program_of(part)
        if member:
            return [self._present(part, lambda: member_of(self._process_of(program), member))]
        return [
            process for program in self._programs(part) for process in family_of(self._process_of(program))
        ]

    def _process_of(self, program: str) -> int:
        """Its process id, which supervisor gives as 0 between an end and the next start."""
        return self._present(program, lambda: int(self._supervisor("pid", program)))

    def _present(self, name: str, find: Callable[[], int]) -> int:
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while (process := find()) == 0:
            assert time.monotonic() < deadline, f"{name} is not started again."
            time.sleep(SECONDS_BETWEEN_LOOKS)
        return process

    def begin_job(self, service: str, task: str) -> subprocess.Popen[bytes]:
        """Let a service's worker do now what it does by the clock. It is there when the process has ended."""
        command = ["celery", "-A", service.replace("-", "_"), "--quiet", "call", task]
        return subprocess.Popen(
            [ROOT / "deploy/native/process.sh", service, "--", *command],
            env={**os.environ, "SERVEASE_RUN_DIR": str(self.folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # of a broker that is just being killed
        )

    @contextmanager
    def begun(self, service: str, *command: str) -> Iterator[subprocess.Popen[str]]:
        """A program in a service's folder and environment, which has ended after the block."""
        process = subprocess.Popen(
            [ROOT / "deploy/native/process.sh", service, "--", *command],
            env={**os.environ, "SERVEASE_RUN_DIR": str(self.folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            yield process

    @contextmanager
    def with_settings(self, service: str, settings: Mapping[str, str]) -> Iterator[None]:
        """A service runs with other settings inside the block."""
        file = self.folder / "services" / f"{service}.env"
        before = file.read_text()
        try:
            with self.without(f"{service}-web"):
                file.write_text(before + "".join(f"{name}={value}\n" for name, value in settings.items()))
            yield
        finally:
            with self.without(f"{service}-web"):
                file.write_text(before)

    def wait_until_whole(self) -> None:
        """Until no service lacks anything; one that is degraded is of use, but not whole."""
        self.wait_until_all_are("ready")
        self._present("gateway", lambda: int(state_of(f"{self.gateway}/health/services") == "ready"))

    def wait_until_all_are(self, state: str) -> None:
        """By the services' own word: the gateway remembers theirs for a second."""
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while set((found := self._states()).values()) != {state}:
            assert time.monotonic() < deadline, found
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _states(self) -> dict[str, str]:
        return {file.stem: state_at(port_in(file)) for file in (self.folder / "services").glob("*.env")}

    def log_lines(self, request_id: str) -> list[dict]:
        """What all services wrote about one request."""
        command = [ROOT / "scripts/manage.sh", "logs", "--request", request_id]
        shown = subprocess.run(command, capture_output=True, text=True, check=False)
        return [json.loads(line) for line in shown.stdout.splitlines() if line.startswith("{")]

    def _programs(self, part: str) -> list[str]:
        programs = [line.split()[0] for line in self._supervisor("status").splitlines()]
        return [program for program in programs if program.startswith(part)]

    def _supervisor(self, *command: str) -> str:
        program = [sys.executable, "-m", "supervisor.supervisorctl", "-c", self.folder / "supervisord.conf"]
        # Its status is not 0 either when a program is stopped on purpose.
        return subprocess.run([*program, *command], capture_output=True, text=True, check=False).stdout


def port_in(environment: Path) -> str:
    return next(line for line in environment.read_text().splitlines() if line.startswith("PORT="))[5:]


def state_at(port: str) -> str:
    return state_of(f"http://127.0.0.1:{port}/health/ready/")


def state_of(address: str) -> str:
    try:
        answer = requests.get(address, timeout=60)
    except requests.RequestException:
        return "unreachable"
    return answer.json()["status"] if answer.status_code == 200 else "not_ready"


def restarted(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """Whose process is another one, of those that all run again."""
    assert 0 not in after.values()
    return {program for program in before if before[program] != after[program]}
