"""What can be asked of a platform that does not run, as often as one likes."""

import pytest


@pytest.mark.shows("SD10")
def test_stopping_what_does_not_run_is_no_error(script, run_folder):
    for _ in range(2):
        finished = script("stop")
        assert finished.returncode == 0
        assert finished.stdout == f"ServEase is not running in {run_folder}.\n"


@pytest.mark.parametrize(
    "verb", ["status", "restart", "migrate", "shell", "scale", "demo", "seed", "mailbox"]
)
def test_a_verb_that_needs_it_says_so_in_one_sentence(script, run_folder, verb):
    finished = script("manage", verb)
    assert finished.returncode == 1
    assert finished.stderr == f"ServEase is not running in {run_folder}; scripts/start.sh starts it.\n"


def test_production_has_no_demo_accounts_to_sign_in_for_clients(library, run_folder):
    run_folder.mkdir()
    (run_folder / "environment").write_text("production\n")
    finished = library("RUNTIME=native require_demo_accounts 'status --env'")
    assert finished.returncode == 1
    assert finished.stderr == (
        "status --env signs in with the demo accounts, which are for development only.\n"
    )


def test_cleanup_removes_nothing_without_a_yes(script, run_folder):
    (run_folder / "postgres").mkdir(parents=True)
    finished = script("manage", "cleanup", "--data")
    assert finished.returncode == 1
    assert "Nothing was removed" in finished.stderr
    assert (run_folder / "postgres").exists()


def test_cleanup_with_a_yes_removes_the_data(script, run_folder):
    (run_folder / "postgres").mkdir(parents=True)
    (run_folder / "runtime").write_text("native\n")
    for _ in range(2):
        finished = script("manage", "cleanup", "--data", "--yes")
        assert finished.returncode == 0
        assert "stays" not in finished.stdout
        assert not run_folder.exists()


def test_cleanup_alone_removes_what_nobody_uses_and_no_data(script, run_folder):
    for folder in ("postgres", "redis", "logs", "services", "postgres.new"):
        (run_folder / folder).mkdir(parents=True)
    kept = ["logs/gateway.log", "logs/user-service-web-1.log", "services/user-service.env"]
    unused = ["logs/gateway.log.1", "logs/user-service-web-2.log", "services/user-service.env.4711"]
    for file in [*kept, *unused]:
        (run_folder / file).touch()
    finished = script("manage", "cleanup")
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout == "Removed 0 MB that nothing uses; the data stays.\n"
    assert all((run_folder / file).exists() for file in [*kept, "postgres", "redis"])
    assert not any((run_folder / file).exists() for file in [*unused, "postgres.new"])


def test_there_are_no_logs_before_the_first_start(script, run_folder):
    finished = script("manage", "logs")
    assert finished.returncode == 1
    assert finished.stderr == f"There are no logs in {run_folder}/logs yet.\n"


def test_the_demo_refuses_production(library):
    refused = library(
        """
        require_running() { :; }
        mkdir -p "$RUN_DIR"
        echo production >"$RUN_DIR/environment"
        native_demo
        """
    )
    assert refused.returncode == 1
    assert refused.stderr == ("The demo signs in with the demo accounts, which are for development only.\n")


def test_a_runtime_that_does_not_exist_is_refused(script):
    finished = script("stop", SERVEASE_RUNTIME="balloon")
    assert finished.returncode == 1
    assert finished.stderr == "SERVEASE_RUNTIME must be native or containers, not 'balloon'.\n"


@pytest.mark.shows("SD10")
def test_what_is_installed_is_not_installed_again(script):
    finished = script("setup-dev")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.startswith("Everything is installed.")
