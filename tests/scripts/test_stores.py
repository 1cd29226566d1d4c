"""The private PostgreSQL and Redis: where their data lives, who may connect, and what outlives a stop."""

from collections.abc import Iterator

import pytest
from services import SERVICES

START = """
load_configuration development
PORT_OFFSET=13000 GATEWAY_PORT=1
require_run_folder >/dev/null
choose_data_folder >/dev/null
choose_store_ports
prepare_databases 3>/dev/null >/dev/null
"""


@pytest.fixture
def running(library, script) -> Iterator[None]:
    """The library's functions, knowing the stores that run."""
    started = library(START)
    assert started.returncode == 0, started.stderr

    def run(code: str) -> str:
        finished = library(f"load_configuration development; load_native_platform\n{code}")
        return finished.stdout.strip() or finished.stderr.strip()

    yield run
    assert script("manage", "cleanup", "--data", "--yes").returncode == 0


def connect(running, role: str, database: str) -> str:
    address = f'-h 127.0.0.1 -p "$POSTGRES_PORT" -U {role} -d {database}'
    return running(f'PGPASSWORD=development-only psql {address} -Atc "SELECT 1"')


def test_they_are_private_start_again_after_any_end_and_stop_without_a_trace(running, script, run_folder):
    # When root runs the tests, the run folder is closed to PostgreSQL's user, so the data is elsewhere.
    home = running('[[ $EUID == 0 ]] && echo /var/lib/servease/ || echo "$RUN_DIR"')
    assert running('echo "$DATA_DIR"').startswith(home)

    # Each role has its own database and no other.
    for service in SERVICES:
        role = service.replace("-", "_")
        assert connect(running, role, f"{role}_db") == "1"
    assert "permission denied for database" in connect(running, "user_service", "customer_service_db")

    # What ends is started again, PostgreSQL after a kill -9 too.
    postgres = 'first_word_of "$DATA_DIR/postgres/postmaster.pid"'
    killed = running(postgres)
    came_back = f"came_back() {{ [[ $({postgres}) != {killed} ]] && postgres_answers; }}"
    assert running(f"kill -9 {killed}; {came_back}; wait_until 30 came_back && echo yes") == "yes"


STATE = """
LC_ALL=C as_postgres "$POSTGRES_BIN/pg_controldata" "$(postgres_folder)" |
    sed -n 's/^Database cluster state: *//p'
"""
PROCESSES = 'for process in $(platform_processes); do identity_of "$process"; done'


def kill_the_supervisor(running) -> None:
    running('kill -9 "$(first_word_of "$RUN_DIR/supervisord.pid")"')


def hang_the_supervisor(running) -> None:
    running('kill -STOP "$(first_word_of "$RUN_DIR/supervisord.pid")"')


def wipe_the_run_folder(running) -> None:
    running('rm -rf "$RUN_DIR"')


@pytest.mark.parametrize("break_it", [kill_the_supervisor, hang_the_supervisor, wipe_the_run_folder])
def test_whatever_happened_a_stop_ends_all_and_postgres_in_order(running, script, run_folder, break_it):
    processes = running(PROCESSES).split()
    assert len(processes) > 3
    break_it(running)
    stopped = script("stop")
    assert stopped.returncode == 0, stopped.stderr
    assert running(f"platform_processes; still_alive {' '.join(processes)}") == ""
    # Data beside a closed run folder outlives even that.
    if running("postgres_is_made && echo kept"):
        assert running(STATE) == "shut down"
    assert script("stop").stdout == f"ServEase is not running in {run_folder}.\n"


def test_a_start_after_the_supervisor_was_killed_works_at_once_and_recovers_nothing(running, library):
    kill_the_supervisor(running)
    started = library(f"end_unfinished_start >/dev/null\n{START}")
    assert started.returncode == 0, started.stderr
    assert running("postgres_answers && redis_answers && echo both") == "both"
    assert running('grep -c "was not properly shut down" "$RUN_DIR/logs/postgres.log" || true') == "0"


def test_a_number_in_a_pid_file_that_is_somebody_elses_by_now_misleads_nobody(running, script, library):
    script("stop")
    stranger = running('as_postgres sleep 300 >/dev/null 2>&1 </dev/null & echo "$!"')
    for file in ("$(postgres_folder)/postmaster.pid", "$RUN_DIR/supervisord.pid"):
        running(f'cp /dev/null "{file}"; chmod 644 "{file}"; echo {stranger} >"{file}"')
    try:
        assert running("platform_processes") == ""
        started = library(START)
        assert started.returncode == 0, started.stderr
        assert script("stop").returncode == 0
        assert running(f"[[ -e /proc/{stranger} ]] && echo alive") == "alive"
    finally:
        running(f"kill {stranger}")


def test_after_a_stop_they_take_other_passwords(running, script, library):
    assert script("stop").returncode == 0
    passwords = {"POSTGRES_PASSWORD": """an other's "$1" \\ #""", "REDIS_PASSWORD": "another-one"}
    started = library(START, **passwords)
    assert started.returncode == 0, started.stderr
    asked = library(
        """
        load_configuration development; load_native_platform
        as_administrator psql -U postgres -d postgres -Atc "SELECT 'let in'"
        redis_answers && echo answered
        """,
        **passwords,
    )
    assert asked.stdout == "let in\nanswered\n", asked.stderr
    assert "password authentication failed" in running('as_administrator psql -U postgres -d postgres -c ""')


def test_a_database_whose_making_was_cut_short_does_not_look_made(library, tmp_path):
    (tmp_path / "initdb").write_text('#!/bin/sh\ntouch "${1#--pgdata=}/PG_VERSION"\nkill -9 $$\n')
    (tmp_path / "initdb").chmod(0o755)
    finished = library(
        f"""
        load_configuration development
        DATA_DIR=$RUN_DIR POSTGRES_BIN={tmp_path}
        as_postgres() {{ "$@"; }}
        set +e
        (set -e; make_postgres)
        postgres_is_made || echo "not made"
        """
    )
    assert finished.stdout == "not made\n"


OTHER_CLUSTER = """
load_configuration development
require_run_folder >/dev/null
choose_data_folder >/dev/null
POSTGRES_PORT=$(free_port_from 23000)
cluster=$DATA_DIR/another; mkdir -p "$cluster"; chown "$(postgres_user)" "$cluster"
printf '%s' "${CONFIGURATION[POSTGRES_PASSWORD]}" >"$cluster.password"
chown "$(postgres_user)" "$cluster.password"
as_postgres "$POSTGRES_BIN/initdb" --pgdata="$cluster" --username=postgres --pwfile="$cluster.password" \
    --auth=scram-sha-256 --no-locale --encoding=SQL_ASCII >/dev/null
control() { as_postgres "$POSTGRES_BIN/pg_ctl" --pgdata="$cluster" --silent "$@" >/dev/null; }
trap 'control stop -m immediate; remove_data' EXIT
control start -w -o "-p $POSTGRES_PORT -k $cluster -c fsync=off"
create_databases
ask="SELECT DISTINCT pg_encoding_to_char(encoding), datcollate
     FROM pg_database WHERE datname LIKE '%_service_db'"
as_administrator psql -U postgres -d postgres -Atc "$ask"
as_administrator psql -U postgres -d user_service_db -Atc "SELECT 'Ö' < 'Z' COLLATE \\"und-x-icu\\""
"""


def test_the_databases_are_the_same_on_a_server_of_any_encoding(library):
    made = library(OTHER_CLUSTER)
    assert made.stdout.split() == ["UTF8|C.UTF-8", "t"], made.stderr
