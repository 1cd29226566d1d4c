from django.conf import settings


def title_of(provider: str) -> str:
    """What people call a provider; its name, if it is configured no more."""
    known = settings.OIDC_PROVIDERS.get(provider)
    return known.title if known else provider
