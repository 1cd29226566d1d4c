"""Keys by which programs act for an account, as their hashes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from accounts.models import Account
from chassis.models import BaseModel


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def left(self) -> "ApiKeyQuerySet":
        """Those that nobody has ended, expired or not."""
        return self.filter(ended_at__isnull=True)

    def counting(self) -> "ApiKeyQuerySet":
        """Those that let somebody in now."""
        unexpired = models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=timezone.now())
        return self.left().filter(unexpired, account__is_active=True)


class ApiKey(BaseModel):
    """A key of an account. Its id is what the denylist names, as it does sessions.

    `prefix` is how its text begins, for people to know it again. `last_used_at` is a minute late at most.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=8)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    expires_at = models.DateTimeField(null=True, db_index=True)
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, db_index=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(scopes__len__gt=0), name="api_key_has_a_scope"),
        ]
        indexes = [
            models.Index(
                fields=["account", "-id"],
                condition=models.Q(ended_at__isnull=True),
                name="api_keys_of_an_account",
            ),
        ]
