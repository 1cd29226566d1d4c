from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from appointments.models import Appointment, Block, Reservation, ReservationState
from appointments.statuses import Status
from chassis.api.examples import seeded
from chassis.bearer_codes import digest_of
from chassis.seeding import SeedCommand
from feeds.examples import DEMO_TOKEN
from feeds.models import Feed, FeedKind
from resources import events
from resources.events import bay_changed
from resources.models import DEFAULT_LOCATION_ID, Bay, Closure, Equipment, Lendable, Location, ServiceType
from series.models import Series
from series.statuses import DateStatus, Frequency

CUSTOMER, TECHNICIAN, VEHICLE = (UUID(seeded(number)) for number in (1, 2, 11))


class Command(SeedCommand):
    help = "Make demo rows: a bay, a service, a closure, an appointment that is over …, in development only."

    def seed(self) -> None:
        bay = Bay.objects.filter(name="Bay 1").first()
        if bay is None:
            bay, _ = self.make(Bay, 21, name="Bay 1", kind="lift")
            bay_changed(bay)
        if not Equipment.objects.filter(name="Balancer 1").exists():
            self.make(Equipment, 51, name="Balancer 1", kind="wheel-balancer")
        if not Lendable.objects.filter(name="Car 1").exists():
            self.make(Lendable, 52, name="Car 1", kind="courtesy_car", note="B SE 200")
        oil_change = ServiceType.objects.filter(code="oil-change").first() or self._oil_change()
        workshop = Location.objects.get(pk=DEFAULT_LOCATION_ID)
        month_ago = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=30)
        self.make(Closure, 41, start=month_ago, end=month_ago + timedelta(days=1), reason="Stocktaking")
        self._block(bay, month_ago)
        self.make(
            Feed,
            44,
            owner_id=CUSTOMER,
            of_staff=False,
            kind=FeedKind.PERSONAL,
            name="On my phone",
            token_digest=digest_of(DEMO_TOKEN),
        )
        appointment, is_new = self.make(
            Appointment,
            42,
            reservation=self._reservation(),
            customer_id=CUSTOMER,
            booked_by=CUSTOMER,
            vehicle_id=VEHICLE,
            service_type=oil_change,
            start=month_ago - timedelta(days=1),
            end=month_ago - timedelta(hours=23),
            location=workshop,
            time_zone=workshop.time_zone,
            status=Status.COMPLETED,
            bay=bay,
            employee_id=TECHNICIAN,
            notes="There is a noise from the front left wheel.",
        )
        if is_new:
            appointment.name_services()
            appointment.save(update_fields=["services"])
            appointment.transitions.create(
                from_status=Status.IN_PROGRESS,
                to_status=Status.COMPLETED,
                actor_id=TECHNICIAN,
                start=appointment.start,
                at=appointment.end,
            )
        self._series(appointment)

    def _series(self, appointment: Appointment) -> None:
        """Of which that was the one date."""
        local = appointment.start.astimezone(appointment.location.zone)
        series, is_new = self.make(
            Series,
            46,
            customer_id=CUSTOMER,
            made_by=CUSTOMER,
            made_as="customer",
            vehicle_id=VEHICLE,
            location=appointment.location,
            service_type=appointment.service_type,
            starts_on=local.date(),
            starts_at=local.time(),
            frequency=Frequency.WEEKLY,
            interval=4,
            count=1,
        )
        if is_new:
            series.dates.create(
                date=local.date(), start=appointment.start, status=DateStatus.BOOKED, appointment=appointment
            )

    def _block(self, bay: Bay, month_ago: datetime) -> None:
        if not Block.objects.filter(pk=seeded(45)).exists():
            self.make(
                Block,
                45,
                reservation=Reservation.objects.create(state=ReservationState.BLOCKED),
                location_id=DEFAULT_LOCATION_ID,
                bay=bay,
                start=month_ago,
                end=month_ago + timedelta(hours=4),
                reason="Inspection of the lift",
            )

    def _reservation(self) -> Reservation:
        known = Appointment.objects.filter(pk=seeded(42)).first()
        return known.reservation if known else Reservation.objects.create(state=ReservationState.BOOKED)

    def _oil_change(self) -> ServiceType:
        oil_change, is_new = self.make(
            ServiceType,
            31,
            code="oil-change",
            name="Oil change",
            duration_minutes=60,
            buffer_minutes=15,
            price_amount=Decimal("89.00"),
            price_currency="EUR",
            required_skill="engine",
            bay_kind="lift",
        )
        if is_new:
            events.service_type_added(oil_change)
        return oil_change
