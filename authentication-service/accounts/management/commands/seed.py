from datetime import timedelta

from django.utils import timezone

from accounts import events
from accounts.models import Account, Role, Session, in_first_group
from chassis.api.examples import seeded
from chassis.seeding import SeedCommand

PASSWORD = "servease-demo"
PEOPLE = [
    (1, "customer@servease.test", "Carla", "Customer", Role.CUSTOMER),
    (2, "technician@servease.test", "Theo", "Technician", Role.EMPLOYEE),
    (3, "technician2@servease.test", "Tina", "Torque", Role.EMPLOYEE),
    (4, "technician3@servease.test", "Timur", "Tanner", Role.EMPLOYEE),
    (5, "admin@servease.test", "Ada", "Admin", Role.ADMIN),
]
SESSION_LIVES = timedelta(days=90)


class Command(SeedCommand):
    help = "Make the demo accounts, in development only. Those that are there already stay as they are."

    def seed(self) -> None:
        for number, email, first_name, last_name, role in PEOPLE:
            made = self._make_account(number, email, first_name=first_name, last_name=last_name, role=role)
            self.stdout.write(f"{email} {'made' if made else 'is there'}")
        customer = Account.objects.with_email(PEOPLE[0][1]).get()
        self.make(
            Session, 6, account=customer, user_agent="A tablet", expires_at=timezone.now() + SESSION_LIVES
        )

    def _make_account(self, number: int, email: str, **described: str) -> bool:
        groups = in_first_group(described["role"])
        account = Account(id=seeded(number), email=email, email_verified=True, groups=groups, **described)
        account.set_password(PASSWORD)
        # Two seeds at once make each account once.
        if Account.objects.select_for_update().with_email(email).exists():
            return False
        account.save(force_insert=True)
        events.account_registered(account)
        return True
