"""What news of an appointment are filled with."""

from texts.values import instant

VALUES = {"service": "Oil change", "when": instant("2026-12-01T07:30:00Z", "Europe/Berlin")}
