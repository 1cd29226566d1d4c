"""The worker's schedule and its settings."""

import os
import subprocess
import sys

import pytest

from appointment_service.celery import app


def test_every_job_of_the_schedule_exists_and_runs_each_minute():
    app.loader.import_default_modules()
    for job in app.conf.beat_schedule.values():
        assert job["task"] in app.tasks
        assert job["schedule"] == 60


def test_a_job_that_was_cut_off_is_run_again_and_no_result_is_kept():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.task_ignore_result
    assert app.conf.result_backend is None
    assert app.conf.task_default_queue == "appointment-service"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd"])
def test_a_zone_that_does_not_exist_keeps_the_service_from_starting(zone):
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**os.environ, "WORKSHOP_TIME_ZONE": zone},
        capture_output=True,
        text=True,
    )
    assert started.returncode != 0
    assert "WORKSHOP_TIME_ZONE" in started.stderr
