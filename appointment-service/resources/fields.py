"""What several bodies of this service have in common."""

from typing import Any

from drf_spectacular.drainage import set_override

from chassis.api.representation import Computed
from chassis.api.serializers import Serializer
from chassis.fields import UUIDField


class LocationIdField(UUIDField):
    """Which location a request means."""

    def __init__(self) -> None:
        super().__init__(required=False, help_text="The default location if it is left out.")


class DocumentsField(Computed):
    """A jsonb column, each document in the order of its serializer: PostgreSQL has an order of its own."""

    def __init__(self, document: type[Serializer], column: str, **options: Any) -> None:
        super().__init__(**options)
        self.columns = (column,)
        self.names = tuple(document().fields)
        set_override(self, "field", document(many=True))

    def shown(self, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{name: document[name] for name in self.names} for document in documents]
