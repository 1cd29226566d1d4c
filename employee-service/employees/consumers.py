"""What employee-service does when authentication-service tells of an account, and appointment-service of a
location."""

from chassis.events import Event, handles
from employees import actions


@handles(
    "account.registered.v1",
    "account.changed.v1",
    newest_only=True,
    reads=["account_id", "email", "first_name", "last_name", "phone", "role", "is_active"],
)
def follow_account(event: Event) -> None:
    actions.follow_account(event.data)


@handles("location.changed.v1", newest_only=True, reads=["location_id", "name", "time_zone", "is_active"])
def follow_location(event: Event) -> None:
    actions.follow_location(event.data)
