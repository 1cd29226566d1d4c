"""Status, logs and commands inside the services of a running platform."""

import json
import os
import subprocess
import uuid

import pytest
import requests
from platform_answers import until
from services import PORTS, SERVICES


def test_status_has_a_line_for_every_process_and_says_that_all_is_well(script):
    finished = script("manage", "status")
    assert finished.returncode == 0, finished.stderr
    release, _, *lines = finished.stdout.splitlines()
    assert release.startswith("ServEase ")
    programs = {line.split()[0]: line.split()[1] for line in lines}
    assert set(programs.values()) == {"RUNNING"}
    assert {"postgres", "redis", "gateway", "user-service-web-1", "user-service-events"} <= set(programs)


def test_status_of_one_service_shows_it_alone(script):
    _, _, *lines = script("manage", "status", "user-service").stdout.splitlines()
    assert {line.split()[0] for line in lines} == {"user-service-web-1", "user-service-events"}


def test_logs_follow_one_request_through_the_gateway_and_the_service(script, gateway):
    request = str(uuid.uuid4())
    requests.get(f"{gateway}/api/v1/users/me/", headers={"X-Request-ID": request}, timeout=60)

    def logged() -> list[dict[str, object]]:
        lines = script("manage", "logs", "--request", request).stdout.splitlines()
        return [json.loads(line) for line in lines]

    assert until(lambda: {line["service"] for line in logged()} == {"gateway", "user-service"})
    assert {line["status"] for line in logged()} == {401}


def test_a_shell_takes_what_a_client_is_written_with(script, gateway):
    finished = script("manage", "status", "--env")
    assert finished.returncode == 0, finished.stderr
    ask = 'curl -s -o /dev/null -w "%{http_code}" "$API_URL/auth/me/" -H "Authorization: Bearer $ADMIN_TOKEN"'
    evaluated = subprocess.run(
        ["bash", "-euc", f'{finished.stdout}\necho "$GATEWAY_URL" "$SCHEMA_URL"; {ask}'],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    address = gateway.replace("127.0.0.1", "localhost")
    assert evaluated == f"{address} {address}/api/v1/openapi.json\n200"
    assert {line.split("=")[0] for line in finished.stdout.splitlines()} >= {
        "export CUSTOMER_TOKEN",
        "export TECHNICIAN_TOKEN",
        "export DOCS_URL",
    }


def test_exec_runs_in_the_service_with_its_environment(script):
    finished = script(
        "manage", "exec", "user-service", "--", "sh", "-c", 'echo "$DB_NAME in $(basename "$PWD")"'
    )
    assert finished.stdout == "user_service_db in user-service\n"


def test_exec_without_a_service_runs_in_each(script):
    finished = script("manage", "exec", "--", "sh", "-c", 'echo "$DB_NAME"')
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.count("== ") == len(SERVICES)
    assert "appointment_service_db" in finished.stdout


def test_exec_passes_the_commands_failure_on(script):
    assert script("manage", "exec", "user-service", "--", "sh", "-c", "exit 7").returncode == 7


def test_shell_is_djangos(script):
    finished = script(
        "manage",
        "shell",
        "user-service",
        given="from django.conf import settings; print(settings.SERVICE_NAME)",
    )
    assert finished.returncode == 0, finished.stderr
    assert "user-service" in finished.stdout


def test_migrate_is_safe_to_repeat(script):
    finished = script("manage", "migrate", "user-service")
    assert finished.returncode == 0, finished.stderr


def test_each_service_answers_on_its_own_port():
    offset = int(os.environ["PORT_OFFSET"])
    for port in PORTS.values():
        assert requests.get(f"http://127.0.0.1:{port + offset}/health/", timeout=60).status_code == 200


TRY_EVERY_DATABASE = """
import os, psycopg2

where = {name: os.environ[f"DB_{name.upper()}"] for name in ("host", "port", "user", "password")}
for database in os.environ["DATABASES"].split():
    try:
        psycopg2.connect(dbname=database, **where)
        print("opens", database)
    except psycopg2.OperationalError as refused:
        print("denied" if "permission denied" in str(refused) else refused, database)
"""


@pytest.mark.shows("SD04")
def test_each_service_opens_its_own_database_and_no_other(script):
    databases = [f"{service.replace('-', '_')}_db" for service in SERVICES]
    finished = script(
        "manage", "exec", "--", "env", f"DATABASES={' '.join(databases)}", "python", "-c", TRY_EVERY_DATABASE
    )
    assert finished.returncode == 0, finished.stderr
    said = [line for line in finished.stdout.splitlines() if line.endswith("_db")]
    opened = [line for line in said if line.startswith("opens")]
    assert sorted(opened) == sorted(f"opens {name}" for name in databases)
    assert sum(line.startswith("denied") for line in said) == len(SERVICES) * (len(SERVICES) - 1)
