import pytest

from conversations.clients import forget_service_types

SERVICE_TYPES = {
    "next": None,
    "previous": None,
    "results": [
        {
            "id": "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11",
            "code": "oil-change",
            "name": "Oil change",
            "duration_minutes": 60,
            "buffer_minutes": 0,
            "price": {"amount": "89.00", "currency": "EUR"},
            "required_skill": "engine",
            "bay_kind": "lift",
            "is_active": True,
            "created_at": "2026-11-01T08:00:00Z",
            "updated_at": "2026-11-01T08:00:00Z",
        },
        {
            "id": "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b12",
            "code": "brakes",
            "name": "Brake service",
            "duration_minutes": 120,
            "buffer_minutes": 0,
            "price": {"amount": "240.00", "currency": "EUR"},
            "required_skill": "brakes",
            "bay_kind": "lift",
            "is_active": True,
            "created_at": "2026-11-01T08:00:00Z",
            "updated_at": "2026-11-01T08:00:00Z",
        },
    ],
}
SLOTS = {
    "time_zone": "Europe/Berlin",
    "results": [
        {
            "start": "2026-11-24T08:00:00Z",
            "end": "2026-11-24T09:00:00Z",
            "service_type": "oil-change",
            "capacity_left": 2,
        }
    ],
}


@pytest.fixture(autouse=True)
def nothing_cached():
    forget_service_types()


@pytest.fixture
def appointments(upstream):
    service = upstream("appointment-service")
    service.replies("GET", "/api/v1/appointments/service-types/", SERVICE_TYPES)
    service.replies("GET", "/api/v1/appointments/slots/", SLOTS)
    return service


@pytest.fixture
def conversation(api):
    """A customer, and a function that says something in a conversation of theirs."""
    customer = api.as_customer()
    started = customer.post("/api/v1/chatbot/conversations/", {})

    def say(content, **options):
        path = f"/api/v1/chatbot/conversations/{started.json()['id']}/messages/"
        return customer.post(path, {"content": content}, **options)

    say.customer = customer
    say.id = started.json()["id"]
    return say
