"""The news of API keys. Payloads: contracts/events/."""

from api_keys.models import ApiKey
from chassis.events import emit


def api_key_ended(key: ApiKey) -> None:
    data = {"api_key_id": str(key.id), "account_id": str(key.account_id)}
    emit("api_key.ended.v1", subject=key.id, data=data)
