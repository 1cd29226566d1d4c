"""The verbs on containers, with a stand-in for the engine that writes down what it is asked.

That the same verbs work on a real engine is tried by hand with podman; it takes minutes.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from services import ROOT, SERVICES

ENGINE = """#!/usr/bin/env python3
import json, os, sys
names = {"port": "GATEWAY_PORT", "secret": "SECRET_KEY", "replicas": "APPOINTMENT_REPLICAS"}
values = {key: os.environ.get(name) for key, name in names.items()}
opened = [os.path.realpath(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")]
said = {"arguments": sys.argv[1:], "lock": any(name.endswith("/change.lock") for name in opened), **values}
with open(os.environ["ENGINE_LOG"], "a") as log:
    log.write(json.dumps(said) + "\\n")
if sys.argv[1] == "info":
    sys.exit(int(os.environ.get("ENGINE_INFO", "0")))
if sys.argv[1:3] == ["compose", "version"]:
    sys.exit(int(os.environ.get("ENGINE_COMPOSE", "0")))
if sys.argv[1] == "ps":
    for replica in range(int(os.environ.get("ENGINE_REPLICAS", "1")), 0, -1):
        print(f"servease-{replica} c0ffee{replica}")
if sys.argv[1] == "port":
    print("0.0.0.0:" + os.environ.get("ENGINE_PORT", "8080"))
if sys.argv[1] == "inspect":
    print("DEBUG=" + os.environ.get("ENGINE_DEBUG", "true"))
    if ".Config.Env" in sys.argv[3]:
        # More than a pipe holds: who stops reading at the line above ends this one with an error.
        print("REST=" + "." * 200_000)
if "logs" in sys.argv:
    for second, container in ((2, "user-service-1"), (1, "gateway-1")):
        line = {"request_id": "one", "timestamp": f"2026-11-23T10:00:0{second}.000000Z", "service": container}
        # Coloured as podman-compose does it, also into a pipe.
        print(f"\\033[1;32m[{container}]  |\\033[0m \\033[37m{json.dumps(line)}\\033[0m")
    print("redis-1  | ready")
"""


@pytest.fixture
def engine(tmp_path: Path) -> Callable[[], list[dict]]:
    """What `docker` was asked so far."""
    (tmp_path / "docker").write_text(ENGINE)
    (tmp_path / "docker").chmod(0o755)
    log = tmp_path / "asked"

    def asked() -> list[dict]:
        return [json.loads(line) for line in log.read_text().splitlines()]

    return asked


@pytest.fixture
def with_engine(tmp_path: Path) -> dict[str, str]:
    path = f"{tmp_path}:{os.environ['PATH']}"
    return {"PATH": path, "ENGINE_LOG": str(tmp_path / "asked"), "SERVEASE_RUNTIME": ""}


@pytest.fixture
def running(run_folder: Path) -> None:
    """As a start in development leaves it."""
    run_folder.mkdir(parents=True)
    (run_folder / "runtime").write_text("containers\n")
    (run_folder / "environment").write_text("development\n")
    (run_folder / "ports.env").write_text("PORT_OFFSET=0\nGATEWAY_PORT=8080\n")


def commands(asked: list[dict]) -> list[str]:
    return [" ".join(one["arguments"]) for one in asked]


def test_an_engine_with_compose_is_chosen(library, engine, with_engine):
    finished = library('choose_runtime; echo "$RUNTIME ${COMPOSE[*]}"', **with_engine)
    assert finished.stdout == "containers docker compose\n"


@pytest.mark.parametrize("lacks", ["ENGINE_INFO", "ENGINE_COMPOSE"])
def test_an_engine_that_does_not_answer_or_has_no_compose_is_none(library, engine, with_engine, lacks):
    nothing_else = 'command() { [[ $2 == docker ]] && builtin command "$@"; }; '
    finished = library(nothing_else + 'choose_runtime; echo "$RUNTIME"', **with_engine, **{lacks: "1"})
    assert finished.stdout == "native\n"


def test_containers_without_an_engine_are_refused(library, engine, with_engine):
    nothing_else = 'command() { [[ $2 == docker ]] && builtin command "$@"; }; '
    changes = {**with_engine, "SERVEASE_RUNTIME": "containers", "ENGINE_INFO": "1"}
    finished = library(nothing_else + "choose_runtime", **changes)
    assert finished.returncode == 1
    assert "no container engine with a compose command answers" in finished.stderr


def test_compose_is_told_the_configuration_through_its_environment(script, engine, with_engine, running):
    script("manage", "exec", "user-service", "--", "ls", **with_engine)
    last = engine()[-1]
    assert last["port"] == "8080"
    assert last["secret"].startswith("development-only")


def test_development_takes_the_override_and_production_does_not(
    script, engine, with_engine, running, run_folder
):
    script("manage", "exec", "user-service", "--", "ls", **with_engine)
    assert commands(engine())[-1] == "compose exec -T user-service ls"
    (run_folder / "environment").write_text("production\n")
    secrets = [
        line.split("=")[0]
        for line in (Path(__file__).parents[2] / ".env.production").read_text().splitlines()
    ]
    strong = {
        name: "0123456789abcdef" for name in secrets if name.endswith(("PASSWORD", "SECRET", "SECRET_KEY"))
    }
    script("manage", "exec", "user-service", "--", "ls", **with_engine, **strong)
    assert commands(engine())[-1] == "compose -f docker-compose.yml exec -T user-service ls"


def test_exec_without_a_service_runs_in_each(script, engine, with_engine, running):
    assert script("manage", "exec", "--", "ls", **with_engine).returncode == 0
    assert len([command for command in commands(engine()) if command.endswith("-service ls")]) == len(
        SERVICES
    )


def test_logs_of_one_request_come_in_the_order_of_time(script, engine, with_engine, running):
    finished = script("manage", "logs", "--request", "one", **with_engine)
    assert [json.loads(line)["service"] for line in finished.stdout.splitlines()] == [
        "gateway-1",
        "user-service-1",
    ]
    unknown = script("manage", "logs", "--request", "two", **with_engine)
    assert unknown.returncode == 1
    assert unknown.stderr == "No line of the logs carries the request id two.\n"


def test_logs_of_one_service_are_those_of_its_processes(script, engine, with_engine, running):
    assert script("manage", "logs", "appointment-service", **with_engine).returncode == 0
    assert commands(engine())[-1] == (
        "compose logs --tail 100 appointment-service appointment-service-events appointment-service-worker"
    )


def test_the_mailbox_is_that_of_the_worker(script, engine, with_engine, running, run_folder):
    assert script("manage", "mailbox", "a@example.org", **with_engine).returncode == 0
    reads = "compose exec -T notification-service-worker python manage.py mailbox"
    assert commands(engine())[-1] == f"{reads} a@example.org"
    opened = script("manage", "mailbox", "--open", "7", **with_engine)
    assert commands(engine())[-1] == f"{reads} --open 7"
    assert opened.stdout == f"{run_folder}/mailbox/7.html\n"
    assert [path.name for path in (run_folder / "mailbox").iterdir()] == ["7.html"]


def test_production_has_no_mailbox(library, run_folder):
    run_folder.mkdir()
    (run_folder / "environment").write_text("production\n")
    finished = library("show_mailbox '' '' echo")
    assert finished.returncode == 1
    assert finished.stderr == "Only development has a mailbox: production sends its mails.\n"


def test_replicas_that_were_asked_for_stay_asked_for(library, engine, with_engine, running, run_folder):
    (run_folder / "replicas").mkdir()
    (run_folder / "replicas" / "appointment-service").write_text("3\n")
    library("choose_runtime; load_containers; compose up -d", **with_engine)
    assert (commands(engine())[-1], engine()[-1]["replicas"]) == ("compose up -d", "3")


@pytest.fixture
def started_by_compose_alone(run_folder: Path) -> Path:
    """Containers run, and no script of ours was there before: there is no run folder."""
    return run_folder


def test_a_platform_that_compose_alone_started_is_looked_after(
    script, engine, with_engine, started_by_compose_alone
):
    for verb in ("migrate", "seed", "demo", "demo workshop"):
        finished = script("manage", *verb.split(), **with_engine)
        assert (finished.returncode, finished.stderr) == (0, "")
    assert (started_by_compose_alone / "stamps/seed").exists()


def test_two_scripts_at_once_do_not_change_what_compose_alone_started(
    script, library, engine, with_engine, started_by_compose_alone
):
    second = f"cd {ROOT}; scripts/manage.sh migrate || true"
    finished = library(f"choose_runtime; begin_change 'the first'; {second}", **with_engine)
    assert finished.stderr.startswith("the first (process ")
    assert script("manage", "migrate", **with_engine).returncode == 0


def test_what_compose_alone_started_keeps_the_values_that_compose_finds(
    script, engine, with_engine, started_by_compose_alone
):
    script("manage", "exec", "user-service", "--", "ls", **with_engine)
    last = engine()[-1]
    assert (last["secret"], last["port"], last["replicas"]) == (None, None, None)


def test_production_that_compose_alone_started_is_never_taken_for_development(
    script, engine, with_engine, started_by_compose_alone
):
    finished = script("manage", "seed", **with_engine, ENGINE_DEBUG="false")
    assert finished.returncode == 1
    assert finished.stderr.startswith("SECRET_KEY is not set; ")
    assert not any("exec" in command for command in commands(engine()))


def test_containers_that_run_count_for_more_than_what_ran_natively_once(
    library, engine, with_engine, running, run_folder
):
    (run_folder / "runtime").write_text("native\n")
    assert library('choose_runtime; echo "$RUNTIME"', **with_engine).stdout == "containers\n"
    none = {**with_engine, "ENGINE_REPLICAS": "0"}
    assert library('choose_runtime; echo "$RUNTIME"', **none).stdout == "native\n"


def test_the_gateway_is_asked_where_its_container_listens(library, engine, with_engine, running):
    finished = library(
        'choose_runtime; load_containers; echo "$GATEWAY_PORT"', **with_engine, ENGINE_PORT="9999"
    )
    assert finished.stdout == "9999\n"


def test_each_service_with_demo_rows_makes_them_and_hours_come_after_the_people(
    script, engine, with_engine, running
):
    finished = script("manage", "seed", **with_engine)
    assert (finished.returncode, finished.stderr) == (0, "")
    seeding = [one for one in commands(engine()) if "seed" in one]
    assert "/scripts/seed.py" in seeding[-2]
    of_services = [one.split()[-4] for one in seeding if one.endswith(" python manage.py seed")]
    with_rows = {path.parents[3].name for path in ROOT.glob("*-service/*/management/commands/seed.py")}
    assert set(of_services) == with_rows
    assert (of_services[0], of_services[-1]) == ("authentication-service", "employee-service")


def test_a_client_is_given_the_address_that_is_published(script, engine, with_engine, running):
    finished = script("manage", "status", "--env", **with_engine, ENGINE_PORT="8080")
    assert (finished.returncode, finished.stderr) == (0, "")
    asked = engine()[-1]["arguments"]
    assert asked[-4:] == ["--gateway", "http://gateway:8080", "--address", "http://localhost:8080"]


@pytest.fixture
def three_replicas(running, run_folder: Path) -> dict[str, str]:
    """Of the user service, which all answer at once."""
    (run_folder / "replicas").mkdir()
    (run_folder / "replicas/user-service").write_text("3\n")
    return {"ENGINE_REPLICAS": "3"}


QUICKLY = "wait_until() { :; }; forget_addresses() { :; }; choose_runtime; load_containers; "
MADE = ("stop --time 30 ", "rm ", "compose up ", "restart ")


def made(asked: list[dict]) -> list[str]:
    return [command for command in commands(asked) if command.startswith(MADE)]


def made_anew(number: int) -> list[str]:
    container = f"c0ffee{number}"
    return [
        f"stop --time 30 {container}",
        f"rm {container}",
        "compose up -d --no-deps --no-recreate user-service",
    ]


def test_replicas_are_made_anew_one_after_the_other(library, engine, with_engine, three_replicas):
    library(QUICKLY + "restart_containers user-service", **with_engine, **three_replicas)
    assert made(engine()) == [*made_anew(1), *made_anew(2), *made_anew(3)]


def test_a_start_makes_replicas_anew_until_all_are_alike(library, engine, with_engine, three_replicas):
    same = {**with_engine, **three_replicas}
    library(QUICKLY + "up_and_answering", **same)
    assert made(engine()) == ["compose up -d postgres redis", *made_anew(1), "compose up -d"]
    changed = 'replicas_are_alike() { (($(grep -c \'"rm"\' "$ENGINE_LOG") == 4)); }; '
    library(changed + QUICKLY + "up_and_answering", **same)
    assert made(engine())[5:] == [
        "compose up -d postgres redis",
        *made_anew(1),
        *made_anew(2),
        *made_anew(3),
        "compose up -d",
    ]


def test_what_the_engine_starts_keeps_no_lock_of_a_script(library, engine, with_engine, running):
    library(QUICKLY + "begin_change test; restart_containers user-service", **with_engine)
    assert [one["lock"] for one in engine() if one["arguments"][0] == "restart"] == [False]


def test_a_single_container_restarts_unless_compose_made_it_anew(library, engine, with_engine, running):
    library(QUICKLY + "restart_containers user-service", **with_engine)
    assert made(engine()) == ["compose up -d --no-deps user-service", "restart --time 30 c0ffee1"]
    new = 'containers_in() { grep -q \'"up"\' <(tail -n 1 "$ENGINE_LOG") && echo new || echo old; }; '
    library(new + QUICKLY + "restart_containers user-service", **with_engine)
    assert made(engine())[2:] == ["compose up -d --no-deps user-service"]


def test_surplus_replicas_are_those_with_the_highest_numbers(
    library, engine, with_engine, running, run_folder
):
    (run_folder / "replicas").mkdir()
    (run_folder / "replicas/user-service").write_text("1\n")
    library(
        "choose_runtime; load_containers; remove_surplus_replicas user-service",
        **with_engine,
        ENGINE_REPLICAS="3",
    )
    removed = [command for command in commands(engine()) if command.startswith("rm ")]
    assert removed == ["rm c0ffee2", "rm c0ffee3"]


def test_what_is_unused_is_removed_of_this_project_only_and_no_volume(library, engine, with_engine, running):
    library("choose_runtime; containers_cleanup no", **with_engine, COMPOSE_PROJECT_NAME="mine")
    prunes = [command for command in commands(engine()) if "prune" in command]
    assert prunes == [
        "container prune --force --filter label=com.docker.compose.project=mine",
        "network prune --force --filter label=com.docker.compose.project=mine",
        "image prune --force --filter label=org.opencontainers.image.vendor=ServEase",
    ]
    assert not any("volume" in command or " down" in command for command in commands(engine()))


def test_emptying_a_service_removes_its_volume_of_files_and_no_other(library, engine, with_engine, running):
    removing = "choose_runtime; load_containers; remove_files_volume {0} {0}"
    for service in ("user-service", "vehicleandproject-service"):
        finished = library(removing.format(service), **with_engine, COMPOSE_PROJECT_NAME="mine")
        assert finished.returncode == 0, finished.stderr
    removed = [command for command in commands(engine()) if "rm" in command.split()]
    assert removed == ["rm --force c0ffee1", "volume rm --force mine_vehicleandproject-files"]


def test_ports_cannot_be_moved(script, engine, with_engine):
    finished = script("start", PORT_OFFSET="1000", **with_engine)
    assert finished.returncode == 1
    assert finished.stderr.startswith("PORT_OFFSET moves the ports of a native platform; ")


def test_a_start_of_what_runs_applies_other_passwords_also_to_databases_of_an_earlier_start(
    library, engine, with_engine, running
):
    finished = library(
        """
        choose_runtime
        services_answer() { true; }
        is_seeded() { true; }
        containers_start development
        """,
        **with_engine,
    )
    assert finished.returncode == 0, finished.stderr
    assert "ServEase is already running; applying what has changed." in finished.stdout
    assert "Everything is up to date; no container was made anew." in finished.stdout
    asked = [command.removeprefix("compose ") for command in commands(engine())]
    stores, services = asked.index("up -d postgres redis"), asked.index("up -d")
    assert "build" in asked[:stores]
    queries = [command for command in asked[stores:services] if command.startswith("exec -T -u postgres")]
    assert queries[0] == "exec -T -u postgres postgres bash /docker-entrypoint-initdb.d/create_databases.sh"
    assert queries[1].startswith("exec -T -u postgres postgres psql ")


def test_another_gateway_port_is_refused_while_it_runs(script, engine, with_engine, running, run_folder):
    (run_folder / "ports.env").write_text("PORT_OFFSET=0\nASKED_GATEWAY_PORT=80\nGATEWAY_PORT=8080\n")
    finished = script("start", GATEWAY_PORT="8081", **with_engine)
    assert finished.returncode == 1
    assert finished.stderr == (
        "ServEase runs with GATEWAY_PORT=80, and this start says 8081; "
        "scripts/stop.sh stops it, and the next start takes it.\n"
    )
    assert not [command for command in commands(engine()) if "up -d" in command]
