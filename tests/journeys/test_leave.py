"""Leave that is approved takes its slots away on the running platform, and gives them back."""

from datetime import UTC, datetime, timedelta

import pytest
import seed
from platform_client import Person

SERVICE = "tyre-change"


@pytest.mark.shows("EM03")
def test_when_leave_is_added_slots_vanish_and_when_it_is_cancelled_they_are_back(gateway: str) -> None:
    admin, technician = Person(gateway, "admin"), Person(gateway, "technician")
    admin.login("admin@servease.test", seed.PASSWORD)
    # The one who has the skill for this service.
    technician.login("technician3@servease.test", seed.PASSWORD)
    day = a_working_day()
    query = {"service_type": SERVICE, "from": day, "to": day}
    assert admin.get("appointments/slots/", **query)["results"], "nobody works there anyhow"

    leave = {"start": f"{day}T00:00:00Z", "end": f"{day}T23:00:00Z"}
    asked = technician.post(f"employees/{technician.id}/time-off/", leave, 201)
    assert asked["status"] == "pending"
    assert admin.get("appointments/slots/", **query)["results"]
    admin.post(f"employees/time-off/{asked['id']}/approve/")
    admin.wait_for(
        "appointments/slots/", lambda answer: not answer["results"], "A day without slots", **query
    )

    technician.post(f"employees/time-off/{asked['id']}/cancel/")
    admin.wait_for("appointments/slots/", lambda answer: bool(answer["results"]), "Its slots again", **query)


def a_working_day() -> str:
    """A Wednesday so far ahead that no other test books there, and still within the horizon."""
    later = datetime.now(UTC).date() + timedelta(weeks=10)
    return (later + timedelta(days=(2 - later.weekday()) % 7)).isoformat()
