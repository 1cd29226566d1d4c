from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from chassis.models import ALPHABET, BaseModel
from projects.models import Project, Task


class TaxRate(BaseModel):
    """How much tax is on a line, from a date on. Lines keep the percentage that they were priced with."""

    code = models.SlugField(max_length=50, db_index=False)
    name = models.CharField(max_length=100)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unique_tax_rate"),
            models.CheckConstraint(condition=Q(percent__range=(0, 100)), name="tax_is_a_percentage"),
        ]


class Estimate(BaseModel):
    """What the work on a project would cost, job by job, less a discount on all of it.

    `revision` rises with each change of what a customer agrees to; `sent_revision` is the one they were sent.
    """

    project = models.OneToOneField(Project, models.CASCADE, related_name="estimate")
    currency = models.CharField(max_length=3)
    discount_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal(), db_default=Decimal()
    )
    revision = models.PositiveIntegerField(default=0)
    sent_revision = models.PositiveIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(discount_percent__range=(0, 100)), name="estimate_discount_is_a_percentage"
            )
        ]


class Job(BaseModel):
    """What is wrong, why, and what is done about it: concern, cause and correction."""

    estimate = models.ForeignKey(Estimate, models.CASCADE, related_name="jobs", db_index=False)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    concern = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    correction = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estimate", "position"], name="unique_job_position")]


class LineKind(models.TextChoices):
    LABOUR = "labour"
    PART = "part"
    FEE = "fee"


class Decision(models.TextChoices):
    """What the customer says to a line; `pending` until they do."""

    PENDING = "pending"
    AUTHORISED = "authorised"
    DECLINED = "declined"
    DEFERRED = "deferred"


# What there is to say.
DECIDED = [(one.value, one.label) for one in Decision if one != Decision.PENDING]


class Line(BaseModel):
    """One thing that is charged. Its amounts are in the estimate's currency, rounded to its minor unit.

    `net_amount` is quantity x unit price less the discounts, its own and the estimate's; `tax_amount` is the
    tax on that. Labour has a task, which is worked on once the line is authorised.
    One that `takes_up` another offers anew what was deferred then. `wanted_at` when a visit was held for it.
    """

    job = models.ForeignKey(Job, models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=LineKind.choices)
    description = models.CharField(max_length=200)
    quantity = models.DecimalField(max_digits=8, decimal_places=3)
    unit_price_amount = models.DecimalField(max_digits=14, decimal_places=4)
    currency = models.CharField(max_length=3)
    discount_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal())
    tax_rate = models.CharField(max_length=50)
    tax_percent = models.DecimalField(max_digits=5, decimal_places=2)
    net_amount = models.DecimalField(max_digits=14, decimal_places=4)
    tax_amount = models.DecimalField(max_digits=14, decimal_places=4)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.PENDING)
    task = models.OneToOneField(Task, models.SET_NULL, null=True, related_name="line")
    takes_up = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)
    wanted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="unique_line_position"),
            models.UniqueConstraint(fields=["takes_up"], name="lines_are_taken_up_once"),
            models.CheckConstraint(condition=Q(kind__in=LineKind.values), name="line_kind_is_known"),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="decision_is_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="lines_have_a_quantity"),
            models.CheckConstraint(
                condition=Q(unit_price_amount__gte=0, net_amount__gte=0, tax_amount__gte=0),
                name="lines_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(discount_percent__range=(0, 100), tax_percent__range=(0, 100)),
                name="line_percentages_are_percentages",
            ),
        ]


class SentEstimate(BaseModel):
    """An estimate as a customer was sent it, word for word. `digest` is the SHA-256 of `content`."""

    estimate = models.ForeignKey(Estimate, models.CASCADE, related_name="sent", db_index=False)
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    sent_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estimate", "revision"], name="unique_sent_revision")]


class GuestLink(BaseModel):
    """An address at which whoever has it reads one project's estimate, and decides, without signing in.

    Of the code in it there is only a hash.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="guest_links", db_index=False)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    created_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["project", "-id"], name="guest_links_of_a_project")]


class Cap(BaseModel):
    """Up to which total, with tax, a customer agrees to what turns up without being asked again.

    `withdrawn_at` once it counts no more, or another stands.
    """

    estimate = models.ForeignKey(Estimate, models.CASCADE, related_name="caps", db_index=False)
    amount = models.DecimalField(max_digits=14, decimal_places=4)
    currency = models.CharField(max_length=3)
    actor_id = models.UUIDField()
    on_behalf = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=45)
    user_agent = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["estimate"], condition=Q(withdrawn_at__isnull=True), name="one_cap_stands"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="caps_are_not_negative"),
        ]
        indexes = [models.Index(fields=["estimate", "-id"], name="caps_of_an_estimate")]


class Agreement(BaseModel):
    """Who decided what about a line, when, from where, and about which words: the evidence.

    `on_behalf` is of the staff, who note what a customer said otherwise. It was an account or, by their link,
    a guest; with a `cap` it followed from that. `voided_at` once the line changed.
    """

    sent = models.ForeignKey(SentEstimate, models.CASCADE, related_name="agreements")
    line_id = models.UUIDField()
    decision = models.CharField(max_length=10, choices=Decision.choices)
    actor_id = models.UUIDField(null=True)
    guest_link = models.ForeignKey(GuestLink, models.PROTECT, null=True, related_name="+")
    cap = models.ForeignKey(Cap, models.PROTECT, null=True, related_name="+")
    on_behalf = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=45)
    user_agent = models.CharField(max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line_id"], condition=Q(voided_at__isnull=True), name="one_decision_stands_per_line"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=[value for value, _ in DECIDED]),
                name="agreement_is_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(actor_id__isnull=True) ^ Q(guest_link__isnull=True),
                name="an_account_or_a_guest_agreed",
            ),
        ]
        indexes = [models.Index(F("line_id"), F("id").desc(), name="agreements_about_a_line")]


class CatalogueJob(BaseModel):
    """A job that is sold often, ready to be put on an estimate."""

    code = models.SlugField(max_length=50, db_index=False)
    title = models.CharField(max_length=200, db_collation=ALPHABET)
    concern = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="unique_catalogue_code")]
        indexes = [models.Index(fields=["title", "id"], name="catalogue_by_title")]


class CatalogueLine(BaseModel):
    """One thing that the job charges. Its tax is that of the day it is put on an estimate."""

    job = models.ForeignKey(CatalogueJob, models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=LineKind.choices)
    description = models.CharField(max_length=200)
    quantity = models.DecimalField(max_digits=8, decimal_places=3)
    unit_price_amount = models.DecimalField(max_digits=14, decimal_places=4)
    unit_price_currency = models.CharField(max_length=3)
    discount_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal())
    tax_rate = models.CharField(max_length=50)
    minutes = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="unique_catalogue_line_position"),
            models.CheckConstraint(
                condition=Q(kind__in=LineKind.values), name="catalogue_line_kind_is_known"
            ),
        ]
