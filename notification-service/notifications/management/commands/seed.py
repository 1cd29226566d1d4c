from uuid import UUID

from chassis.api.examples import seeded
from chassis.seeding import SeedCommand
from contacts.models import ChannelName, StoppedAddress, StopReason
from notifications.models import Notification

CUSTOMER, APPOINTMENT = (UUID(seeded(number)) for number in (1, 42))


class Command(SeedCommand):
    help = "Make a notification for the demo customer, and stop an address, in development only."

    def seed(self) -> None:
        self.make(
            Notification,
            61,
            account_id=CUSTOMER,
            kind="booked",
            title="Your appointment is booked",
            body="It was for an oil change.",
            about="appointment",
            about_id=APPOINTMENT,
            source_event_id=UUID(seeded(62)),
        )
        self.make(
            StoppedAddress,
            63,
            channel=ChannelName.EMAIL,
            address="nobody@servease.test",
            reason=StopReason.STOPPED,
        )
