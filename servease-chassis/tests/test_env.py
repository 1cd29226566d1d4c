import pytest
from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment
from chassis.settings import links


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


def test_what_compose_cannot_leave_empty_is_a_comma(variables):
    variables("PUBLIC_URL", ",")
    assert Environment().text("PUBLIC_URL", default="none") == "none"
    assert Environment().public_url() == ""
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL is not set"):
        Environment().text("PUBLIC_URL")


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


def test_a_file_is_one_that_can_be_read(variables, tmp_path):
    variables("THING", "")
    assert Environment().file("THING") == ""
    variables("THING", str(tmp_path / "words"))
    with pytest.raises(ImproperlyConfigured, match="THING must be a file that can be read"):
        Environment().file("THING")
    (tmp_path / "words").touch()
    assert Environment().file("THING") == str(tmp_path / "words")


def test_a_time_zone_is_one_that_exists(variables):
    variables("THING", "Europe/Berlin")
    assert Environment().time_zone("THING") == "Europe/Berlin"


@pytest.mark.parametrize(
    "value", ["http://workshop.example", "workshop.example", "//workshop.example", "https://", "javascript:x"]
)
def test_production_leads_people_to_https_alone(variables, value):
    variables("PUBLIC_URL", value)
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL must be an absolute https address"):
        Environment().public_url()
    variables("LINK_BOX", f"{value}/{{id}}")
    with pytest.raises(ImproperlyConfigured, match="LINK_BOX must be an absolute https address"):
        Environment().link("LINK_BOX")


def test_a_link_says_where_the_id_goes(variables):
    variables("LINK_BOX", "https://app.example/boxes")
    with pytest.raises(ImproperlyConfigured, match=r"LINK_BOX must have \{id\}"):
        Environment().link("LINK_BOX")


def test_links_are_a_frontends_or_the_gateways_own_or_none(variables):
    variables("LINK_BOX", "https://app.example/boxes/{id}")
    variables("LINK_LID", "")
    variables("PUBLIC_URL", "https://workshop.example/")
    assert links(Environment(), box="/pages/box/#{id}", bell="/pages/bell/#{id}", lid="") == {
        "box": "https://app.example/boxes/{id}",
        "bell": "https://workshop.example/pages/bell/#{id}",
        "lid": "",
    }
    variables("PUBLIC_URL", "")
    assert links(Environment(), bell="/pages/bell/#{id}") == {"bell": ""}


def test_development_has_no_certificate(variables):
    variables("DEBUG", "true")
    variables("PUBLIC_URL", "http://localhost:8080")
    assert Environment().public_url() == "http://localhost:8080"
