"""Every script says how it is used, and a wrong question gets the list of right ones."""

import pytest
from project import SERVICES

SCRIPTS = ["start", "stop", "setup-dev", "manage", "lint", "test", "contracts"]
VERBS = ["status", "logs", "restart", "migrate", "shell", "exec", "scale", "cleanup", "demo", "seed"]
VERBS_WITH_A_SERVICE = ["status", "logs", "restart", "migrate", "shell", "exec", "scale", "cleanup"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_help_says_how_it_is_used(script, name):
    finished = script(name, "--help")
    assert finished.returncode == 0
    assert finished.stdout.startswith(f"Usage: scripts/{name}.sh")


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_it_does_not_know_is_refused_with_the_usage(script, name):
    finished = script(name, "nonsense")
    assert finished.returncode == 2
    assert "nonsense" in finished.stderr
    assert f"Usage: scripts/{name}.sh" in finished.stderr


def test_an_unknown_verb_gets_the_list_of_verbs(script):
    finished = script("manage", "explode")
    assert finished.returncode == 2
    assert "There is no verb 'explode'." in finished.stderr
    for verb in VERBS:
        assert f"\n  {verb} " in finished.stderr


def test_no_verb_gets_the_list_of_verbs(script):
    finished = script("manage")
    assert finished.returncode == 2
    assert "\n  scale " in finished.stderr


@pytest.mark.parametrize("verb", VERBS_WITH_A_SERVICE)
def test_an_unknown_service_gets_the_list_of_services(script, verb):
    finished = script("manage", verb, "parking-service")
    assert finished.returncode == 2
    assert f"There is no service 'parking-service'; there are: {' '.join(SERVICES)}." in finished.stderr


@pytest.mark.parametrize("number", ["0", "10", "-1", "many"])
def test_a_number_of_replicas_that_cannot_be_is_refused(script, number):
    finished = script("manage", "scale", "user-service", number)
    assert finished.returncode == 2
    assert f"scale takes a number from 1 to 9, not '{number}'." in finished.stderr


@pytest.mark.parametrize("arguments", [["user-service"], ["user-service", "--"], ["--"]])
def test_exec_needs_a_command(script, arguments):
    finished = script("manage", "exec", *arguments)
    assert finished.returncode == 2
    assert "exec needs a command." in finished.stderr


def test_an_unknown_part_gets_the_list_of_parts(script):
    finished = script("test", "weather")
    assert finished.returncode == 2
    for part in ["lint", "migrations", "chassis", *SERVICES, "layout", "scripts", "gateway", "journeys"]:
        assert part in finished.stderr.split("Parts:")[1]
