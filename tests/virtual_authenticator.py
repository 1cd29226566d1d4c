"""Chromium's own authenticator, which needs no finger (the WebAuthn domain of the DevTools protocol)."""

from typing import Any

from docs_browser import DocsPage

MAKE_PASSKEY = """() => navigator.credentials.create({ publicKey: {
    rp: { name: "ServEase" },
    user: { id: new Uint8Array(3), name: "ada@example.org", displayName: "Ada" },
    challenge: new Uint8Array(16),
    pubKeyCredParams: [{ type: "public-key", alg: -7 }],
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
} }).then(() => null)"""


class VirtualAuthenticator:
    """Of the device on which the page is shown. Its passkeys can be found without a name."""

    def __init__(self, docs_page: DocsPage) -> None:
        self._page = docs_page.page
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

    def make_passkey(self) -> None:
        """One of nobody in particular, for the page that is shown."""
        self._page.evaluate(MAKE_PASSKEY)

    def verifies(self, verified: bool) -> None:
        self._session.send("WebAuthn.setUserVerified", {**self._named, "isUserVerified": verified})
