import re
from typing import Any
from uuid import UUID

from chassis.api.serializers import Query
from chassis.fields import LineField
from live import examples  # noqa: F401 - the examples of parameters
from live.errors import MOST_TOPICS, TOO_MANY_TOPICS, UNKNOWN_TOPIC

PROJECT = re.compile(r"project:([0-9A-Fa-f-]{32,36})")


class TopicsField(LineField):
    """Topics with commas between, each once: `board,project:<id>`."""

    def to_internal_value(self, data: Any) -> Any:
        named = super().to_internal_value(data).split(",")
        if len(named) > MOST_TOPICS:
            raise TOO_MANY_TOPICS()
        return list(dict.fromkeys(map(_topic, named)))


class StreamQuery(Query):
    topics = TopicsField(
        required=False,
        max_length=2000,
        help_text=f"At most {MOST_TOPICS} with commas between: `board`, for the staff; `project:` and an id.",
    )


def _topic(text: str) -> str:
    """As events name it."""
    if text == "board":
        return text
    found = PROJECT.fullmatch(text)
    try:
        return f"project:{UUID(found[1])}"  # type: ignore[index]
    except (TypeError, ValueError):
        raise UNKNOWN_TOPIC(topic=text[:80]) from None
