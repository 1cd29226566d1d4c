"""`servease ROLE`: how every process of a service starts, in a container and without one.

Run it in the service's folder. Roles: web, events, worker, stream, migrate; and service, the first four of
one load, or replica, what of them a further replica has.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from resource import RLIMIT_NOFILE, getrlimit, setrlimit
from typing import NoReturn

SECONDS_TO_WAIT = 60
MIGRATION_LOCK = 0x5E12EA5E


def share_counts() -> None:
    """Give the workers' counts a folder, before anything that counts is imported."""
    counts = Path(os.environ.get("STATE_DIR", "/tmp")) / f"metrics-{Path.cwd().name}-{port()}"
    counts.mkdir(parents=True, exist_ok=True)
    for stale in counts.glob("*.db"):
        stale.unlink()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counts)


def web() -> None:
    """Gunicorn with threads: persistent database connections need one thread to keep one.

    In this process, which has loaded the service already: loading is most of what a start costs.
    """
    from django.db import connections
    from gunicorn.app.wsgiapp import run

    from chassis import health

    compile_kept_sql()
    health.note_start()
    connections.close_all()
    sys.argv = [
        "gunicorn", f"{project()}.wsgi:application",
        "--config", "python:chassis.gunicorn",
        "--bind", f"{os.environ.get('BIND', '0.0.0.0')}:{port()}",
    ]  # fmt: skip
    run()


def events() -> None:
    """The relay of this service's outbox and the consumer of its upstreams' news."""
    from django.core.management import call_command

    call_command("events")


def stream() -> None:
    """Gunicorn with one loop in one process, for the services that have answers that last. No database."""
    from gunicorn.app.wsgiapp import run

    from chassis import health

    if not has_stream():
        sys.exit(f"{Path.cwd().name} has no stream.")
    health.note_start()
    _, most = getrlimit(RLIMIT_NOFILE)
    setrlimit(RLIMIT_NOFILE, (most, most))
    sys.argv = [
        "gunicorn", f"{project()}.asgi:application",
        "--config", "python:chassis.gunicorn",
        "--worker-class", "chassis.stream_worker.Worker", "--workers", "1", "--threads", "1",
        # A connection that is kept would hold up the end, and one that is gone has nothing to finish.
        "--keep-alive", "0", "--asgi-disconnect-grace-period", "0", "--asgi-lifespan", "on",
        "--bind", f"{os.environ.get('BIND', '0.0.0.0')}:{os.environ['STREAM_PORT']}",
    ]  # fmt: skip
    run()


def service() -> None:
    """Web, events, worker and stream, forked from this process when it has loaded what they share."""
    share_one_load(
        {"web": web, "events": events}
        | ({"worker": worker} if has_jobs() else {})
        | ({"stream": stream} if has_stream() else {})
    )


def replica() -> None:
    """What a further replica has of a service with a stream: another web and another stream, and no more."""
    share_one_load({"web": web, "stream": stream})


def share_one_load(members: dict[str, Callable[[], None]]) -> None:
    import gunicorn.app.wsgiapp  # noqa: F401 - loaded to be shared, as the next
    from django.db import connections

    import chassis.events.process
    import chassis.web_worker  # noqa: F401
    from chassis import family

    import_module(f"{project()}.wsgi")
    compile_kept_sql()
    connections.close_all()
    family.run(members)


def compile_kept_sql() -> None:
    """Also loads all routes. Ends the process, before any fork, where a handler's SQL cannot be kept."""
    from chassis.api.kept_sql import CannotBeKept, prepare

    try:
        prepare()
    except CannotBeKept as error:
        sys.exit(f"{Path.cwd().name} cannot start: {error}")


def worker() -> None:
    """Celery with its schedule, for the services that have jobs."""
    if not has_jobs():
        sys.exit(f"{Path.cwd().name} has no jobs, so it has no worker.")
    from chassis import jobs

    jobs.work(import_module(f"{project()}.celery").app)


def migrate() -> None:
    """Bring the database up to date. Replicas that start together take turns."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    try:
        call_command("migrate", interactive=False, verbosity=1)
    finally:
        connection.close()


def has_jobs() -> bool:
    return (Path.cwd() / project() / "celery.py").exists()


def has_stream() -> bool:
    return (Path.cwd() / project() / "asgi.py").exists()


ROLES: dict[str, Callable[[], None]] = {
    "service": service, "replica": replica, "web": web, "events": events, "worker": worker, "stream": stream,
    "migrate": migrate,
}  # fmt: skip


def port() -> str:
    return os.environ.get("PORT") or sys.exit("PORT is not set: where this service is to answer.")


def project() -> str:
    return Path.cwd().name.replace("-", "_")


def wait_for_database() -> None:
    """Return when the database answers. Ends the process after a minute without."""
    from django.db import OperationalError, connection

    deadline = time.monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            if time.monotonic() > deadline:
                sys.exit(f"The database of {Path.cwd().name} does not answer: {error}")
            time.sleep(0.5)
        else:
            return


def wait_for_migrations() -> None:
    """Return when the database is up to date, so that no process works on tables that are not there yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    deadline = time.monotonic() + SECONDS_TO_WAIT
    while True:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        if time.monotonic() > deadline:
            sys.exit(f"The database of {Path.cwd().name} is not migrated; run: servease migrate")
        time.sleep(0.5)


def end_while_starting(number: int, *_: object) -> NoReturn:
    """The first process of a container ignores what it has no handler for; a role installs its own later."""
    sys.exit(128 + number)


def main() -> None:
    signal.signal(signal.SIGTERM, end_while_starting)
    if len(sys.argv) != 2 or sys.argv[1] not in ROLES:
        sys.stderr.write(f"usage: servease {' | '.join(ROLES)}\n")
        sys.exit(2)
    import django
    from django.core.exceptions import ImproperlyConfigured

    role = sys.argv[1]
    # structlog would load it, for coloured traces, where a developer's packages bring it: 5 MiB a process.
    sys.modules["rich"] = None  # type: ignore[assignment]
    from chassis.prctl import be_called

    be_called(role)
    if role in {"service", "replica", "web"}:
        share_counts()
    sys.path.insert(0, str(Path.cwd()))
    os.environ["DJANGO_SETTINGS_MODULE"] = f"{project()}.settings"
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"{Path.cwd().name} cannot start: {error}")
    if role == "stream":
        stream()
        return
    wait_for_database()
    if role == "migrate" or os.environ.get("MIGRATE_ON_START") == "true":
        migrate()
    if role != "migrate":
        wait_for_migrations()
        ROLES[role]()
