"""render.sh makes one configuration out of the environment, or says in a sentence why not."""

import subprocess

import pytest
from gateway_process import Gateway
from services import ROOT
from test_routes import ROUTES


@pytest.fixture
def rendering(gateway_folder):
    return lambda **environment: Gateway(gateway_folder(), **environment)


def test_it_prints_where_the_configuration_is(rendering):
    gateway = rendering()

    rendered = gateway.render()

    assert rendered.returncode == 0
    assert rendered.stdout == f"{gateway.folder}/configuration/nginx.conf\n"


def test_rendering_again_leaves_nothing_of_before(rendering):
    gateway = rendering()
    gateway.render()
    old = gateway.folder / "configuration/routes/old.conf"
    old.write_text("location /old { return 204; }")

    assert gateway.render().returncode == 0
    assert not old.exists()


def test_no_name_is_left_to_fill_in(rendering):
    gateway = rendering()
    gateway.render()

    assert "${" not in (gateway.folder / "configuration/nginx.conf").read_text()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GATEWAY_PORT", "http"),
        ("GATEWAY_STATE_DIR", ""),
        ("GATEWAY_STATE_DIR", "relative"),
        ("GATEWAY_STATE_DIR", "/tmp/a; load_module x"),
        ("GATEWAY_DOCS_DIR", "/tmp/a'b"),
        ("RATE_LIMIT_API", "fast"),
        ("RATE_LIMIT_API", "0r/s"),
        ("RATE_LIMIT_AUTH", "5r/h"),
        ("CORS_ALLOWED_ORIGINS", "*"),
        ("CORS_ALLOWED_ORIGINS", "http://good.test,http://bad.test/path"),
        ("CORS_ALLOWED_ORIGINS", "http://a.test' '1'; } server {"),
        ("TRUSTED_PROXIES", "somewhere"),
        ("ALLOWED_HOSTS", "a.test;b"),
        ("ALLOWED_HOSTS", "https://a.test"),
        ("ALLOWED_HOSTS", "*.a.test"),
        ("DEBUG", "yes"),
        ("NAME_SERVERS", "nobody"),
        ("SERVEASE_VERSION", '1.0"'),
        ("SERVEASE_COMMIT", "a b"),
        ("UPSTREAMS_FILE", "/nowhere/upstreams.conf"),
        ("AUTH_SERVICE_URL", "https://auth.test/path"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name(rendering, name, value):
    rendered = rendering(**{name: value}).render()

    assert rendered.returncode == 2
    assert name in rendered.stderr
    assert len(rendered.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value"), [("RATE_LIMIT_API", "5r/s\n5r/m;"), ("GATEWAY_DOCS_DIR", "/tmp/a\n/tmp/b")]
)
def test_a_value_of_two_lines_is_refused_by_name(rendering, name, value):
    rendered = rendering(**{name: value}).render()

    assert rendered.returncode == 2
    assert name in rendered.stderr


def test_without_a_folder_it_says_how_it_is_called():
    called = subprocess.run([ROOT / "nginx/render.sh"], capture_output=True, text=True, check=False)

    assert called.returncode == 2
    assert "usage: render.sh OUT_DIR" in called.stderr


def test_the_server_block_only_includes():
    text = (ROOT / "nginx/nginx.conf").read_text()
    block = text.partition("server {")[2].partition("}\n")[0]

    directives = {line.split()[0] for line in block.splitlines() if line.strip()}
    assert directives == {"server_name", "include"}


def test_there_is_a_file_for_each_route_that_a_service_describes():
    assert sorted(file.stem for file in (ROOT / "nginx/routes").iterdir()) == sorted(ROUTES)
