import pytest
from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment


@pytest.fixture
def variables(monkeypatch):
    monkeypatch.setenv("DEBUG", "false")
    return monkeypatch.setenv


def test_a_missing_variable_is_named(variables):
    with pytest.raises(ImproperlyConfigured, match="NOWHERE is not set"):
        Environment().text("NOWHERE")
    with pytest.raises(ImproperlyConfigured, match="NOWHERE is not set"):
        Environment().secret("NOWHERE")


@pytest.mark.parametrize("value", ["development-only-secret-of-some-length", "short", ""])
def test_production_refuses_a_secret_that_is_a_default_short_or_empty(variables, value):
    variables("SECRET_KEY", value)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        Environment().secret("SECRET_KEY")


def test_development_takes_its_own_secret(variables):
    variables("DEBUG", "true")
    variables("SECRET_KEY", "development-only")
    assert Environment().secret("SECRET_KEY") == "development-only"


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_secret_may_come_from_a_file(variables, tmp_path, monkeypatch, end):
    file = tmp_path / "secret"
    file.write_bytes(b"a secret of a proper length" + end.encode())
    monkeypatch.delenv("SECRET_KEY", raising=False)
    variables("SECRET_KEY_FILE", str(file))
    assert Environment().secret("SECRET_KEY") == "a secret of a proper length"


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("flag", "yes"),
        ("number", "-1"),
        ("number", "1.5"),
        ("url", "redis:6379"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../etc/passwd"),
    ],
)
def test_a_malformed_variable_is_named(variables, read, value):
    variables("THING", value)
    with pytest.raises(ImproperlyConfigured, match="THING must be"):
        getattr(Environment(), read)("THING")


def test_words_drop_what_is_empty(variables):
    variables("THING", " a, ,b,")
    assert Environment().words("THING") == ["a", "b"]


def test_a_time_zone_is_one_that_exists(variables):
    variables("THING", "Europe/Berlin")
    assert Environment().time_zone("THING") == "Europe/Berlin"
