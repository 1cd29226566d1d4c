"""Rule: half a configuration never starts."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("zone", ["Mars/Olympus", ""])
def test_a_zone_that_does_not_exist_keeps_the_service_from_starting(zone):
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**os.environ, "WORKSHOP_TIME_ZONE": zone},
        capture_output=True,
        text=True,
    )
    assert started.returncode != 0
    assert "WORKSHOP_TIME_ZONE" in started.stderr
