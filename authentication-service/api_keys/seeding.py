"""The key that the documentation names: what it looks like, for nobody has its text."""

from accounts.management.commands.seed import PEOPLE
from accounts.models import Account
from api_keys.models import ApiKey
from chassis.bearer_codes import digest_of, new_code
from chassis.seeding import SeedCommand, also_seeds


@also_seeds
def a_key(command: SeedCommand) -> None:
    command.make(
        ApiKey,
        7,
        account=Account.objects.with_email(PEOPLE[0][1]).get(),
        name="Bookings by night",
        prefix="sea_demo",
        digest=digest_of(new_code()),
        scopes=["appointments:read", "appointments:write", "vehicles:read"],
    )
