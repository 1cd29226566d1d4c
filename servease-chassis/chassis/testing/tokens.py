"""Tokens that verify: a key pair, the key set it publishes over HTTP, and access tokens signed with it."""

import time
import uuid
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from chassis.models import new_id
from chassis.testing.upstreams import Upstream

# Tests move the clock by days, and the tokens of those who call live on.
LIFETIME_SECONDS = 2 * 366 * 24 * 60 * 60


class Mint:
    """Stands for authentication-service towards one service under test."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.key_id = f"test-{uuid.uuid4()}"
        self.server = Upstream("authentication-service", checked=False)
        self.publish_at(self.server)

    def publish_at(self, server: Upstream) -> None:
        """Let a stand-in give the key set, and the service under test its token."""
        public = RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        key_set = {"keys": [{**public, "kid": self.key_id, "use": "sig", "alg": "RS256"}]}
        server.replies("GET", "/api/v1/auth/.well-known/jwks.json", key_set)
        minted = {"access": self.token("service", uuid.uuid4(), token_type="service"), "expires_in": 300}
        server.replies("POST", "/internal/token/", minted)

    def token(self, role: str, account_id: uuid.UUID, **claims: Any) -> str:
        now = int(time.time())
        payload = {
            "sub": str(account_id),
            "role": role,
            "sid": str(new_id()),
            "jti": str(new_id()),
            "iss": "servease",
            "aud": "servease",
            "iat": now,
            "exp": now + LIFETIME_SECONDS,
            "token_type": "access",
            "email_verified": True,
            **claims,
        }
        return jwt.encode(payload, self.key, algorithm="RS256", headers={"kid": self.key_id})
