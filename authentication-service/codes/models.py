"""The codes that were sent to people, as their hashes."""

from django.db import models
from django.utils import timezone

from accounts.models import Account
from chassis.models import BaseModel
from codes.purposes import Channel, Purpose

# Six digits are guessed by who may go on guessing.
MOST_ATTEMPTS = 5

IS_LEFT = models.Q(used_at__isnull=True, withdrawn_at__isnull=True)
IS_TEXT = models.Q(channel=Channel.SMS)


class MailedCodeQuerySet(models.QuerySet["MailedCode"]):
    def left(self) -> "MailedCodeQuerySet":
        """Neither used nor withdrawn, expired or not."""
        return self.filter(IS_LEFT)

    def counting(self) -> "MailedCodeQuerySet":
        """Those that let somebody in now."""
        return self.left().filter(expires_at__gt=timezone.now(), attempts__lt=MOST_ATTEMPTS)


class MailedCode(BaseModel):
    """A code that was sent to `address`, a mail address or a phone number, for one purpose and one use.

    The code itself is in no column: codes.derivation makes it of the id. `withdrawn_at` is when another took
    its place, or what it was for was over. One that was asked for `within` a session counts while that lives.
    `client` is, of a text message, what counts as one of those who ask, as for wrong passwords.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    address = models.CharField(max_length=254)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    within = models.UUIDField(null=True)
    client = models.CharField(max_length=49, blank=True, db_default="")

    objects = MailedCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "purpose"],
                condition=IS_LEFT & ~models.Q(purpose=Purpose.UNDO_EMAIL_CHANGE),
                name="one_code_left_per_account_and_purpose",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=Purpose.values), name="mailed_code_has_a_known_purpose"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="mailed_code_has_a_known_channel"
            ),
        ]
        indexes = [
            models.Index(fields=["account", "purpose", "created_at"], name="mailed_codes_of_an_account"),
            models.Index(fields=["address", "purpose", "created_at"], name="mailed_codes_to_an_address"),
            models.Index(fields=["client", "created_at"], condition=IS_TEXT, name="texted_codes_of_a_client"),
            models.Index(fields=["created_at"], condition=IS_TEXT, name="texted_codes_by_age"),
        ]


class CodeRequest(BaseModel):
    """Somebody without a login asked for a code to be sent to the account of an address, if there is one.

    `email` is in small letters; `client` is what counts as one of them, as for wrong passwords.
    """

    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    email = models.CharField(max_length=254)
    client = models.CharField(max_length=49, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=[Purpose.VERIFY_EMAIL, Purpose.RESET_PASSWORD]),
                name="code_request_is_for_what_anybody_may_ask",
            ),
        ]
        indexes = [
            models.Index(fields=["client", "purpose", "created_at"], name="code_requests_of_a_client"),
            models.Index(fields=["created_at"], name="code_requests_by_age"),
        ]
