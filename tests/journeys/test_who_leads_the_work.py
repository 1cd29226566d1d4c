"""From a vehicle's arrival to its hand-over the project leads, and the appointment follows it."""

import demo
import pytest
from platform_client import Person


@pytest.fixture
def arrived(customer: Person, chief: Person, appointment: dict) -> dict:
    return demo.check_in(chief, customer, appointment)


def test_a_project_with_an_open_task_holds_the_appointment_back(
    customer: Person, chief: Person, arrived: dict
) -> None:
    path, work = f"appointments/{arrived['id']}/", f"projects/{arrived['project_id']}/"
    task = chief.post(f"{work}tasks/", {"title": "Drain the oil", "estimated_minutes": 30}, 201)
    chief.post(f"{path}start/")
    customer.wait_for(path, lambda row: row["status"] == "in_progress", "The start of the work")

    refusal = chief.post(f"{path}complete/", {}, 409)

    assert refusal["code"] == "tasks_open"
    assert [one["id"] for one in refusal["tasks"]] == [task["id"]]
    assert customer.get(work)["status"] == "in_progress"
    chief.patch(f"{work}tasks/{task['id']}/", {"status": "done"})
    chief.post(f"{path}complete/")
    assert customer.get(work)["status"] == "quality_check"


def test_what_is_cancelled_at_the_appointment_ends_the_work_with_its_reason(
    customer: Person, chief: Person, arrived: dict
) -> None:
    path, work = f"appointments/{arrived['id']}/", f"projects/{arrived['project_id']}/"

    chief.post(f"{path}cancel/", {"reason": "The part cannot be had."})

    line = customer.get(f"{work}timeline/")["results"][-1]
    assert (line["to"], line["reason"]) == ("cancelled", "The part cannot be had.")
    customer.wait_for(path, lambda row: row["status"] == "cancelled", "The end of the appointment")
    assert (
        chief.post(f"{work}tasks/", {"title": "More", "estimated_minutes": 5}, 409)["code"] == "project_over"
    )


def test_a_vehicle_that_is_here_stays_on_the_list(customer: Person, chief: Person, arrived: dict) -> None:
    refusal = customer.ask("DELETE", f"vehicles/{arrived['vehicle_id']}/", 409)
    assert refusal["code"] == "vehicle_in_use"
    assert refusal["appointments"] == [arrived["id"]]
    assert refusal["projects"] == [arrived["project_id"]]
