from argparse import ArgumentParser
from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chassis.events import broker
from chassis.events.care import ABSENT_AFTER, drop_group, publish_again
from chassis.events.models import DeadEvent, OutgoingEvent, ReaderGroup
from chassis.events.streams import survey


class Command(BaseCommand):
    help = (
        "Look after this service's news: who reads it, what died here, what is to be told or handled again."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("groups", help="who reads our streams, how far they are and when they last asked")
        drop = verbs.add_parser("drop", help="forget a reader that will not come back")
        drop.add_argument("stream", help="such as events:account")
        drop.add_argument("group", help="such as customer-service")
        verbs.add_parser("dead", help="events that our handlers could not handle")
        replay = verbs.add_parser("replay", help="handle the dead again, oldest first")
        replay.add_argument("--name", help="only events of this name, such as vehicle.changed.v1")
        again = verbs.add_parser("republish", help="publish again; whoever handled an event drops it")
        again.add_argument("--name", help="only events of this name")
        again.add_argument(
            "--hours", type=float, help="only those of so many hours; all that is kept otherwise"
        )

    def handle(self, *arguments: str, **options: object) -> None:
        verb = options["verb"]
        getattr(self, f"_{verb}")(options)

    def _groups(self, options: dict[str, object]) -> None:
        unread = survey(broker.connect(), ReaderGroup.objects.values_list("stream", flat=True).distinct())
        lengths = {stream.name: stream.length for stream in unread}
        for group in ReaderGroup.objects.order_by("stream", "name"):
            behind = OutgoingEvent.objects.filter(
                name__startswith=group.stream.removeprefix("events:") + ".", entry__gt=group.read
            ).count()
            absent = timezone.now() - group.seen_at
            note = f"  absent for {absent.days} days" if absent > ABSENT_AFTER else ""
            self.stdout.write(
                f"{group.stream} ({lengths.get(group.stream, 0)} entries)  {group.name}  "
                f"{behind} behind  seen {group.seen_at:%Y-%m-%d %H:%M} UTC{note}"
            )

    def _drop(self, options: dict[str, object]) -> None:
        stream, group = str(options["stream"]), str(options["group"])
        if not drop_group(broker.connect(), stream, group):
            raise CommandError(f"{group} does not read {stream}.")
        self.stdout.write(f"{group} reads {stream} no more; what only it had not read may go now.")

    def _dead(self, options: dict[str, object]) -> None:
        for dead in DeadEvent.objects.all():
            last_line = dead.error.strip().rpartition("\n")[2]
            self.stdout.write(f"{dead.died_at:%Y-%m-%d %H:%M} UTC  {dead}  {last_line}")

    def _replay(self, options: dict[str, object]) -> None:
        call_command("replay_dead_events", name=options["name"], stdout=self.stdout, stderr=self.stderr)

    def _republish(self, options: dict[str, object]) -> None:
        events = OutgoingEvent.objects.all()
        if options["name"]:
            events = events.filter(name=options["name"])
        if options["hours"]:
            events = events.filter(
                occurred_at__gt=timezone.now() - timedelta(hours=float(str(options["hours"])))
            )
        self.stdout.write(f"{publish_again(events)} events will be published again.")
