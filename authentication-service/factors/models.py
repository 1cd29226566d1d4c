"""What somebody shows beside their password: an authenticator app, or a recovery code where it was lost."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Account
from chassis.models import BaseModel


class Authenticator(BaseModel):
    """An app that shows codes by a secret it shares with us (TOTP, RFC 6238), confirmed by one of them.

    `last_step` is that of the newest code that was taken, in 30 seconds since 1970: no earlier one is taken.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    sealed_secret = models.BinaryField()
    last_step = models.BigIntegerField()
    last_used_at = models.DateTimeField()


class Enrolment(BaseModel):
    """A secret that was given out and that no code has confirmed yet; it counts for nothing.

    `within` is the session to which it was given.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    sealed_secret = models.BinaryField()
    within = models.UUIDField(null=True)
    expires_at = models.DateTimeField(db_index=True)


class RecoveryCode(BaseModel):
    """One of a list that its person keeps, known by its number in it; of the rest there is a hash."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    hashed = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="unique_number_of_a_recovery_code")
        ]


class FactorReset(BaseModel):
    """That somebody's second factors are to go because they were lost: one admin asks, another approves."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    requested_by = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    approved_by = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    approved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(approved_at__isnull=True), name="unique_reset_that_waits"
            ),
            models.CheckConstraint(
                condition=~Q(requested_by=F("account"))
                & ~Q(approved_by=F("account"))
                & ~Q(approved_by=F("requested_by")),
                name="reset_takes_two_admins_beside_its_person",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="reset_is_approved_by_somebody",
            ),
        ]
