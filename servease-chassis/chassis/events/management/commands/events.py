from django.core.management.base import BaseCommand

from chassis.events.process import run


class Command(BaseCommand):
    help = "Publish this service's events and handle those of the others, until told to end."
    # Checks would import the URLconf, and with it all that only answers requests.
    requires_system_checks = ()

    def handle(self, *arguments: str, **options: object) -> None:
        run()
