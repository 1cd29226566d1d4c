"""Looking after the platform that test.sh has started; SERVEASE_RUN_DIR names it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from families import member_of, program_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run_folder() -> Path:
    return Path(os.environ["SERVEASE_RUN_DIR"])


@pytest.fixture
def process_of(run_folder: Path) -> Callable[[str], int]:
    """The id of a process, as `manage.sh status` names it; 0 while it is being started again."""

    def find(name: str) -> int:
        program, member = program_of(name)
        supervisor = [ROOT / ".run/venv/bin/supervisorctl", "-c", run_folder / "supervisord.conf"]
        found = subprocess.run([*supervisor, "pid", program], capture_output=True, text=True)
        process = int(found.stdout) if found.stdout.strip().isdigit() else 0
        return member_of(process, member) if member else process

    return find
