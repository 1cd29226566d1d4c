"""Passkeys, and the ceremonies in which they are made and shown (Web Authentication, Level 2)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import Account
from chassis.models import BaseModel

# Web Authentication allows no longer credential ids; the largest key is an RSA one of 4,096 bits.
LONGEST_CREDENTIAL_ID = 1023
LONGEST_PUBLIC_KEY = 1024


class Passkey(BaseModel):
    """A key pair on somebody's device or in their password manager; here is its public half (COSE, RFC 9053).

    `sign_count` is how often it was used, as it says itself; 0 from those that do not count. One that counted
    back at `copy_suspected_at` is perhaps there twice.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys", db_index=False)
    credential_id = models.BinaryField(max_length=LONGEST_CREDENTIAL_ID)
    public_key = models.BinaryField(max_length=LONGEST_PUBLIC_KEY)
    sign_count = models.PositiveBigIntegerField()
    transports = ArrayField(models.CharField(max_length=16))
    name = models.CharField(max_length=100, blank=True)
    backed_up = models.BooleanField()
    last_used_at = models.DateTimeField(null=True)
    copy_suspected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["credential_id"], name="unique_passkey_credential")]
        indexes = [models.Index(fields=["account", "-id"], name="passkeys_of_an_account")]


class Kind(models.TextChoices):
    """What a ceremony is for; what was asked in one is no answer in another."""

    REGISTRATION = "registration"
    SIGN_IN = "sign_in"
    SECOND_FACTOR = "second_factor"
    STEP_UP = "step_up"


class Ceremony(BaseModel):
    """One that has begun. Whoever ends it, as it should or not, takes the row away.

    `within` is what it began in: the session of who is signed in, or the sign-in that waits for a second
    factor. Anybody may begin a sign-in, which is nobody's yet.
    """

    kind = models.CharField(max_length=13, choices=Kind.choices)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    within = models.UUIDField(null=True)
    challenge = models.BinaryField(max_length=64)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="ceremony_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.SIGN_IN, account=None, within=None)
                | ~models.Q(kind=Kind.SIGN_IN) & models.Q(account__isnull=False, within__isnull=False),
                name="ceremony_is_somebodys_but_a_sign_in",
            ),
        ]
