"""What one service keeps of another's answers ends with the news of a change, and not with its time."""

import time
from uuid import uuid4

from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT, Person


def test_a_changed_service_is_in_the_chatbots_answer_when_the_news_are_there(
    chief: Person, customer: Person
) -> None:
    name = f"Polish {uuid4().hex[:8]}"
    conversation = customer.post("chatbot/conversations/", {}, 201)

    def wait_until_the_answer_has(text: str) -> None:
        deadline = time.monotonic() + SECONDS_TO_WAIT
        path = f"chatbot/conversations/{conversation['id']}/messages/"
        while text not in (said := customer.post(path, {"content": "prices"}, 201)["message"]["content"]):
            assert time.monotonic() < deadline, said
            time.sleep(SECONDS_BETWEEN_LOOKS)

    service = {
        "code": f"polish-{uuid4().hex[:8]}",
        "name": name,
        "duration_minutes": 30,
        "price": {"amount": "40.00", "currency": "EUR"},
        "bay_kind": "lift",
    }
    wait_until_the_answer_has("EUR")
    added = chief.post("appointments/service-types/", service, 201)
    try:
        wait_until_the_answer_has(f"{name}: 30 minutes, 40.00 EUR")
        dearer = {"price": {"amount": "45.00", "currency": "EUR"}}
        chief.patch(f"appointments/service-types/{added['id']}/", dearer)
        wait_until_the_answer_has(f"{name}: 30 minutes, 45.00 EUR")
    finally:
        chief.patch(f"appointments/service-types/{added['id']}/", {"is_active": False})
