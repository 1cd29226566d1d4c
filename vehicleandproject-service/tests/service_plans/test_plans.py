"""Service plans: what the workshop advises."""

import pytest

from service_plans.models import Reminder, ServicePlan
from tests.urls import PLANS

pytestmark = pytest.mark.django_db
OIL = {"name": "Oil", "service_type": "oil-change", "every_km": 15_000, "every_months": 12}


def test_the_office_adds_a_plan_and_all_read_it(catalogue, admin, customer, api):
    made = api.as_employee(groups=["office"]).post(PLANS, OIL)
    assert made.status_code == 201, made.json()
    assert (made.json()["due_soon_km"], made.json()["due_soon_days"]) == (1_000, 30)
    assert customer.get(PLANS).json()["results"] == [made.json()]
    assert customer.get(f"{PLANS}{made.json()['id']}/").json() == made.json()
    assert [call.path for call in catalogue.calls] == [
        "/api/v1/appointments/service-types/?code=oil-change&is_active=true"
    ]


def test_customers_and_technicians_add_none(catalogue, customer, employee):
    assert {client.post(PLANS, OIL).status_code for client in (customer, employee)} == {403}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "Oil", "service_type": "oil-change"}, "every_months"),
        ({**OIL, "every_km": 0}, "every_km"),
        ({**OIL, "every_months": 121}, "every_months"),
        ({**OIL, "service_type": "Oil change"}, "service_type"),
    ],
)
def test_a_wrong_plan_is_refused_at_its_field(catalogue, admin, body, field):
    reply = admin.post(PLANS, body)
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, field)
    assert not ServicePlan.objects.exists()


def test_a_plan_is_of_a_service_that_is_offered(catalogue, admin):
    none = {"next": None, "previous": None, "results": []}
    catalogue.replies("GET", "/api/v1/appointments/service-types/", none)
    reply = admin.post(PLANS, OIL)
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "unknown")
    catalogue.down()
    assert admin.post(PLANS, OIL).status_code == 503


def test_there_is_one_plan_per_name(a_plan, admin):
    assert admin.post(PLANS, OIL).json()["code"] == "plan_name_taken"


def test_a_changed_plan_counts_for_reminders_that_are_made_afterwards(a_plan, admin, remind):
    remind(plan_id=a_plan["id"])
    changed = admin.patch(f"{PLANS}{a_plan['id']}/", {"every_km": None, "every_months": 6})
    assert (changed.status_code, changed.json()["every_km"]) == (200, None)
    assert Reminder.objects.get().every_km == 15_000
    neither = admin.patch(f"{PLANS}{a_plan['id']}/", {"every_months": None})
    assert (neither.status_code, neither.json()["errors"][0]["field"]) == (400, "every_months")


def test_a_plan_that_is_not_offered_any_more_makes_no_reminders(a_plan, admin, car, customer):
    admin.patch(f"{PLANS}{a_plan['id']}/", {"is_active": False})
    reply = customer.post(f"/api/v1/vehicles/{car['id']}/reminders/", {"plan_id": a_plan["id"]})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "inactive")
    assert customer.get(PLANS, {"is_active": "true"}).json()["results"] == []
