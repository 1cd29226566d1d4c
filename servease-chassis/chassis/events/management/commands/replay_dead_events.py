from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from chassis.events.inbox import replay
from chassis.events.models import DeadEvent


class Command(BaseCommand):
    help = "Handle again, oldest first, the events whose handlers kept failing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", help="only events of this name, such as vehicle.changed.v1")

    def handle(self, *arguments: str, name: str | None = None, **options: object) -> None:
        dead_events = DeadEvent.objects.filter(name=name) if name else DeadEvent.objects.all()
        failures = 0
        for dead in dead_events:
            try:
                replay(dead)
            except Exception as problem:
                failures += 1
                self.stderr.write(f"{dead} fails again: {problem!r}")
            else:
                self.stdout.write(f"{dead} handled")
        if failures:
            raise CommandError(f"{failures} still dead.")
