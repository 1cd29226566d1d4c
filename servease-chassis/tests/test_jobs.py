"""Rule: what is due by the clock is done, by one process that ends when it is told to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = """
import os, sys
from pathlib import Path
from celery import Celery
from chassis import jobs

app = Celery("sample", broker="memory://")
app.conf.beat_schedule = {"tick": {"task": "tick", "schedule": 0.2}}

@app.task(name="tick", ignore_result=True)
def tick():
    with Path(sys.argv[1]).open("a") as ticks:
        ticks.write(f"{os.getpid()}\\n")

jobs.work(app)
"""


def test_the_schedule_runs_in_the_worker_itself(tmp_path):
    ticks = tmp_path / "ticks"
    worker = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, ticks], env=os.environ | {"STATE_DIR": str(tmp_path)}
    )
    try:
        deadline = time.monotonic() + 60
        while not ticks.exists() or len(ticks.read_text().split()) < 3:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert not Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    finally:
        worker.kill()
        worker.wait()
    assert set(ticks.read_text().split()) == {str(worker.pid)}


def test_a_worker_whose_schedule_fails_ends(tmp_path):
    # The settings would make the folder.
    without_settings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    worker = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, tmp_path / "ticks"],
        env=without_settings | {"STATE_DIR": str(tmp_path / "missing")},
    )
    try:
        assert worker.wait(60) == 1
    finally:
        worker.kill()
        worker.wait()
