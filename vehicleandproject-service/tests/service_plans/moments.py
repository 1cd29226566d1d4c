from datetime import UTC, datetime

# Monday, 09:00 in Berlin.
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
