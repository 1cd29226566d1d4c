"""Addresses."""


def working_hours_of(identity: str, day: str | None = None) -> str:
    """Of an employee's week, or of one date."""
    return f"/api/v1/employees/{identity}/working-hours/{f'{day}/' if day else ''}"
