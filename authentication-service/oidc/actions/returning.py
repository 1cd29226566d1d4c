import structlog
from django.db import transaction
from django.utils import timezone
from rest_framework.exceptions import APIException

from chassis.bearer_codes import digest_of, new_code
from chassis.errors import UpstreamUnavailable
from chassis.fields import canonical_email
from chassis.text import clean
from oidc import provider as asking
from oidc.actions.beginning import provider_of, secrets_of
from oidc.models import Attempt
from oidc.outcomes import OF_ERRORS, Outcome
from oidc.provider import Confirmed

LONGEST_EMAIL, LONGEST_NAME = 254, 80

log = structlog.get_logger("oidc")


def come_back(name: str, *, state: str, code: str, issuer: str, error: str) -> str:
    """Take up the answer of a provider. What the page is sent: a code for login/oidc/, or an Outcome.

    Rule: a state counts once, and so does what comes with it, whatever becomes of it.
    Rule: a browser that comes back is sent to the page whatever became of it, for a person looks at it.
    Raises NotFound (404).
    """
    provider = provider_of(name)
    waiting = Attempt.objects.alive().filter(state_digest=digest_of(state), provider=name, code_digest="")
    with transaction.atomic():
        attempt = waiting.select_for_update().first()
        if attempt is None:
            return Outcome.STATE_INVALID
        # Over, until the provider confirms somebody: two who come with one state are one.
        attempt.update({"used_at": timezone.now()})
    if error or not code:
        log.info("nobody confirmed", provider=name, error=error or "no code")
        return OF_ERRORS.get(error, Outcome.NOT_CONFIRMED)
    try:
        who = asking.confirmed(provider, code=code, issuer=issuer, **secrets_of(attempt.id))
    except UpstreamUnavailable:
        return Outcome.UNAVAILABLE
    if who is None:
        return Outcome.NOT_CONFIRMED
    page_code = new_code()
    attempt.update({"used_at": None, "code_digest": digest_of(page_code), **_said(who)})
    return page_code


def _said(who: Confirmed) -> dict[str, object]:
    """What is kept of it, in the forms that an account has."""
    email = canonical_email(who.email)
    email = email if email and len(email) <= LONGEST_EMAIL else ""
    return {
        "issuer": who.issuer,
        "subject": who.subject,
        "email": email,
        "email_verified": who.email_verified and bool(email),
        "first_name": _line(who.given_name),
        "last_name": _line(who.family_name),
        "authenticated_at": who.authenticated_at,
    }


def _line(name: str) -> str:
    """A name as an account may have it; empty where it has what no name has."""
    try:
        return clean(name)[:LONGEST_NAME].strip()
    except APIException:
        return ""
