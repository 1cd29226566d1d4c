"""Bodies that count by their signature, as those of programs that cannot sign in: Standard Webhooks."""

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from standardwebhooks import Webhook, WebhookVerificationError

from chassis import json


class SignedParser(json.Parser):
    """Reads no body before `check_signature(body, headers)` of its view has passed its bytes as they came."""

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        text = json.read(stream, parser_context)
        parser_context["view"].check_signature(text, parser_context["request"].headers)
        return super().parse(BytesIO(text), media_type, parser_context)


def is_signed(body: bytes, headers: Mapping[str, str], secret: str) -> bool:
    """Whether these bytes were signed with that secret, at most five minutes ago. Without a secret, no."""
    if not secret:
        return False
    try:
        Webhook(secret).verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True
