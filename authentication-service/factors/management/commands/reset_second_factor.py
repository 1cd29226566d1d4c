from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Account
from chassis.fields import address_in_form
from factors.actions import reset_without_approval


class Command(BaseCommand):
    help = "Remove the second factors of an account whose person lost them, where there is no second admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        email = address_in_form(options["email"])
        account = Account.objects.signing_in_with(email).first()
        if account is None:
            raise CommandError(f"Nobody has registered with {email}.")
        if not account.second_factors:
            raise CommandError(f"{account.email} has no second factor.")
        reset_without_approval(account)
        self.stdout.write(f"{account.email} signs in by the password alone from now on; their sessions end.")
