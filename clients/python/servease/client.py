from typing import Unpack

from servease import types
from servease.operations import Operations
from servease.transport import Tokens


class Client(Operations):
    """A person or program at the API: signs in, and stays signed in."""

    def sign_in(self, **body: Unpack[types.SignInRequest]) -> types.SignedInAccount:
        return self._enter(super().sign_in(**body))

    def register_account(self, **body: Unpack[types.RegisterAccountRequest]) -> types.SignedInAccount:
        return self._enter(super().register_account(**body))

    def sign_out(self) -> None:
        """End the session, here and there."""
        tokens, self.tokens = self.tokens, None
        if tokens:
            self._ask("POST", "/api/v1/auth/logout/", body={"refresh": tokens.refresh}, open=True)

    def _enter(self, signed_in: types.SignedInAccount) -> types.SignedInAccount:
        self.tokens = Tokens(signed_in["access"], signed_in["refresh"])
        return signed_in
