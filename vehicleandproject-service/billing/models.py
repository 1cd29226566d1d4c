from uuid import UUID

from django.db import models
from django.db.models import F, Q

from chassis.models import BaseModel
from projects.models import Project
from workshop.models import Location

# Where a number would begin if the prefix could end with a digit, nobody could say: "A1" + "1" is "A" + "11".
PREFIX = r"^([A-Za-z0-9/-]*[A-Za-z/-])?$"
LONGEST_PREFIX = 20
LONGEST_REASON = 500

# The series that a migration makes, for every location without its own.
INVOICE_SERIES_ID = UUID("00000000-0000-7000-8000-000000000011")
CREDIT_NOTE_SERIES_ID = UUID("00000000-0000-7000-8000-000000000012")


class DocumentKind(models.TextChoices):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class InvoiceSeries(BaseModel):
    """Whence documents of a kind have their numbers, one after the other from `first_number` on.

    Without a location it is of all that have none of their own. The newest one counts.
    """

    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=11, choices=DocumentKind.choices)
    prefix = models.CharField(max_length=LONGEST_PREFIX, blank=True)
    first_number = models.PositiveIntegerField()
    next_number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix"], name="unique_series_prefix"),
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="series_kind_is_known"),
            models.CheckConstraint(
                condition=Q(prefix__regex=PREFIX), name="series_prefix_ends_before_a_number"
            ),
            models.CheckConstraint(
                condition=Q(first_number__gt=0, next_number__gte=F("first_number")),
                name="series_go_up_from_their_first_number",
            ),
        ]
        indexes = [models.Index(fields=["location", "kind", "-id"], name="series_of_a_location")]


class InvoiceStatus(models.TextChoices):
    """How an invoice stands: `written_off` what was not paid whole. Of a credit note only `issued`."""

    OPEN = "open"
    PAID = "paid"
    WRITTEN_OFF = "written_off"
    VOID = "void"
    ISSUED = "issued"


# Of an invoice that was not voided.
STANDS = Q(kind=DocumentKind.INVOICE) & ~Q(status=InvoiceStatus.VOID)


class Invoice(BaseModel):
    """What was agreed to, as it was charged, or a credit note that takes it back whole.

    `content` is the whole document: nothing else of it is ever read from elsewhere. Beside its status none of
    it changes, which the database holds. `overdue_at` is the end of the day `due_on`, at its location.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="invoices", db_index=False)
    customer_id = models.UUIDField()
    series = models.ForeignKey(InvoiceSeries, models.PROTECT, related_name="invoices", db_index=False)
    kind = models.CharField(max_length=11, choices=DocumentKind.choices)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_PREFIX + 10)
    status = models.CharField(max_length=11, choices=InvoiceStatus.choices)
    credits = models.OneToOneField("self", models.PROTECT, null=True, related_name="credit_note")
    issued_on = models.DateField()
    due_on = models.DateField()
    overdue_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    net_amount = models.DecimalField(max_digits=18, decimal_places=4)
    tax_amount = models.DecimalField(max_digits=18, decimal_places=4)
    total_amount = models.DecimalField(max_digits=18, decimal_places=4)
    content = models.JSONField()
    actor_id = models.UUIDField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="unique_invoice_number"),
            models.UniqueConstraint(fields=["name"], name="unique_invoice_name"),
            models.UniqueConstraint(
                fields=["project"],
                condition=STANDS,
                name="one_invoice_stands_per_project",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=DocumentKind.INVOICE,
                    status__in=[
                        InvoiceStatus.OPEN,
                        InvoiceStatus.PAID,
                        InvoiceStatus.WRITTEN_OFF,
                        InvoiceStatus.VOID,
                    ],
                    credits__isnull=True,
                )
                | Q(kind=DocumentKind.CREDIT_NOTE, status=InvoiceStatus.ISSUED, credits__isnull=False),
                name="credit_notes_name_their_invoice",
            ),
            models.CheckConstraint(
                condition=Q(net_amount__gte=0, tax_amount__gte=0)
                & Q(total_amount=F("net_amount") + F("tax_amount")),
                name="invoice_total_is_net_and_tax",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("issued_on")), name="invoices_are_due_once_issued"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-id"], name="invoices_of_a_project"),
            models.Index(fields=["customer_id", "-id"], name="invoices_of_a_customer"),
            models.Index(fields=["status", "-id"], name="invoices_in_a_status"),
            models.Index(fields=["issued_on", "id"], name="invoices_by_date"),
        ]


class PaymentKind(models.TextChoices):
    PAYMENT = "payment"
    REFUND = "refund"
    WRITE_OFF = "write_off"


class PaymentMethod(models.TextChoices):
    """How money came, or went back: `deposit` came with the booking."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    ONLINE = "online"
    DEPOSIT = "deposit"


class PaymentQuerySet(models.QuerySet["Payment"]):
    def of_project(self, project: Project) -> "PaymentQuerySet":
        """Those of a project, also what came with its booking before there was a project."""
        theirs = Q(project=project)
        if project.appointment_id:
            theirs |= Q(project__isnull=True, appointment_id=project.appointment_id)
        return self.filter(theirs)


class Payment(BaseModel):
    """A line of the ledger, never changed and never deleted: money that came, that was given back, or that
    is not expected any more, which is a `write_off` of an invoice.

    `source_id` is the event of which it follows, `provider_reference` the provider's own name of it; of each
    there is one. A deposit that came before its project has the appointment's id alone.
    """

    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="payments", db_index=False)
    appointment_id = models.UUIDField(null=True)
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="write_offs")
    kind = models.CharField(max_length=9, choices=PaymentKind.choices)
    method = models.CharField(max_length=8, choices=PaymentMethod.choices, null=True)  # noqa: DJ001
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    received_at = models.DateTimeField()
    reference = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    actor_id = models.UUIDField(null=True)
    refund_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="refunds")
    provider_reference = models.CharField(max_length=255, null=True, unique=True)  # noqa: DJ001
    source_id = models.UUIDField(null=True, unique=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaymentKind.values), name="payment_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=PaymentKind.WRITE_OFF, method__isnull=True, invoice__isnull=False)
                | Q(method__in=PaymentMethod.values, invoice__isnull=True) & ~Q(kind=PaymentKind.WRITE_OFF),
                name="money_has_a_method_and_a_write_off_an_invoice",
            ),
            models.CheckConstraint(
                condition=Q(kind=PaymentKind.REFUND, refund_of__isnull=False)
                | ~Q(kind=PaymentKind.REFUND) & Q(refund_of__isnull=True),
                name="refunds_name_their_payment",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_are_of_something"),
            models.CheckConstraint(
                condition=Q(project__isnull=False) | Q(appointment_id__isnull=False),
                name="payments_are_for_something",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-id"], name="payments_of_a_project"),
            models.Index(
                fields=["appointment_id"],
                condition=Q(appointment_id__isnull=False),
                name="payments_of_an_appointment",
            ),
        ]


class CheckoutStatus(models.TextChoices):
    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"


class Checkout(BaseModel):
    """A page of the provider's on which a customer can pay an invoice until `expires_at`."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="checkouts", db_index=False)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="checkouts", db_index=False)
    provider_id = models.CharField(max_length=255, unique=True)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    url = models.URLField(max_length=2000)
    status = models.CharField(max_length=7, choices=CheckoutStatus.choices, default=CheckoutStatus.OPEN)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=CheckoutStatus.values), name="checkout_status_is_known"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="checkouts_are_of_something"),
        ]
        indexes = [
            models.Index(fields=["project", "-id"], name="checkouts_of_a_project"),
            models.Index(fields=["invoice", "-id"], name="checkouts_of_an_invoice"),
        ]
