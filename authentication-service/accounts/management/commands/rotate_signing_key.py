from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.signing import rotate


class Command(BaseCommand):
    help = "Make a new signing key. It is published now and signs ten minutes later; nobody is signed out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at-once",
            action="store_true",
            help="The old key leaked: sign with the new one now, withdraw the others. All access tokens end.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        made = rotate(at_once=options["at_once"])
        when = "signs from now on" if options["at_once"] else "is published and signs in ten minutes"
        self.stdout.write(f"Key {made.key_id} {when}.")
