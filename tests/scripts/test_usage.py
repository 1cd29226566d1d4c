"""Every script says how it is used, and a wrong question gets the list of right ones."""

import pytest
from services import SERVICES

SCRIPTS = [
    "start",
    "stop",
    "setup-dev",
    "manage",
    "lint",
    "test",
    "contracts",
    "migrations",
    "lock",
    "install_systemd_unit",
    "make_secrets",
]
VERBS = [
    "status",
    "logs",
    "restart",
    "migrate",
    "shell",
    "exec",
    "scale",
    "cleanup",
    "rotate-keys",
    "demo",
    "seed",
    "mailbox",
]
VERBS_WITH_A_SERVICE = ["migrate", "shell", "exec", "scale", "cleanup"]
VERBS_WITH_A_PART = ["status", "logs", "restart"]
TOO_MUCH = [
    "status user-service customer-service",
    "status --env user-service",
    "logs user-service customer-service",
    "restart user-service customer-service",
    "migrate user-service customer-service",
    "shell user-service customer-service",
    "scale user-service 2 customer-service",
    "cleanup --data user-service customer-service",
    "demo user-service",
    "seed user-service",
    "rotate-keys user-service",
    "rotate-keys --at-once user-service",
    "mailbox a@example.org b@example.org",
    "mailbox --open 1 a@example.org",
]


@pytest.mark.parametrize("name", SCRIPTS)
def test_help_says_how_it_is_used(script, name):
    finished = script(name, "--help")
    assert finished.returncode == 0
    assert finished.stdout.startswith(f"Usage: scripts/{name}.sh")


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_it_does_not_know_is_refused_with_the_usage(script, name):
    finished = script(name, "--nonsense")
    assert finished.returncode == 2
    assert "--nonsense" in finished.stderr
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


@pytest.mark.parametrize("verb", VERBS_WITH_A_PART)
def test_what_all_services_share_may_be_looked_at_too(script, verb):
    finished = script("manage", verb, "parking-service")
    assert finished.returncode == 2
    there_are = f"{' '.join(SERVICES)} gateway postgres redis."
    assert f"There is no service 'parking-service'; there are: {there_are}" in finished.stderr
    assert script("manage", verb, "gateway").returncode == 1


@pytest.mark.parametrize("command", TOO_MUCH)
def test_more_than_a_verb_takes_is_refused_and_not_dropped(script, command):
    finished = script("manage", *command.split())
    assert finished.returncode == 2
    assert f"{command.split()[0]} takes no '{command.split()[-1]}'." in finished.stderr


@pytest.mark.parametrize("verb", [*VERBS, "events"])
def test_an_option_that_a_verb_does_not_have_is_refused(script, verb):
    assert script("manage", verb, "--nonsense").returncode == 2


@pytest.mark.parametrize("verb", [*VERBS, "events"])
def test_help_with_a_verb_shows_its_lines_alone(script, verb):
    finished = script("manage", verb, "--help")
    assert finished.returncode == 0
    lines = finished.stdout.splitlines()
    assert lines[0].startswith(f"  {verb} ")
    assert {line.split()[0] for line in lines if line[2] != " "} == {verb}


def test_data_of_one_service_is_not_removed_by_a_word_that_is_missing(script):
    finished = script("manage", "cleanup", "user-service")
    assert finished.returncode == 2
    assert "What a service has stored goes by: cleanup --data user-service" in finished.stderr


@pytest.mark.parametrize("store", ["postgres", "redis"])
def test_a_store_restarts_only_with_the_platform(script, store):
    finished = script("manage", "restart", store)
    assert finished.returncode == 1
    assert finished.stderr == (
        f"{store} restarts with the whole platform: scripts/stop.sh, then scripts/start.sh.\n"
    )


@pytest.mark.parametrize("number", ["0", "10", "-1", "many"])
def test_a_number_of_replicas_that_cannot_be_is_refused(script, number):
    finished = script("manage", "scale", "user-service", number)
    assert finished.returncode == 2
    assert f"scale takes a number from 1 to 9, not '{number}'." in finished.stderr


@pytest.mark.parametrize("number", [[], ["0"], ["-1"], ["first"], ["../1"]])
def test_a_mail_is_opened_by_its_number(script, number):
    finished = script("manage", "mailbox", "--open", *number)
    assert finished.returncode == 2
    assert "--open needs the number of a mail." in finished.stderr


@pytest.mark.parametrize("arguments", [["user-service"], ["user-service", "--"], ["--"]])
def test_exec_needs_a_command(script, arguments):
    finished = script("manage", "exec", *arguments)
    assert finished.returncode == 2
    assert "exec needs a command." in finished.stderr


def test_an_unknown_part_gets_the_list_of_parts(script):
    finished = script("test", "weather")
    assert finished.returncode == 2
    for part in ["lint", "chassis", *SERVICES, "layout", "scripts", "gateway", "journeys"]:
        assert part in finished.stderr.split("Parts:")[1]
