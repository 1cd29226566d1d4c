"""From a booking to the mail that its customer reads, and to the link that ends mails of its kind."""

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import demo
import pytest
import requests
from platform_client import Person
from seed import IDENTITY


@pytest.mark.shows("PR26")
def test_a_booking_is_a_mail_that_ends_its_kind_in_one_click(
    customer: Person, gateway: str, script: Callable[..., Any]
) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    slot, _ = demo.find_slot(customer)
    demo.book(customer, vehicle, slot)

    def mails() -> list[str]:
        lines: list[str] = script("manage", "mailbox", customer.email).stdout.splitlines()
        return [line for line in lines if "Booked: " in line]

    # Each look takes about a second.
    [mail] = next((found for _ in range(30) if (found := mails())), [])
    number = mail.split()[0]

    opened = script("manage", "mailbox", "--open", number)
    assert opened.returncode == 0, opened.stderr
    page = Path(opened.stdout.strip()).read_text()
    assert '<html lang="en"' in page
    assert escape(IDENTITY["legal_name"]) in page
    assert escape(IDENTITY["address"]["street"]) in page
    assert 'src="data:image/png;base64,' in page

    [link] = re.findall(r'href="[a-z]+://[^/"]+(/api/v1/notifications/unsubscribe/[^"]+)"', page)
    seen = requests.get(f"{gateway}{link}", timeout=60, allow_redirects=False)
    assert seen.status_code == 303
    assert "/pages/unsubscribe/#" in seen.headers["Location"]
    form = {"List-Unsubscribe": "One-Click"}
    assert requests.post(f"{gateway}{link}", data=form, timeout=60).status_code == 204
