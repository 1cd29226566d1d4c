"""What keeps relay and consumers running through outages, one of each at a time."""

from collections.abc import Callable
from threading import Event as Signal

import structlog
from django.db import Error as DatabaseError
from django.db import connection
from redis import RedisError

log = structlog.get_logger()

PAUSE_SECONDS = 1


def keep_running(name: str, work: Callable[[Signal], None], stop: Signal) -> None:
    """Run the work until told to stop, starting it again on fresh connections whenever it fails."""
    while not stop.is_set():
        try:
            work(stop)
        except (DatabaseError, RedisError) as outage:
            log.warning("events interrupted", worker=name, error=str(outage).strip())
        except Exception:
            log.exception("events interrupted", worker=name)
        finally:
            connection.close()
        stop.wait(PAUSE_SECONDS)


def wait_for_turn(name: str, stop: Signal) -> bool:
    """Wait until no other replica does this work; false when told to stop first.

    The turn is a lock of this thread's database session. Whoever loses the session loses the turn, and with
    it the transaction of a handler in progress, so two replicas never both get work done.
    """
    with connection.cursor() as cursor:
        # The server notices within 25 seconds, not two hours, that the machine of a turn's holder is gone.
        cursor.execute(
            "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"
        )
        while not stop.is_set():
            cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [f"chassis.events {name}"])
            if cursor.fetchone()[0]:
                return True
            stop.wait(PAUSE_SECONDS)
    return False
