"""Chromium's own authenticator, which needs no finger (the WebAuthn domain of the DevTools protocol)."""

from typing import Any

from docs_browser import DocsPage


class VirtualAuthenticator:
    """Of the device on which the page is shown. Its passkeys can be found without a name."""

    def __init__(self, docs_page: DocsPage) -> None:
        self._session = docs_page.page.context.new_cdp_session(docs_page.page)
        self._session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._named = {"authenticatorId": made["authenticatorId"]}

    def passkeys(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._session.send("WebAuthn.getCredentials", self._named)[
            "credentials"
        ]
        return found

    def verifies(self, verified: bool) -> None:
        self._session.send("WebAuthn.setUserVerified", {**self._named, "isUserVerified": verified})
