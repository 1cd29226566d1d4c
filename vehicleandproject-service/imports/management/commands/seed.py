import hashlib
import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from PIL import Image

from attachments import actions as attachments
from attachments.models import Attachment
from billing.actions.issuing import write_invoice
from billing.actions.ledger import settle
from billing.examples import BUYER, INVOICE
from billing.models import Payment, PaymentKind, PaymentMethod
from chassis import bearer_codes
from chassis.api.examples import seeded
from chassis.files import storage
from chassis.files.models import State, StoredFile
from chassis.seeding import SeedCommand
from costs.models import LabourCost
from documents.actions import quota_of
from documents.events import document_added
from documents.models import Document
from documents.models import Kind as DocumentKind
from estimates.document import content_of, digest_of, document_of
from estimates.examples import DEMO_CODE
from estimates.models import CatalogueJob, Decision, Estimate, GuestLink, Job, Line, LineKind, TaxRate
from imports.models import Import
from imports.models import Kind as ImportKind
from projects import events
from projects.actions.history import announce
from projects.models import Kind, Project, Task, Visibility
from projects.statuses import Status
from service_plans.actions.due import set_due
from service_plans.models import Reminder, ServicePlan
from vehicles.actions import ownership
from vehicles.events import vehicle_registered
from vehicles.models import OdometerReading, Unit, Vehicle
from workshop.models import DEFAULT_LOCATION_ID

CUSTOMER, TECHNICIAN, ADMIN = (UUID(seeded(number)) for number in (1, 2, 5))


class Command(SeedCommand):
    help = "Make the demo customer's car and a project with a task, in development only."

    def seed(self) -> None:
        car, is_new = self.make(
            Vehicle,
            11,
            owner_id=CUSTOMER,
            make="Toyota",
            model="Corolla",
            year=2020,
            plate="B SE 2020",
            plate_country="DE",
            color="blue",
            odometer_km=42_000,
            distance_km=42_000,
        )
        if is_new:
            ownership.begin(car, sees_from=None)
            vehicle_registered(car)
        self.seed_reminder(car)
        self.seed_photo(car)
        project, is_new = self.make(
            Project,
            12,
            vehicle=car,
            location_id=DEFAULT_LOCATION_ID,
            customer_id=CUSTOMER,
            kind=Kind.SERVICE,
            title="Brakes squeal",
            concern="Only when it is wet.",
            status=Status.AUTHORISED,
            agreed_lines=1,
        )
        if is_new:
            announce(project, ADMIN)
        task, is_new = self.make(
            Task,
            13,
            project=project,
            title="Change the pads",
            assignee_id=TECHNICIAN,
            estimated_minutes=45,
            position=1,
        )
        if is_new:
            events.task_assigned(task, {"assignee_id": [None, TECHNICIAN]})
        self.seed_estimate(project, task)
        self.seed_attachment(project)
        self.make(
            LabourCost,
            90,
            location_id=DEFAULT_LOCATION_ID,
            valid_from=date(2026, 1, 1),
            hour_amount=Decimal("38.50"),
            hour_currency="EUR",
        )
        self.seed_payment(project)
        self.seed_invoice(car)
        self.seed_import()

    def seed_photo(self, car: Vehicle) -> None:
        file = self.image(82, "front.png", car.color, subject=quota_of(car), uploaded_by=CUSTOMER)
        document, is_new = self.make(
            Document,
            81,
            vehicle=car,
            owner_id=CUSTOMER,
            kind=DocumentKind.PHOTO,
            title="From the front",
            file=file,
        )
        if is_new:
            document_added(document)

    def seed_attachment(self, project: Project) -> None:
        """What the technician shows to the customer."""
        room = attachments.quota_of(attachments.WORKSHOP, project.id)
        file = self.image(84, "pad.png", "grey", subject=room, uploaded_by=TECHNICIAN)
        shown = {"visibility": Visibility.CUSTOMER, "caption": "The left one, at 2 mm"}
        self.make(Attachment, 83, project=project, author_id=TECHNICIAN, file=file, **shown)

    def image(self, number: int, name: str, color: str, **columns: UUID) -> StoredFile:
        """One in which there is not much to see."""
        content = io.BytesIO()
        Image.new("RGB", (640, 400), color).save(content, "PNG")
        size, digest = content.getbuffer().nbytes, hashlib.sha256(content.getvalue()).hexdigest()
        known = {"name": name, "media_type": "image/png", "state": State.KEPT, **columns}
        file, is_new = self.make(StoredFile, number, size_bytes=size, sha256=digest, **known)
        if is_new:
            content.seek(0)
            storage.write(file.key, content)
        return file

    def seed_reminder(self, car: Vehicle) -> None:
        """What its odometer read, and when its oil is to be changed."""
        now = timezone.now()
        for number, km, at in ((28, 31_000, now - timedelta(days=200)), (19, 42_000, now)):
            self.make(
                OdometerReading,
                number,
                vehicle=car,
                value=km,
                unit=Unit.KM,
                km=km,
                distance_km=km,
                read_at=at,
            )
        oil = {"service_type": "oil-change", "every_km": 15_000, "every_months": 12}
        self.make(ServicePlan, 26, name="Oil", **oil)
        reminder = Reminder(vehicle=car, title="Oil", last_done_on=now.date(), last_done_km=42_000, **oil)
        set_due(reminder)
        due = {"due_on": reminder.due_on, "due_km": reminder.due_km}
        done = {"last_done_on": reminder.last_done_on, "last_done_km": reminder.last_done_km}
        self.make(Reminder, 27, vehicle=car, owner_id=CUSTOMER, title="Oil", **oil, **done, **due)

    def seed_payment(self, project: Project) -> None:
        """What was paid before there is an invoice."""
        fifty = {"amount": Decimal(50), "currency": "EUR", "received_at": timezone.now()}
        by_card = {"kind": PaymentKind.PAYMENT, "method": PaymentMethod.CARD, "reference": "Receipt 2026-114"}
        _, is_new = self.make(Payment, 97, project=project, actor_id=ADMIN, **by_card, **fifty)
        if is_new:
            settle(project)

    def seed_import(self) -> None:
        self.make(
            Import,
            85,
            kind=ImportKind.VEHICLES,
            dry_run=True,
            made_by=ADMIN,
            rows=1,
            created=1,
            finished_at=timezone.now(),
        )

    def seed_invoice(self, car: Vehicle) -> None:
        """Work that is done and charged, not paid yet, and of which something was deferred."""
        project, is_new = self.make(
            Project,
            91,
            vehicle=car,
            location_id=DEFAULT_LOCATION_ID,
            customer_id=CUSTOMER,
            kind=Kind.SERVICE,
            title="Oil change",
            status=Status.DELIVERED,
            progress_percent=100,
            agreed_lines=1,
        )
        if not is_new:
            return
        announce(project, ADMIN)
        estimate, _ = self.make(Estimate, 92, project=project, currency="EUR", revision=1)
        job, _ = self.make(Job, 93, estimate=estimate, position=1, title="Oil change", correction="Done.")
        part = {"job": job, "kind": LineKind.PART, "quantity": Decimal(1), "currency": "EUR"}
        standard = {"tax_rate": "standard", "tax_percent": Decimal(19)}
        for number, position, description, price, tax, decision in (
            (94, 1, "Engine oil, 5 litres", Decimal(59), Decimal("11.21"), Decision.AUTHORISED),
            (98, 2, "Wiper blades", Decimal(24), Decimal("4.56"), Decision.DEFERRED),
        ):
            amounts = {"unit_price_amount": price, "net_amount": price, "tax_amount": tax}
            said = {"position": position, "description": description, "decision": decision}
            self.make(Line, number, **part, **standard, **amounts, **said)
        write_invoice(project, BUYER, ADMIN, id=UUID(INVOICE))

    def seed_estimate(self, project: Project, task: Task) -> None:
        """What the customer agreed to: the labour of the task, as it was sent."""
        self.make(
            TaxRate, 16, code="standard", name="Standard", percent=Decimal(19), valid_from=date(2007, 1, 1)
        )
        self.make(
            TaxRate, 17, code="reduced", name="Reduced", percent=Decimal(7), valid_from=date(1983, 7, 1)
        )
        offered, is_new = self.make(CatalogueJob, 20, code="front-brakes", title="Front brakes")
        if is_new:
            sold = {"unit_price_currency": "EUR", "tax_rate": "standard"}
            offered.lines.create(
                position=1,
                kind=LineKind.LABOUR,
                description="Change the brake pads",
                quantity=Decimal("1.5"),
                unit_price_amount=Decimal(90),
                minutes=90,
                **sold,
            )
            offered.lines.create(
                position=2,
                kind=LineKind.PART,
                description="Brake pads, front",
                quantity=Decimal(1),
                unit_price_amount=Decimal("64.90"),
                **sold,
            )
        now = timezone.now()
        estimate, _ = self.make(
            Estimate, 18, project=project, currency="EUR", revision=1, sent_revision=1, sent_at=now
        )
        job, _ = self.make(
            Job, 14, estimate=estimate, position=1, title="Front brakes", cause="The pads are worn."
        )
        _, is_new = self.make(
            Line,
            15,
            job=job,
            position=1,
            kind=LineKind.LABOUR,
            description="Change the brake pads",
            quantity=Decimal("1.5"),
            unit_price_amount=Decimal(90),
            currency="EUR",
            tax_rate="standard",
            tax_percent=Decimal(19),
            net_amount=Decimal(135),
            tax_amount=Decimal("25.65"),
            decision=Decision.AUTHORISED,
            task=task,
        )
        if is_new:
            content = content_of(document_of(estimate))
            sent = estimate.sent.create(revision=1, content=content, digest=digest_of(content), sent_by=ADMIN)
            self.make(
                GuestLink,
                22,
                project=project,
                digest=bearer_codes.digest_of(DEMO_CODE),
                expires_at=now + timedelta(days=3650),
                created_by=ADMIN,
            )
            sent.agreements.create(
                line_id=seeded(15),
                decision=Decision.AUTHORISED,
                actor_id=CUSTOMER,
                on_behalf=False,
                address="127.0.0.1",
            )
