"""What can be asked of a platform that does not run, as often as one likes."""

import pytest


def test_stopping_what_does_not_run_is_no_error(script, run_folder):
    for _ in range(2):
        finished = script("stop")
        assert finished.returncode == 0
        assert finished.stdout == f"ServEase is not running in {run_folder}.\n"


@pytest.mark.parametrize("verb", ["status", "restart", "migrate", "shell", "scale", "demo", "seed"])
def test_a_verb_that_needs_it_says_so_in_one_sentence(script, run_folder, verb):
    finished = script("manage", verb)
    assert finished.returncode == 1
    assert finished.stderr == f"ServEase is not running in {run_folder}; scripts/start.sh starts it.\n"


def test_cleanup_removes_nothing_without_a_yes(script, run_folder):
    (run_folder / "postgres").mkdir(parents=True)
    finished = script("manage", "cleanup")
    assert finished.returncode == 1
    assert "Nothing was removed" in finished.stderr
    assert (run_folder / "postgres").exists()


def test_cleanup_with_a_yes_removes_the_data(script, run_folder):
    (run_folder / "postgres").mkdir(parents=True)
    for _ in range(2):
        assert script("manage", "cleanup", "--yes").returncode == 0
        assert not (run_folder / "postgres").exists()


def test_there_are_no_logs_before_the_first_start(script):
    finished = script("manage", "logs")
    assert finished.returncode == 1
    assert "There are no logs" in finished.stderr


def test_a_runtime_that_does_not_exist_is_refused(script):
    finished = script("stop", SERVEASE_RUNTIME="balloon")
    assert finished.returncode == 1
    assert finished.stderr == "SERVEASE_RUNTIME must be native or containers, not 'balloon'.\n"
