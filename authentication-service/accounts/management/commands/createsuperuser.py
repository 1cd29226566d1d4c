import getpass
import os
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import register_admin
from accounts.models import Account
from accounts.serializers import LONGEST_PASSWORD
from chassis.errors import Conflict
from chassis.fields import canonical_email

EMAIL_VARIABLE = "DJANGO_SUPERUSER_EMAIL"
PASSWORD_VARIABLE = "DJANGO_SUPERUSER_PASSWORD"
LONGEST_EMAIL = Account._meta.get_field("email").max_length or 254


class Command(BaseCommand):
    """In place of Django's, whose users have other columns and tell nobody."""

    help = f"Open an admin's account. With --noinput {EMAIL_VARIABLE} and {PASSWORD_VARIABLE} say whose."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--email", help=f"The address to sign in with; else {EMAIL_VARIABLE}, or asked for."
        )
        parser.add_argument("--noinput", "--no-input", action="store_false", dest="interactive")

    def handle(self, *args: Any, **options: Any) -> None:
        interactive = options["interactive"]
        if interactive and not sys.stdin.isatty():
            raise CommandError(
                f"Nobody can be asked here: use --noinput, {EMAIL_VARIABLE} and {PASSWORD_VARIABLE}."
            )
        address = (
            options["email"] or os.environ.get(EMAIL_VARIABLE) or (input("Email: ") if interactive else "")
        )
        email = canonical_email(address)
        if email is None:
            raise CommandError(f"{address!r} is no email address; give one by --email or {EMAIL_VARIABLE}.")
        password = self._asked_for(email) if interactive else os.environ.get(PASSWORD_VARIABLE, "")
        if not password:
            raise CommandError(f"{PASSWORD_VARIABLE} is not set.")
        # What signing in would not take makes an admin who cannot sign in.
        if len(email) > LONGEST_EMAIL:
            raise CommandError(f"An email address has at most {LONGEST_EMAIL} characters.")
        if len(password) > LONGEST_PASSWORD:
            raise CommandError(f"A password has at most {LONGEST_PASSWORD} characters.")
        try:
            register_admin(email, password)
        except Conflict as refused:
            raise CommandError(f"{email} has an account; make_admin makes it an admin.") from refused
        self.stdout.write(f"{email} is an admin and may sign in.")

    def _asked_for(self, email: str) -> str:
        while True:
            password = getpass.getpass()
            try:
                validate_password(password, Account(email=email))
            except ValidationError as error:
                self.stderr.write("\n".join(error.messages))
                continue
            if password == getpass.getpass("Password (again): "):
                return password
            self.stderr.write("The two differ.")
