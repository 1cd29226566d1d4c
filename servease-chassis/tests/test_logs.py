"""Where log lines go."""

import json
import os
import subprocess
import sys
import uuid
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


TOKEN = "t" * 43


def test_what_is_longer_than_any_id_stays_out_of_a_path(api, logged):
    for path in (f"/api/v1/nowhere/{TOKEN}/calendar.ics", f"/api/v1/boxes/{TOKEN}/", f"/{TOKEN}"):
        assert api.get(path).status_code == 404
    shown = [line["path"] for line in logged if line["event"] == "request"]
    assert shown == ["/api/v1/nowhere/…/calendar.ics", "/api/v1/boxes/…/", "/…"]
    assert TOKEN not in str(logged)


def test_an_id_stays_in_a_path(api, logged):
    path = f"/api/v1/boxes/{uuid.uuid4()}/"
    api.get(path)
    assert logged[-1]["path"] == path


IN_DEBUG = """
import logging
import django
from django.conf import settings
from chassis import logs
settings.configure(DEBUG=True, LOGGING=logs.configuration("sample-service", "sample-service-1", "INFO"))
django.setup()
logging.getLogger("django.security").warning("This is odd.")
"""


OF_A_DEFECT = IN_DEBUG.replace(
    'logging.getLogger("django.security").warning("This is odd.")',
    f"""
logging.getLogger("django.request").error("%s: %s", "Internal Server Error", "/feeds/{TOKEN}/calendar.ics")
logging.getLogger("gunicorn.error").error("Error handling request %s", "/feeds/{TOKEN}/calendar.ics?a=b")
""",
)


def test_what_libraries_say_of_a_request_is_without_secrets_too():
    shown = subprocess.run([sys.executable, "-c", OF_A_DEFECT], capture_output=True, text=True, check=True)
    assert [json.loads(line)["event"] for line in shown.stderr.splitlines()] == [
        "Internal Server Error: /feeds/…/calendar.ics",
        "Error handling request /feeds/…/calendar.ics?a=b",
    ]


def test_what_django_warns_of_in_debug_is_one_line_of_json():
    shown = subprocess.run([sys.executable, "-c", IN_DEBUG], capture_output=True, text=True, check=True)
    assert [json.loads(line)["event"] for line in shown.stderr.splitlines()] == ["This is odd."]
