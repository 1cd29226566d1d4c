"""How many messages one worker sends a second, to servers that take them at once, and what one costs."""

import argparse
import os
import smtplib
import sys
import time
import uuid
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/chaos"))

from families import family_of
from news_people import STEPS, Outside, emitting, event_about, people_outside
from news_sinks import mail_server
from platform_client import Person
from platform_processes import PlatformProcesses
from seed import PASSWORD

TICKS = os.sysconf("SC_CLK_TCK")
MAIL = (
    "Subject: Booked: Oil change\r\nMessage-ID: <{number}@example.org>\r\n\r\n"
    + 50 * "We expect you on Monday at nine.\r\n"
)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--gateway", required=True)
    asked.add_argument("--stream", help="where the stream answers, of the other part")
    asked.add_argument("--events", type=int, default=1000)
    options = asked.parse_args()

    platform = PlatformProcesses.behind(options.gateway)
    chief = Person(options.gateway, "chief")
    chief.login("admin@servease.test", PASSWORD)
    with people_outside(platform, chief, count=max(1, options.events // (2 * len(STEPS)))) as outside:
        measure(platform, outside)
    bare = bare_mails(options.events)
    print(f"bare smtplib, one connection a mail, one thread: {bare:.0f}/s")


def measure(platform: PlatformProcesses, outside: Outside) -> None:
    """Everybody's appointments happen at once; each is a mail, a push and a message to a webhook."""
    news = [
        event_about(person, appointment, step)
        for person in outside.people
        for appointment, step in product([str(uuid.uuid4()), str(uuid.uuid4())], STEPS)
    ]
    worker = platform.process_of("notification-service-worker")
    began, cpu = time.monotonic(), seconds_of(worker)
    with emitting("appointment-service", news, platform):
        pass
    emitted = time.monotonic() - began
    outside.wait_until_sent(of_each=2 * len(STEPS))
    took, spent = time.monotonic() - began, seconds_of(worker) - cpu
    messages = 3 * len(news)
    print(f"{len(news)} events committed in {emitted:.1f} s, {messages} messages sent in {took:.1f} s")
    print(f"{messages / took:.0f} messages/s by one worker, {1000 * spent / messages:.2f} ms of its CPU each")
    print(outside.again())


def seconds_of(process: int) -> float:
    """CPU of a process and of all that came from it."""
    return sum(sum(map(int, stat_of(one)[13:15])) for one in family_of(process)) / TICKS


def stat_of(process: int) -> list[str]:
    # The name in brackets may have blanks.
    before, _, after = Path(f"/proc/{process}/stat").read_text().rpartition(")")
    return [*before.split(" ", 1), *after.split()]


def bare_mails(count: int) -> float:
    """The yardstick: what the mail server takes from a loop that does nothing else."""
    with mail_server() as (_, port):
        began = time.monotonic()
        for number in range(count):
            with smtplib.SMTP("127.0.0.1", port) as connection:
                connection.sendmail("from@example.org", ["to@example.org"], MAIL.format(number=number))
        return count / (time.monotonic() - began)


if __name__ == "__main__":
    main()
