"""What the stream refuses with."""

from chassis.errors import InvalidField, Refusal

MOST_TOPICS = 20

UNKNOWN_TOPIC = Refusal(
    InvalidField, "unknown_topic", "There is no topic {topic}; there are board and project:<id>."
)
TOO_MANY_TOPICS = Refusal(InvalidField, "too_many_topics", f"Name at most {MOST_TOPICS} topics.")
