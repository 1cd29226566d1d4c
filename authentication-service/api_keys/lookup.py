"""Whose a key is, by its hash: for the other services, which ask, and for this one's own requests."""

from datetime import timedelta

from django.db import DatabaseError, models
from django.utils import timezone

from accounts.models import Account
from accounts.tokens import ENROLMENT, must_enrol
from api_keys.models import ApiKey
from chassis.auth.key_answers import Answer
from chassis.auth.rights import granted_to
from chassis.outbound import Unanswered

# Every process asks once a minute while a key is in use; one of them says so in its row.
BETWEEN_USES = timedelta(minutes=1)


def find(digest: str) -> Answer | None:
    """The key that counts and has this SHA-256, which is being used; None if there is none.

    Rule: a key counts until it is ended or expires, and while its account is active.
    Rule: where an admin needs a second factor, the keys of one without open no more than their tokens do.
    """
    key = ApiKey.objects.counting().select_related("account").filter(digest=digest).first()
    if key is None:
        return None
    _note_use(key)
    account = key.account
    return Answer(
        id=key.id,
        account_id=account.id,
        role=account.role,  # type: ignore[arg-type]
        permissions=sorted(granted_to(account.groups)),
        rights=account.rights,
        email_verified=account.email_verified,
        scopes=_scopes(key, account),
        expires_at=key.expires_at,
    )


def of_own_table(digest: str) -> Answer | None:
    """For this service's own TokenAuthentication. Raises Unanswered while the database is away."""
    try:
        return find(digest)
    except DatabaseError as error:
        raise Unanswered("The database is away.") from error


def _note_use(key: ApiKey) -> None:
    now = timezone.now()
    unnoted = models.Q(last_used_at__isnull=True) | models.Q(last_used_at__lte=now - BETWEEN_USES)
    ApiKey.objects.filter(unnoted, pk=key.pk).update(last_used_at=now)


def _scopes(key: ApiKey, account: Account) -> list[str]:
    return (
        [scope for scope in key.scopes if scope in ENROLMENT.split()] if must_enrol(account) else key.scopes
    )
