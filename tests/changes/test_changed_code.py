"""A start takes over code that has changed: that of this checkout, which nobody else may test meanwhile."""

from platform_processes import restarted
from services import ROOT


def test_code_that_has_changed_restarts_its_service_alone(script, processes, put_back):
    before = processes()
    changed = ROOT / "user-service/user_service/__init__.py"
    text = changed.read_text()
    changed.write_text(text + "# changed\n")
    try:
        finished = script("start")
        assert finished.returncode == 0, finished.stderr
        assert "Restarting user-service " in finished.stdout
        assert restarted(before, processes()) == {"user-service-web-1"}
    finally:
        changed.write_text(text)


def test_a_service_whose_code_is_gone_ends_and_runs_again_when_it_is_back(script, processes):
    before = processes()
    code = ROOT / "chatbot-service/manage.py"
    away = code.rename(code.with_name("manage.away"))
    try:
        finished = script("start")
        assert finished.returncode == 0, finished.stderr
        assert "Ending chatbot-service, whose code is gone" in finished.stdout
        assert processes() == before | {"chatbot-service-web-1": 0}
    finally:
        away.rename(code)
    finished = script("start")
    assert finished.returncode == 0, finished.stderr
    assert restarted(before, processes()) == {"chatbot-service-web-1"}
