"""Bodies of lines."""

from typing import Any


def part(amount: str = "64.90", **changes: Any) -> dict[str, Any]:
    return {
        "kind": "part",
        "description": "Brake pads, front",
        "quantity": "1",
        "unit_price": {"amount": amount, "currency": "EUR"},
        "tax_rate": "standard",
        **changes,
    }


def labour(minutes: int = 90, **changes: Any) -> dict[str, Any]:
    return part("90.00", **{"kind": "labour", "description": "Change them", "minutes": minutes, **changes})
