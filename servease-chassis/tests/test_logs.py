"""Where log lines go."""

import json
import os
import subprocess
import sys
from contextlib import suppress

import pytest

from chassis.logs import Lines


@pytest.fixture
def pipe_without_a_reader():
    reader, writer = os.pipe()
    os.close(reader)
    pipe = os.fdopen(writer, "w")
    yield pipe
    with suppress(BrokenPipeError):
        pipe.close()


def test_a_line_that_nobody_reads_any_more_fails_no_request(pipe_without_a_reader):
    Lines(pipe_without_a_reader).info("request")


IN_DEBUG = """
import logging
import django
from django.conf import settings
from chassis import logs
settings.configure(DEBUG=True, LOGGING=logs.configuration("sample-service", "sample-service-1", "INFO"))
django.setup()
logging.getLogger("django.security").warning("This is odd.")
"""


def test_what_django_warns_of_in_debug_is_one_line_of_json():
    shown = subprocess.run([sys.executable, "-c", IN_DEBUG], capture_output=True, text=True, check=True)
    assert [json.loads(line)["event"] for line in shown.stderr.splitlines()] == ["This is odd."]
