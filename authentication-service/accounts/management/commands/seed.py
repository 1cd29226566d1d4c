from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import events
from accounts.models import Account, Role, in_first_group

PASSWORD = "servease-demo"
PEOPLE = [
    ("customer@servease.test", "Carla", "Customer", Role.CUSTOMER),
    ("technician@servease.test", "Theo", "Technician", Role.EMPLOYEE),
    ("technician2@servease.test", "Tina", "Torque", Role.EMPLOYEE),
    ("technician3@servease.test", "Timur", "Tanner", Role.EMPLOYEE),
    ("admin@servease.test", "Ada", "Admin", Role.ADMIN),
]


class Command(BaseCommand):
    help = "Make the demo accounts, in development only. Those that are there already stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("seed makes accounts whose password everybody knows; it needs DEBUG=true.")
        for email, first_name, last_name, role in PEOPLE:
            made = self._make(email, first_name=first_name, last_name=last_name, role=role)
            self.stdout.write(f"{email} {'made' if made else 'is there'}")

    def _make(self, email: str, **described: str) -> bool:
        groups = in_first_group(described["role"])
        account = Account(email=email, email_verified=True, groups=groups, **described)
        account.set_password(PASSWORD)
        with transaction.atomic():
            # Two seeds at once make each account once.
            if Account.objects.select_for_update().with_email(email).exists():
                return False
            account.save(force_insert=True)
            events.account_registered(account)
        return True
