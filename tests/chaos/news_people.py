"""People who are sent news by every channel, and what is known of the tables that say so."""

import base64
import json
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booking_checker import Database
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from news_sinks import Mails, Posts, http_server, mail_server
from platform_client import SECONDS_BETWEEN_LOOKS, Person
from platform_processes import ROOT, PlatformProcesses

# Each of these is mailed and pushed to the customer.
STEPS = ("booked", "confirmed", "rescheduled", "cancelled", "expired")
SECONDS_TO_BE_SENT = 900

KNOWN = "SELECT id::text FROM contacts_contact WHERE email <> '' AND id = ANY(%(people)s::uuid[])"
GIVE_A_BROWSER = """
    INSERT INTO devices_device (id, created_at, updated_at, account_id, endpoint, p256dh, auth, name)
    VALUES (%(id)s, now(), now(), %(person)s, %(endpoint)s, %(key)s, %(auth)s, 'drill')
"""
INBOXES = """
    SELECT account_id::text || ' ' || source_event_id::text FROM notifications_notification
    WHERE account_id = ANY(%(people)s::uuid[])
"""
PLANNED = """
    SELECT account_id::text || ' ' || source_event_id::text FROM deliveries_delivery
    WHERE channel = %(channel)s AND account_id = ANY(%(people)s::uuid[])
"""
SENT = """
    SELECT id::text FROM deliveries_delivery
    WHERE channel = %(channel)s AND status = 'sent' AND account_id = ANY(%(people)s::uuid[])
"""
DELIVERED = """
    SELECT id::text FROM webhooks_webhookdelivery WHERE webhook_id = %(webhook)s AND status = 'delivered'
"""


@dataclass(frozen=True)
class Outside:
    """The people, and what the world took."""

    inside: Database
    people: list[str]
    webhook: str
    mails: Mails
    posts: Posts

    def inboxes(self) -> list[str]:
        """Person and event of each piece of news."""
        return self._column(INBOXES)

    def planned(self, channel: str) -> list[str]:
        return self._column(PLANNED, channel=channel)

    def sent(self, channel: str) -> list[str]:
        return self._column(SENT, channel=channel)

    def delivered_to_the_webhook(self) -> list[str]:
        return self._column(DELIVERED, webhook=self.webhook)

    def wait_until_sent(self, of_each: int) -> None:
        wanted = of_each * len(self.people)

        def all_is_sent() -> bool:
            lists = [self.sent("email"), self.sent("push"), self.delivered_to_the_webhook()]
            return [len(one) for one in lists] == [wanted] * 3

        wait_until(all_is_sent, "all is sent")

    def again(self) -> str:
        """How many messages were sent more than once, under the id of the first time."""
        taken = {"mails": self.mails.by_id, "pushes": self.posts.pushes, "webhooks": self.posts.webhooks}
        return ", ".join(f"{repeated(ids)} {name} twice" for name, ids in taken.items())

    def _column(self, query: str, **values: Any) -> list[str]:
        return sorted(row[0] for row in self.inside.read(query, people=self.people, **values))


def repeated(ids: Counter[str]) -> int:
    return sum(1 for times in ids.values() if times > 1)


@contextmanager
def people_outside(platform: PlatformProcesses, chief: Person, count: int) -> Iterator[Outside]:
    """So many, with an address and a browser each, a program at a webhook, and servers where all is taken."""
    people = [str(uuid.uuid4()) for _ in range(count)]
    inside = Database(platform.folder, "notification-service")
    with mail_server() as (mails, mail_port), http_server() as posts:
        place = f"127.0.0.1:{posts.server_port}"
        settings = {
            "MAIL_TRANSPORT": "smtp",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(mail_port),
            "SMTP_SECURITY": "none",
            "OUTBOUND_ALLOWED": place,
        }
        with platform.with_settings("notification-service", settings):
            with emitting("authentication-service", [registered(person) for person in people], platform):
                pass
            wait_until(lambda: len(inside.read(KNOWN, people=people)) == count, "they are known")
            for person in people:
                give_a_browser(inside, person, place)
            types = [f"appointment.{step}" for step in STEPS]
            wanted = {"url": f"http://{place}/webhook", "events": types}
            webhook = chief.post("notifications/webhooks/", wanted, 201)["id"]
            yield Outside(inside, people, webhook, mails, posts)
            chief.ask("DELETE", f"notifications/webhooks/{webhook}/", 204)


def give_a_browser(inside: Database, person: str, place: str) -> None:
    key = generate_private_key(SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    inside.change(
        GIVE_A_BROWSER,
        id=str(uuid.uuid4()),
        person=person,
        endpoint=f"http://{place}/push/{person}",
        key=in_base64(point),
        auth=in_base64(uuid.uuid4().bytes),
    )


def in_base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def registered(person: str) -> dict[str, Any]:
    payload = example("authentication-service", "account.registered.v1")
    payload |= {"account_id": person, "email": f"{person}@example.org"}
    return {"name": "account.registered.v1", "subject": person, "data": payload}


def event_about(person: str, appointment: str, step: str) -> dict[str, Any]:
    name = f"appointment.{step}.v1"
    payload = example("appointment-service", name)
    payload |= {"appointment_id": appointment, "customer_id": person}
    return {"name": name, "subject": appointment, "data": payload}


def example(service: str, name: str) -> dict[str, Any]:
    contract = json.loads((ROOT / service / "contracts/events" / f"{name}.json").read_text())
    payload: dict[str, Any] = contract["examples"][0]
    return payload


@contextmanager
def emitting(service: str, events: list[dict[str, Any]], platform: PlatformProcesses) -> Iterator[None]:
    """They are committed one by one from half of them on inside the block, and all of them after it."""
    with platform.begun(service, sys.executable, str(Path(__file__).with_name("emit_events.py"))) as process:
        assert process.stdin
        assert process.stdout
        half = len(events) // 2
        write(process, events[:half])
        process.stdin.flush()
        for _ in range(half):
            process.stdout.readline()
        write(process, events[half:])
        process.stdin.close()
        yield
        left = process.stdout.read().splitlines()
    assert process.returncode == 0
    assert len(left) == len(events) - half


def write(process: subprocess.Popen[str], events: list[dict[str, Any]]) -> None:
    assert process.stdin
    process.stdin.writelines(json.dumps(event) + "\n" for event in events)


def wait_until(reached: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_BE_SENT
    while not reached():
        assert time.monotonic() < deadline, f"It is not so that {what}."
        time.sleep(SECONDS_BETWEEN_LOOKS)
