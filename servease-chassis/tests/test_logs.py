"""Where log lines go."""

import os
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
