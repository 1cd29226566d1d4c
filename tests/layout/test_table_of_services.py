"""What is written by hand for each service has what scripts/services.txt has: every service, in its order."""

import ast
import json
import re

import pytest
import yaml
from import_contracts import contracts
from services import ADDRESS_VARIABLES, PORTS, ROOT, SERVICES

SHORT_NAMES = [name.removesuffix("-service") for name in SERVICES]
PREFIXES = [name.upper() for name in SHORT_NAMES]
FIRST_AND_LAST = (min(PORTS.values()), max(PORTS.values()))


def text_of(name):
    return (ROOT / name).read_text()


def found(pattern, name):
    return re.findall(pattern, text_of(name), flags=re.MULTILINE)


def container(name):
    return yaml.safe_load(text_of("docker-compose.yml"))["services"][name]


def test_each_service_is_a_folder_and_one_word():
    assert sorted(SERVICES) == sorted(folder.name for folder in ROOT.glob("*-service"))
    assert [name for name in SERVICES if not re.fullmatch(r"[a-z]+-service", name)] == []


def test_ports_follow_one_another_up_to_that_of_the_stream():
    """A proxy opens them as one range in development, and a service's replicas lie ten ports apart."""
    assert list(PORTS.values()) == list(range(8001, 8001 + len(SERVICES)))
    assert found(r"^STREAM_PORT=(\d+)$", "scripts/lib/ports.sh") == ["8009"]
    assert container("notification-service-stream")["environment"]["STREAM_PORT"] == "8009"
    assert ":-http://notification-service-stream:8009}" in text_of("nginx/render.sh")
    assert len(SERVICES) <= 8


def test_the_chassis_knows_each_service_by_the_variable_of_its_address():
    module = ast.parse(text_of("servease-chassis/chassis/http.py"))
    [abbreviated] = [
        ast.literal_eval(line.value)
        for line in module.body
        if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "ABBREVIATED"
    ]
    usual = dict(zip(SERVICES, [f"{prefix}_SERVICE_URL" for prefix in PREFIXES], strict=True))
    expected = {name: variable for name, variable in ADDRESS_VARIABLES.items() if variable != usual[name]}
    assert {name: variable for variable, name in abbreviated.items()} == expected


def test_compose_has_a_container_of_each():
    services = yaml.safe_load(text_of("docker-compose.yml"))["services"]
    web = [name for name, entry in services.items() if "-service" in name and "command" not in entry]
    assert web == SERVICES
    assert (
        re.findall(r"^  ([a-z]+-service):", text_of("docker-compose.override.yml"), re.MULTILINE) == SERVICES
    )


def test_compose_tells_every_process_its_own_port_and_everybodys_address():
    addresses = {ADDRESS_VARIABLES[name]: f"http://{name}:{PORTS[name]}" for name in SERVICES}
    for name, entry in yaml.safe_load(text_of("docker-compose.yml"))["services"].items():
        service = re.sub(r"-(events|worker|stream)$", "", name)
        if service in PORTS:
            environment = entry["environment"]
            assert environment["PORT"] == str(PORTS[service]), name
            assert {
                key: environment[key] for key in environment if key.endswith("_SERVICE_URL")
            } == addresses, name


@pytest.mark.parametrize(
    ("keeper", "secret"), [("authentication-service", "CLIENT_SECRET"), ("postgres", "DB_PASSWORD")]
)
def test_compose_tells_who_checks_them_every_services_secret(keeper, secret):
    """authentication-service gives tokens for client secrets, and postgres makes roles with passwords."""
    environment = container(keeper)["environment"]
    checked = {key: value for key, value in environment.items() if key.endswith(f"_{secret}")}
    assert list(checked) == [f"{prefix}_{secret}" for prefix in PREFIXES]
    for service, prefix in zip(SERVICES, PREFIXES, strict=True):
        assert container(service)["environment"][secret] == checked[f"{prefix}_{secret}"]


def test_postgres_makes_each_a_database():
    [listed] = found(r"^for service in (.+); do$", "deploy/postgres/create_databases.sh")
    assert listed.split() == SHORT_NAMES


def test_each_has_a_port_of_its_own_in_development():
    first, last = FIRST_AND_LAST
    proxy = yaml.safe_load(text_of("docker-compose.override.yml"))["services"]["direct-ports"]
    assert proxy["ports"] == [f"127.0.0.1:{first}-{last}:{first}-{last}"]
    template = "deploy/development/direct-ports.conf.template"
    led_to = found(r"^    (\d+) ([a-z-]+);$", template)
    assert {name: int(port) for port, name in led_to} == PORTS
    assert [int(port) for port in found(r"^    listen (\d+);$", template)] == list(PORTS.values())
    for name in ("docker-compose.override.yml", template):
        assert found(r"Ports (\d+) to (\d+)", name) == [(str(first), str(last))]


@pytest.mark.parametrize("name", [".env.development", ".env.production"])
def test_each_has_its_secrets_in_the_environment_files(name):
    assert found(r"^([A-Z]+)_DB_PASSWORD=", name) == PREFIXES
    assert found(r"^([A-Z]+)_CLIENT_SECRET=", name) == PREFIXES


def test_the_gateway_knows_where_each_is():
    pattern = r'^    service ([a-z]+) (\w+) "\$\{(\w+):-(.+)\}"$'
    assert found(pattern, "nginx/render.sh") == [
        (
            service.removesuffix("-service"),
            ADDRESS_VARIABLES[service],
            ADDRESS_VARIABLES[service],
            f"http://{service}:{PORTS[service]}",
        )
        for service in SERVICES
    ]


def test_the_gateway_routes_to_each_and_to_nobody_else():
    routed = {
        name
        for route in (ROOT / "nginx/routes").glob("*.conf")
        for name in re.findall(r"http://\$([a-z]+)_service", route.read_text())
    }
    assert routed == set(SHORT_NAMES)


def test_the_gateway_asks_each_how_it_is_one_after_the_other():
    steps_to = found(r"^    auth_request /health/services/(.+);$", "nginx/snippets/health.conf")
    assert steps_to == SERVICES
    steps = found(r"^location @([a-z]+)_readiness \{$", "nginx/snippets/health.conf")
    assert steps == SHORT_NAMES[1:]
    leads_on = found(r"^    try_files /none (.+);$", "nginx/snippets/health.conf")
    assert leads_on == [*(f"@{name}_readiness" for name in steps), "/health/report"]


def test_the_gateways_report_has_each():
    [report] = found(r"return 200 '(\{.+\"services\".+\})';", "nginx/snippets/health.conf")
    reported = json.loads(re.sub(r"<!--# include virtual=\"(.+?)\" -->", r'"\1"', report))["services"]
    assert list(reported.items()) == [(name, f"/health/services/{name}") for name in SERVICES]
    probed = found(
        r"^location = /health/services/(.+) \{\n(?:    include .+;\n)+    proxy_pass http://\$(\w+)_service/health/ready/;",
        "nginx/snippets/health.conf",
    )
    assert probed == list(zip(SERVICES, SHORT_NAMES, strict=True))


def test_the_merged_schema_and_so_the_documentation_has_each():
    tags = json.loads(text_of("nginx/docs/openapi.json"))["tags"]
    assert list(dict.fromkeys(tag["x-service"] for tag in tags)) == SERVICES


def test_one_virtualenv_has_the_packages_of_each():
    assert found(r"^-r ([a-z-]+)/requirements\.in$", "requirements-dev.in") == SERVICES


def test_the_picture_in_the_readme_has_each():
    [picture] = re.findall(r"## The shape\n```\n(.+?)```", text_of("README.md"), flags=re.DOTALL)
    assert sorted(map(int, re.findall(r"\b\d{4}\b", picture))) == sorted(PORTS.values())


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_readme_says_where_it_answers(service):
    assert f"Port {PORTS[service]}" in text_of(f"{service}/README.md")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_may_import_no_other(service):
    assert f"[importlinter:contract:{service}]" in contracts(ROOT)
