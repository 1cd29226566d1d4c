"""How long news take from their commit to a thousand clients of the stream, and what a client takes."""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from redis import Redis

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from platform_client import Person
from seed import PASSWORD

ROOT = Path(__file__).resolve().parents[1]

TITLE = re.compile(rb'"title":"news (\d+)"')
PEOPLE = 50
SECONDS_TO_WAIT = 30


class Client(asyncio.Protocol):
    """Notes when it is sent which piece of news; `arrived` counts those of all clients."""

    arrived = 0

    def __init__(self, path: str, token: str, keeps: bool) -> None:
        self.request = (
            f"GET /api/v1/notifications/stream/{path} HTTP/1.1\r\nHost: localhost\r\n"
            f"Authorization: Bearer {token}\r\n\r\n"
        ).encode()
        self.keeps = keeps
        self.begun = asyncio.get_running_loop().create_future()
        self.received: list[tuple[int, float]] = []
        self.rest = b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        now = time.time()
        if not self.begun.done() and b"\nid: " in data:
            self.begun.set_result(None)
        # A title that is cut in two is in what comes next.
        text = self.rest + data
        last = 0
        for found in TITLE.finditer(text):
            last = found.end()
            Client.arrived += 1
            if self.keeps:
                self.received.append((int(found[1]), now))
        self.rest = text[max(last, len(text) - 40) :]


def platform_folder() -> Path:
    return Path(os.environ["SERVEASE_RUN_DIR"])


def example(name: str) -> dict[str, Any]:
    [contract] = ROOT.glob(f"*-service/contracts/events/{name}.json")
    found: dict[str, Any] = json.loads(contract.read_text())["examples"][0]
    return found


async def committed(service: str, name: str, data: list[dict[str, Any]], pause: float) -> list[float]:
    """When each was."""
    process = await asyncio.create_subprocess_exec(
        ROOT / "deploy/native/process.sh",
        service, "--", "python", ROOT / "tests/chaos/emit_events.py", str(pause),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    events = [json.dumps({"name": name, "subject": str(uuid.uuid4()), "data": one}) for one in data]
    instants, _ = await process.communicate("\n".join(events).encode())
    return [float(instant) for instant in instants.splitlines()]


async def all_begun(clients: list[Client]) -> None:
    async with asyncio.timeout(120):
        await asyncio.gather(*(client.begun for client in clients))


async def arrived(number: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while Client.arrived < number and time.monotonic() < deadline:
        await asyncio.sleep(0.005)


async def connect(port: int, number: int, path: str, tokens: list[str], keeps: bool = True) -> list[Client]:
    loop = asyncio.get_running_loop()
    clients = []
    for place in range(number):
        client = Client(path, tokens[place % len(tokens)], keeps)
        await loop.create_connection(lambda made=client: made, "127.0.0.1", port)
        clients.append(client)
        if place % 50 == 49:
            await all_begun(clients)
    await all_begun(clients)
    return clients


def close(clients: list[Client]) -> None:
    for client in clients:
        client.transport.close()


def processes(name: str) -> Iterator[Path]:
    """Those of the platform that are called so."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_ours = str(platform_folder()) in (process / "environ").read_text()
            if is_ours and (process / "comm").read_text().strip() == name:
                yield process


def memory() -> float:
    """Of the stream's processes, in KiB."""
    texts = [(process / "smaps_rollup").read_text() for process in processes("stream")]
    return sum(int(found) for text in texts for found in re.findall(r"^Pss: +(\d+)", text, re.MULTILINE))


def cpu(name: str) -> float:
    """What the processes of this name have taken, in milliseconds."""
    ticks = 0
    for process in processes(name):
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return 1000 * ticks / (os.sysconf("SC_CLK_TCK"))


def latencies(clients: list[Client], instants: list[float]) -> list[float]:
    return sorted(
        1000 * (moment - instants[number]) for client in clients for number, moment in client.received
    )


def line(what: str, found: list[float], expected: int) -> None:
    p50, p95, p99 = (found[min(len(found) - 1, int(len(found) * share))] for share in (0.5, 0.95, 0.99))
    lost = "" if len(found) == expected else f"   {expected - len(found)} LOST"
    print(f"{what:<52} {p50:7.1f} {p95:7.1f} {p99:7.1f} {found[-1]:7.1f}{lost}", flush=True)


async def to_accounts(port: int, people: list[Person], clients: int, seconds: float, pause: float) -> None:
    listening = await connect(port, clients, "", [str(person.token) for person in people])
    Client.arrived = 0
    number = max(20, int(seconds / pause))
    data = [
        {
            **example("notification.created.v1"),
            "account_id": people[place % len(people)].id,
            "title": f"news {place}",
        }
        for place in range(number)
    ]
    each = clients // len(people)
    before = [cpu(name) for name in ("events", "stream")]
    instants = await committed("notification-service", "notification.created.v1", data, pause)
    await arrived(number * each)
    taken = [cpu(name) for name in ("events", "stream")]
    relays, stream = ((now - then) / number for now, then in zip(taken, before, strict=True))
    what = f"to one account of {len(people)}, {each} connections, {1 / pause:.0f}/s"
    line(what, latencies(listening, instants), number * each)
    print(f"    CPU of a piece of news, ms: events processes {relays:.1f}, stream {stream:.1f}")
    close(listening)


async def to_the_board(port: int, admin: Person, clients: int, seconds: float, pause: float) -> None:
    listening = await connect(port, clients, "?topics=board", [str(admin.token)])
    Client.arrived = 0
    number = max(10, int(seconds / pause))
    data = [{**example("project.progressed.v1"), "title": f"news {place}"} for place in range(number)]
    instants = await committed("vehicleandproject-service", "project.progressed.v1", data, pause)
    await arrived(number * clients)
    line(f"to the board, all {clients}, {1 / pause:.0f}/s", latencies(listening, instants), number * clients)
    close(listening)


async def at_once(port: int, admin: Person, clients: int) -> None:
    """Straight into Redis, so that the stream alone is measured."""
    environment = (platform_folder() / "services/notification-service.env").read_text()
    said = dict(re.findall(r"^(REDIS_\w+)=(.*)$", environment, re.MULTILINE))
    redis = Redis(port=int(said["REDIS_PORT"]), password=said["REDIS_PASSWORD"].strip("'\""))
    listening = await connect(port, clients, "?topics=board", [str(admin.token)], keeps=False)
    Client.arrived = 0
    number = 400
    began = time.perf_counter()
    for place in range(number):
        data = json.dumps({**example("project.progressed.v1"), "title": f"news {place}"})
        entry = {"id": str(uuid.uuid4()), "name": "project.progressed.v1", "subject": "7"}
        redis.xadd("events:project", {**entry, "occurred_at": "2026-11-30T10:00:00+00:00", "data": data})
        if place % 10 == 9:
            await asyncio.sleep(0)
    await arrived(number * clients)
    seconds = time.perf_counter() - began
    sent = Client.arrived
    print(f"{number} at once to {clients} clients: {sent} of {number * clients}, {sent / seconds:.0f}/s")
    close(listening)


async def measure(arguments: argparse.Namespace) -> None:
    people = []
    for _ in range(PEOPLE):
        person = Person(arguments.gateway, "listener")
        person.register(f"live.{uuid.uuid4().hex[:12]}@example.org", "a long demo password", "Li", "Ve")
        people.append(person)
    admin = Person(arguments.gateway, "admin")
    admin.login("admin@servease.test", PASSWORD)
    before = memory()
    listening = await connect(arguments.stream, arguments.clients, "", [str(one.token) for one in people])
    taken = (memory() - before) / arguments.clients
    print(
        f"memory: {before / 1024:.0f} MiB with nobody, {taken:.1f} KiB more with each of {arguments.clients}"
    )
    close(listening)
    print(f"{'milliseconds from the commit to a client':<52} {'p50':>7} {'p95':>7} {'p99':>7} {'most':>7}")
    for pause in (0.5, 0.02):
        await to_accounts(arguments.stream, people, arguments.clients, arguments.seconds, pause)
    for pause in (1.0, 0.2):
        await to_the_board(arguments.stream, admin, arguments.clients, arguments.seconds, pause)
    await at_once(arguments.stream, admin, arguments.clients)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", required=True)
    parser.add_argument("--stream", type=int, required=True, help="its port")
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=20)
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
