"""Questions as people ask them, and what is looked up for each without a language model."""

import pytest

from conversations.models import Message

pytestmark = pytest.mark.django_db

SLOT, BOOKINGS, WORK, SERVICES = "next_free_slot", "own_appointments", "own_projects", "services"


@pytest.fixture(autouse=True)
def platform(settings, appointments, upstream):
    settings.OPENAI_API_KEY = ""
    appointments.replies("GET", "/api/v1/appointments/", {"results": []})
    upstream("vehicleandproject-service").replies("GET", "/api/v1/projects/", {"results": []})


def looked_up(conversation, question):
    answer = conversation(question)
    assert answer.status_code == 201, answer.json()
    receipts = Message.objects.get(author="assistant").receipts
    tools = [receipt["tool"] for receipt in receipts]
    # To name a slot the services are read first, to know which is meant.
    return [tool for tool in tools if not (tool == SERVICES and SLOT in tools)]


@pytest.mark.shows("CB06")
@pytest.mark.parametrize(
    ("question", "tools"),
    [
        ("When is the next free slot for an oil change?", [SLOT]),
        ("Do you have a free appointment for an oil change?", [SLOT]),
        ("What is the earliest appointment for oil change?", [SLOT]),
        ("When can I bring my car for an oil change?", [SLOT]),
        ("When can I book an oil change?", [SLOT]),
        ("Is there anything available for brakes on Friday?", [SLOT]),
        ("When is my appointment?", [BOOKINGS]),
        ("Is my booking confirmed?", [BOOKINGS]),
        ("What is the status of my booking?", [BOOKINGS]),
        ("Show my reservations", [BOOKINGS]),
        ("Is my car ready?", [WORK]),
        ("How far is my car?", [WORK]),
        ("When will the repair be finished?", [WORK]),
        ("Can I pick it up?", [WORK]),
        ("status?", [WORK]),
        ("What does an oil change cost?", [SERVICES]),
        ("How much is a brake service?", [SERVICES]),
        ("How long does an oil change take?", [SERVICES]),
        ("Which services do you offer?", [SERVICES]),
        ("service", [SERVICES]),
    ],
)
def test_a_question_is_answered_by_what_its_words_speak_of(conversation, question, tools):
    assert looked_up(conversation, question) == tools


def test_a_question_for_two_things_is_answered_with_both(conversation):
    assert looked_up(conversation, "What does it cost, and is my repair finished?") == [WORK, SERVICES]
    reply = Message.objects.get(author="assistant").content
    assert "There is no work on your car" in reply
    assert "Oil change: 60 minutes" in reply


def test_a_question_for_everything_is_asked_back(conversation):
    answer = conversation("Prices, my bookings and my repair?").json()["message"]
    assert answer["content"].startswith("You ask several things at once")
    assert answer["receipts"] == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Please cancel my appointment", "I cannot move or cancel a booking"),
        ("I want to reschedule my booking", "I cannot move or cancel a booking"),
        ("Book me in for an oil change", "I cannot book for you"),
        ("I need to make an appointment", "I cannot book for you"),
        ("Where is my invoice for the repair?", "I do not see invoices"),
        ("Can I pay by card?", "I do not see invoices"),
        ("When are you open?", "I do not know the opening hours"),
        ("What are your opening hours?", "I do not know the opening hours"),
        ("What is your address?", "I do not know the way"),
        ("Can I speak to a human?", "I cannot put you through"),
        ("My car makes a strange noise", "That is for a person to judge"),
    ],
)
def test_what_is_understood_and_cannot_be_done_is_said_and_nothing_is_looked_up(conversation, question, said):
    assert looked_up(conversation, question) == []
    assert Message.objects.get(author="assistant").content.startswith(said)


@pytest.mark.parametrize("question", ["Sing!", "Hello", "¿?", "42"])
def test_what_is_not_understood_is_told_what_can_be_asked(conversation, question):
    assert looked_up(conversation, question) == []
    assert Message.objects.get(author="assistant").content.startswith("I can name the next free slot")
