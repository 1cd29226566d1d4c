"""What shellcheck does not see in scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

from services import ROOT

# `grep -q`, `head` and their like leave before the writer is done. Under pipefail that is then the pipe's
# status: a condition that holds fails, now and then.
LEAVES_EARLY = re.compile(r"\|\s*(grep\s+-\w*[qm]|head\b|sed\s+(-\w+\s+)*['\"]?[^'\"]*\bq['\"])")


def scripts_with_pipefail() -> Iterator[Path]:
    yield from (ROOT / "scripts").rglob("*.sh")
    yield from (ROOT / "deploy").rglob("*.sh")


def test_nobody_in_a_pipe_leaves_before_the_writer_is_done():
    found = {
        f"{script.relative_to(ROOT)}:{number}"
        for script in scripts_with_pipefail()
        for number, line in enumerate(script.read_text().splitlines(), 1)
        if LEAVES_EARLY.search(line)
    }
    assert found == set()
