"""What gunicorn is told before its workers are forked."""

import subprocess
import sys

LOADED = """
import gc
from chassis import gunicorn

gunicorn.when_ready(None)
print(gc.get_freeze_count() > 10_000, gc.get_threshold()[0])
"""


def test_what_was_loaded_is_not_looked_through_for_garbage():
    shown = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["True", "50000"]
