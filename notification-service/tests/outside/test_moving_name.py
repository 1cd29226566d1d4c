"""The whole way, with a name server: the machine's own look-up asks it, and programs listen everywhere."""

import json
import subprocess
import sys

import pytest

from tests.outside.moving_name import namespaces

ALONE = ["unshare", "--map-root-user", "--mount", "--net"]
PROGRAM = [sys.executable, "-m", "tests.outside.moving_name", *namespaces()]


@pytest.fixture
def alone():
    if subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode:
        pytest.skip("This machine lets nobody have a network of their own.")
    return ALONE


@pytest.mark.shows("NO08")
def test_a_name_server_that_changes_its_answer_leads_nobody_inside(alone):
    run = subprocess.run([*alone, *PROGRAM], check=True, capture_output=True, timeout=60)
    assert json.loads(run.stdout) == {
        "became": ["200", "inside", "200", "inside", "inside"],
        "reached": ["93.184.215.14", "93.184.215.14"],
    }


def test_the_program_leaves_the_network_of_its_caller_alone():
    run = subprocess.run(PROGRAM, check=False, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1
    assert "only in its own" in run.stderr
