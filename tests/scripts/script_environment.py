"""The environment that a script under test is given."""

import os
from pathlib import Path

from services import ROOT


def environment(run_folder: Path, **changes: str) -> dict[str, str]:
    """Ours, without what a platform or another test may have set."""
    known = {line.split("=")[0] for line in (ROOT / ".env.development").read_text().splitlines()}
    inherited = {name: value for name, value in os.environ.items() if name not in known | {"PORT_OFFSET"}}
    return {**inherited, "SERVEASE_RUN_DIR": str(run_folder), "SERVEASE_RUNTIME": "native", **changes}
