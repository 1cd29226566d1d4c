"""Who somebody is at a provider of identities, and sign-ins by one that are under way."""

from django.db import models
from django.utils import timezone

from accounts.models import Account
from chassis.bearer_codes import digest_of
from chassis.models import BaseModel


class Identity(BaseModel):
    """An account's identity at a provider. `issuer` and `subject` never change (OpenID Connect Core, 2)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identities", db_index=False)
    provider = models.CharField(max_length=30)
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    email = models.CharField(max_length=254, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="unique_identity_at_an_issuer"),
        ]
        indexes = [models.Index(fields=["account", "id"], name="identities_of_an_account")]


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def alive(self) -> "AttemptQuerySet":
        return self.filter(used_at=None, expires_at__gt=timezone.now())

    def with_code(self, code: str) -> "AttemptQuerySet":
        """By the constraint's own condition, so that its index serves."""
        return self.exclude(code_digest="").filter(code_digest=digest_of(code))


class Attempt(BaseModel):
    """A sign-in by a provider that is under way; of what lets it go on there are hashes only.

    It begins with a `state` for the provider and the `challenge` of the page that began it (as in RFC 7636:
    the SHA-256 of what only that page knows, in base64url). Once the provider has sent the person back, it
    has a `code` for that page and what the provider said of them.
    """

    provider = models.CharField(max_length=30)
    challenge = models.CharField(max_length=43)
    state_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    issuer = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=255, blank=True)
    email = models.CharField(max_length=254, blank=True)
    email_verified = models.BooleanField(default=False)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    # When they last showed their provider who they are; null where it does not say.
    authenticated_at = models.DateTimeField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_digest"], condition=~models.Q(code_digest=""), name="unique_code_of_an_attempt"
            )
        ]
