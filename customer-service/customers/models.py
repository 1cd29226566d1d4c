from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone

from chassis.models import ALPHABET, BaseModel


class Purpose(models.TextChoices):
    """What a customer agrees to being written to for; `sms` is a way, and goes with either of the others."""

    MARKETING = "marketing"
    REMINDERS = "reminders"
    SMS = "sms"


# What counts by now of each purpose, in the customer's own row.
CONSENTS = {purpose.value: f"consents_to_{purpose}" for purpose in Purpose}


class Customer(BaseModel):
    """Whom the workshop serves. `id` is the account's id, also of who cannot sign in to it (`has_login`)."""

    class Contact(models.TextChoices):
        EMAIL = "email"
        SMS = "sms"
        PHONE = "phone"
        PUSH = "push"

    OF_THE_ACCOUNT = ("has_login", "email", "first_name", "last_name", "phone", "is_active")

    has_login = models.BooleanField(default=True, db_default=True)
    email = models.EmailField(blank=True)
    first_name = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    last_name = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    phone = models.CharField(max_length=20, blank=True)
    company = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    country = models.CharField(max_length=2, blank=True)
    emergency_contact_name = models.CharField(max_length=100, blank=True)
    emergency_contact_phone = models.CharField(max_length=20, blank=True)
    contact_preference = models.CharField(max_length=10, choices=Contact.choices, default=Contact.EMAIL)
    consents_to_marketing = models.BooleanField(default=False)
    consents_to_reminders = models.BooleanField(default=True)
    consents_to_sms = models.BooleanField(default=False, db_default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["last_name", "id"], name="customers_by_last_name"),
            models.Index(Upper("email"), models.F("id").desc(), name="customers_at_an_address"),
            models.Index(
                fields=["-id"], condition=models.Q(is_active=False), name="customers_who_are_inactive"
            ),
        ]


class Consent(BaseModel):
    """That a customer agreed to something or took it back. A row is never changed, which a trigger holds.

    `at` is when they did, of EARLIER the latest that it can have been: before records were kept.
    `by` is the account of who said so to us, of EARLIER nobody's. `words` is what they were shown, in a
    version and a language, and empty where the client did not say or a consent was withdrawn.
    """

    class Source(models.TextChoices):
        WEB = "web"
        IN_PERSON = "in_person"
        TELEPHONE = "telephone"
        STAFF = "staff"
        UNSUBSCRIBE = "unsubscribe"
        SMS_STOP = "sms_stop"
        EARLIER = "earlier"

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="consent_records", db_index=False
    )
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    granted = models.BooleanField()
    source = models.CharField(max_length=12, choices=Source.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    wording_version = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=2, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=Purpose.values), name="consent_has_a_known_purpose"
            ),
            # The words of before are in no program any more: without them a version would say nothing.
            models.CheckConstraint(
                condition=models.Q(wording_version="", language="", words="")
                | (models.Q(granted=True) & ~models.Q(wording_version="") & ~models.Q(words="")),
                name="consent_has_its_words",
            ),
        ]
        indexes = [models.Index(fields=["customer", "-id"], name="consents_of_a_customer")]
