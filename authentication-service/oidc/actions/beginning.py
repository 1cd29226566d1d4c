from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from chassis.bearer_codes import digest_of, new_code
from chassis.errors import NotFound
from oidc import provider as asking
from oidc.configuration import Provider
from oidc.models import Attempt

# For reading what the provider asks, and finding one's telephone.
LIVES = timedelta(minutes=10)


def begin(name: str, challenge: str) -> str:
    """Begin to sign in by a provider. Where the browser goes next.

    Rule: what comes of it is given to the page that began it alone, by a challenge as of PKCE (RFC 7636); so
    no cookie is needed, and a code that somebody else sends lets nobody in. Raises NotFound (404),
    UpstreamUnavailable (503).
    """
    provider = provider_of(name)
    state = new_code()
    attempt = Attempt(
        provider=name,
        challenge=challenge,
        state_digest=digest_of(state),
        expires_at=timezone.now() + LIVES,
    )
    url = asking.authorization_url(provider, state=state, **secrets_of(attempt.id))
    attempt.save(force_insert=True)
    return url


def provider_of(name: str) -> Provider:
    """Raises NotFound (404)."""
    provider: Provider | None = settings.OIDC_PROVIDERS.get(name)
    if provider is None:
        raise NotFound
    return provider


def secrets_of(attempt_id: UUID) -> dict[str, str]:
    """The nonce and the verifier of an attempt: made of its id at need, and stored nowhere."""
    return {use: _derived(f"oidc {use}", attempt_id) for use in ("nonce", "verifier")}


def _derived(use: str, attempt_id: UUID) -> str:
    return salted_hmac(use, str(attempt_id), secret=settings.SIGNING_SECRET, algorithm="sha256").hexdigest()
