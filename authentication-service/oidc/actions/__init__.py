"""Signing in by a provider: it begins, the provider sends somebody back, and they are signed in or linked."""

from oidc.actions.beginning import begin
from oidc.actions.linking import link, unlink, unlink_strange_identities
from oidc.actions.returning import come_back
from oidc.actions.signing_in import sign_in_by_provider

__all__ = ["begin", "come_back", "link", "sign_in_by_provider", "unlink", "unlink_strange_identities"]
