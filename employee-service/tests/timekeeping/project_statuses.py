"""In which of a project's statuses work may be done, and in which not: all twelve."""

OPEN = ["approved", "authorised", "in_progress"]
NOT_OPEN = [
    "requested", "rejected", "estimate", "on_hold", "quality_check", "ready", "delivered", "closed",
    "cancelled",
]  # fmt: skip
