from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts import events
from accounts.models import Account, Role, in_first_group
from accounts.permissions import address_counts
from chassis.auth import renew_rights
from chassis.fields import canonical_email


class Command(BaseCommand):
    help = "Make an account that has registered an admin: the first one, which nobody else could make."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        email = canonical_email(options["email"]) or options["email"]
        with transaction.atomic():
            account = Account.objects.select_for_update().signing_in_with(email).first()
            if account is None:
                raise CommandError(f"Nobody has registered with {email}.")
            if not address_counts(account):
                raise CommandError(f"{email} is not verified: follow the link in the mail, then try again.")
            granted = account.grant(Role.ADMIN, in_first_group(Role.ADMIN))
            if granted:
                events.account_changed(account, granted)
        if granted:
            renew_rights(account.id, account.rights)
        self.stdout.write(f"{account.email} is an admin from now on.")
