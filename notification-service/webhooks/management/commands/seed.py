from uuid import UUID

from django.utils import timezone

from broadcasts.examples import WINTER
from broadcasts.models import Broadcast
from broadcasts.statuses import Status as Broadcasting
from chassis.api.examples import seeded
from chassis.models import new_id
from chassis.seeding import SeedCommand
from contacts.models import ChannelName, StoppedAddress, StopReason
from deliveries.models import Delivery
from deliveries.models import Status as Delivering
from devices.examples import KEYS
from devices.models import Device
from notifications.models import Notification
from texts.kinds import KINDS
from webhooks.event_types import TEST
from webhooks.models import Status, Webhook, WebhookDelivery
from webhooks.sealing import sealed
from webhooks.signing import new_secret

CUSTOMER, APPOINTMENT = (UUID(seeded(number)) for number in (1, 42))


class Command(SeedCommand):
    help = "Make rows that the documentation names, for the demo accounts, in development only."

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
        self.make(
            Device,
            73,
            account_id=CUSTOMER,
            endpoint="https://push.example.org/send/demo",
            name="A browser",
            **KEYS,
        )
        self.make(
            Delivery,
            64,
            account_id=CUSTOMER,
            kind="booked",
            channel=ChannelName.EMAIL,
            values=KINDS["booked"].variables,
            about="appointment",
            about_id=APPOINTMENT,
            source_event_id=UUID(seeded(62)),
            status=Delivering.FAILED,
            due_at=timezone.now(),
            attempts=6,
            error="The mail server does not answer.",
        )
        self.make(Broadcast, 64, **WINTER, status=Broadcasting.PLANNED, created_by=UUID(seeded(4)))
        webhook, _ = self.make(
            Webhook,
            71,
            url="https://books.example.org/servease",
            description="Vehicles for the bookkeeping",
            events=["vehicle.removed"],
            secret=sealed(new_secret()),
        )
        self.make(
            WebhookDelivery,
            72,
            webhook=webhook,
            event_id=new_id(),
            type=TEST,
            body="{}",
            status=Status.DEAD,
            due_at=timezone.now(),
        )
