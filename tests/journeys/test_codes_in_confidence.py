"""Codes that were mailed, looked for in every table, all of Redis and every log of the running platform."""

import re
import secrets
import shlex
import uuid
from collections.abc import Callable, Iterator

import pytest
import redis
import seed
from booking_checker import Database
from callers import PASSWORD
from platform_client import Person
from platform_processes import PlatformProcesses
from services import SERVICES

TABLES = "SELECT relname FROM pg_stat_user_tables"


@pytest.fixture
def places(platform: PlatformProcesses) -> Callable[[str], set[str]]:
    """Where a text stands, of all that the platform keeps but the mails themselves."""

    def of(text: str) -> set[str]:
        # Six digits also stand within longer numbers, and in the fractions of seconds.
        bounds = (r"(?<![\d.])", r"(?!\d)") if text.isdecimal() else ("", "")
        wanted = re.compile(re.escape(text).join(bounds).encode())
        return {name for name, content in everything(platform) if wanted.search(content)}

    return of


def everything(platform: PlatformProcesses) -> Iterator[tuple[str, bytes]]:
    """What it is called, and what is in it."""
    for service in SERVICES:
        database = Database(platform.folder, service)
        for (table,) in database.read(TABLES):
            rows = database.read(f'SELECT row_to_json(one)::text FROM "{table}" one')
            yield f"{service}: {table}", "\n".join(row[0] for row in rows).encode()
    for key, value in kept_in_redis(platform):
        yield f"redis: {key}", value
    for log in (platform.folder / "logs").rglob("*"):
        if log.is_file():
            yield f"log: {log.name}", log.read_bytes()


def kept_in_redis(platform: PlatformProcesses) -> Iterator[tuple[str, bytes]]:
    lines = (platform.folder / "services/notification-service.env").read_text().splitlines()
    known = {name: "".join(shlex.split(value)) for name, value in (line.split("=", 1) for line in lines)}
    store = redis.Redis(
        host=known["REDIS_HOST"], port=int(known["REDIS_PORT"]), password=known["REDIS_PASSWORD"]
    )
    reads = {
        b"string": store.get,
        b"stream": store.xrange,
        b"hash": store.hgetall,
        b"set": store.smembers,
        b"list": lambda key: store.lrange(key, 0, -1),
        b"zset": lambda key: store.zrange(key, 0, -1),
    }
    for key in store.scan_iter():
        yield key.decode(), repr(reads[store.type(key)](key)).encode()


def test_no_code_and_no_address_that_nobody_confirmed_is_kept_anywhere(
    newcomer: Callable[[str], Person],
    gateway: str,
    mailed_code: Callable[[str, str], str],
    places: Callable[[str], set[str]],
) -> None:
    anna, new = newcomer("anna"), f"anna.{uuid.uuid4().hex[:12]}@example.org"
    old, invited = anna.email, f"invited.{uuid.uuid4().hex[:12]}@example.org"
    codes = [mailed_code(old, "verify_email")]
    anna.post("auth/email/verify/", {"code": codes[0]}, 204)
    anna.login(old, PASSWORD)

    anna.post("auth/email/change/", {"email": new}, 204)
    codes.append(confirming := mailed_code(new, "change_email"))
    # authentication-service alone has an address that is not confirmed: where it sent the code.
    assert {place for place in places(new) if not place.startswith("authentication-service: codes_")} == set()
    anna.post("auth/email/change/confirm/", {"code": confirming}, 204)
    codes.append(mailed_code(old, "undo_email_change"))
    anna.login(new, PASSWORD)

    number = f"+49151{secrets.randbelow(10**8):08}"
    anna.patch("auth/me/", {"phone": number})
    anna.post("auth/phone/verify/", {}, 204)
    codes.append(mailed_code(number, "verify_phone"))

    anna.post("auth/password/forgot/", {"email": new}, 204)
    codes.append(mailed_code(new, "reset_password"))

    # Inviting needs a sign-in of the last ten minutes.
    chief = Person(gateway, "chief")
    chief.login("admin@servease.test", seed.PASSWORD)
    chief.post("auth/accounts/", {"email": invited, "first_name": "Ivo", "role": "employee"}, 201)
    codes.append(mailed_code(invited, "invitation"))
    Person(gateway, "ivo").post("auth/invitations/accept/", {"code": codes[-1], "password": PASSWORD})

    # What is there is found: in tables, in Redis and in logs.
    assert {place.partition(":")[0] for place in places(anna.id)} >= {"notification-service", "redis", "log"}
    assert {code: places(code) for code in codes} == {code: set() for code in codes}
