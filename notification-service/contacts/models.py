"""Whom news are sent to, and what keeps them from being sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q, Value

from chassis.models import BaseModel

# The languages that texts are written in. Of a locale such as `de-AT` the first part counts.
LANGUAGES = ("en", "de", "es", "fr")


class ChannelName(models.TextChoices):
    """By what news reach a person outside of their inbox."""

    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"


# Those that write to addresses; the others to devices.
OF_ADDRESSES = [choice for choice in ChannelName.choices if choice[0] != ChannelName.PUSH]
ADMIN = "admin"
# What somebody may consent to.
PURPOSES = ("marketing", "reminders", "sms")


class Contact(BaseModel):
    """An account as other services last published it; `id` is the account's.

    Whichever news of it comes first makes the row, so each field has a value that does no harm meanwhile: no
    address, and of the consents only that to reminders, as customer-service has it.

    `withdrawn` has the purposes whose consent was withdrawn by a message, and when (RFC 3339), until
    customer-service has said so too.
    """

    email = models.CharField(max_length=254, blank=True)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    phone_verified = models.BooleanField(default=False)
    # Accounts that were published before this was said go on being mailed, until they are published anew.
    email_verified = models.BooleanField(default=True, db_default=True)
    role = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    has_login = models.BooleanField(default=True)
    locale = models.CharField(max_length=64, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    city = models.CharField(max_length=100, blank=True, db_default="")
    contact_preference = models.CharField(max_length=10, default="email")
    consents_to_marketing = models.BooleanField(default=False)
    consents_to_reminders = models.BooleanField(default=True)
    consents_to_sms = models.BooleanField(default=False)
    withdrawn = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(consents_to_marketing=True, is_active=True),
                name="contacts_who_want_offers",
            ),
            models.Index(fields=["phone"], condition=~Q(phone=""), name="contacts_by_phone"),
            models.Index(fields=["id"], condition=Q(role=ADMIN, is_active=True), name="contacts_of_admins"),
        ]

    @property
    def is_known(self) -> bool:
        """Whether their account was published here; what other services say of somebody may come first."""
        return self.role != ""

    @property
    def language(self) -> str:
        """In which of LANGUAGES they read; that of the platform if theirs is none of them, or not known."""
        language = self.locale.partition("-")[0].lower()
        return language if language in LANGUAGES else settings.DEFAULT_LANGUAGE


class StopReason(models.TextChoices):
    """Why an address is written to no more: it does not exist, its owner complained, or said so."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"
    STOPPED = "stopped"


class StoppedAddress(BaseModel):
    """An address that nothing is sent to any more. `address` is in small letters, or an E.164 number."""

    channel = models.CharField(max_length=10, choices=ChannelName.choices)
    address = models.CharField(max_length=254)
    reason = models.CharField(max_length=20, choices=StopReason.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "address"], name="unique_stopped_address"),
            models.CheckConstraint(
                condition=Q(channel__in=[ChannelName.EMAIL, ChannelName.SMS]),
                name="stopped_addresses_are_of_mail_or_sms",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=StopReason.values), name="stopped_addresses_have_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "-id"], name="stopped_addresses_of_a_channel"),
            models.Index(fields=["reason", "-id"], name="stopped_addresses_by_reason"),
            models.Index(fields=["address", "-id"], name="stopped_addresses_by_address"),
        ]
