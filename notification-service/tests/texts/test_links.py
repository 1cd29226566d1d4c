"""Links lead where the configuration says, and nowhere without it."""

import pytest

from chassis.models import new_id
from texts.kinds import KINDS
from texts.links import link_to


@pytest.fixture(autouse=True)
def configured(settings):
    settings.LINKS = {
        **settings.LINKS,
        "appointment": "https://app.example/appointments/{id}",
        "unsubscribe": "https://workshop.example/pages/unsubscribe/#{id}",
        "vehicle": "",
    }


def test_a_link_names_its_thing():
    appointment_id = new_id()
    assert link_to("appointment", appointment_id) == f"https://app.example/appointments/{appointment_id}"
    assert link_to("unsubscribe", "a:b-c_d") == "https://workshop.example/pages/unsubscribe/#a:b-c_d"


def test_what_has_no_page_has_no_link():
    assert link_to("vehicle", new_id()) == ""
    assert link_to("", None) == ""
    assert link_to("appointment", None) == ""


def test_an_id_cannot_lead_elsewhere():
    assert link_to("appointment", "../x?y#z") == "https://app.example/appointments/..%2Fx%3Fy%23z"


def test_whatever_news_are_about_can_be_given_a_link(settings):
    # What is broadcast is all that there is to read; a number is confirmed where its code was asked for.
    assert {kind.about for kind in KINDS.values()} - {"broadcast", "verify_phone"} <= settings.LINKS.keys()
