"""The scripts, run as an operator runs them, on run folders of the tests' own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from script_environment import environment
from services import ROOT

Finished = subprocess.CompletedProcess[str]


@pytest.fixture
def run_folder() -> Iterator[Path]:
    """A folder that only root may enter, when root runs the tests: the hardest case for PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix="servease-scripts-"))
    yield folder / "run"
    shutil.rmtree(folder)


@pytest.fixture
def script(run_folder: Path) -> Callable[..., Finished]:
    """`script("manage", "scale", "user-service", "3")`, from a folder that is not the project's."""

    def run(name: str, *arguments: str, **changes: str) -> Finished:
        return subprocess.run(
            [ROOT / "scripts" / f"{name}.sh", *arguments],
            cwd="/",
            env=environment(run_folder, **changes),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


@pytest.fixture
def library(run_folder: Path) -> Callable[..., Finished]:
    """Run bash with the scripts' functions: `library("service_port user-service", PORT_OFFSET="10000")`."""

    def run(code: str, *prefix: str, **changes: str) -> Finished:
        program = f'set -euo pipefail; . "{ROOT}/scripts/lib/load.sh"\n{code}'
        return subprocess.run(
            [*prefix, "bash", "-c", program],
            env=environment(run_folder, **changes),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


@pytest.fixture
def as_nobody() -> list[str]:
    """What makes a command run without root's rights."""
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
