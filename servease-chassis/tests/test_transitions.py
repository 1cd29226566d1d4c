"""chassis.transitions: one table says what may follow what."""

import pytest

from chassis.errors import Conflict
from chassis.transitions import Transitions

TABLE = {
    "open": {"close": "closed", "look-at": "open"},
    "in_pieces": {},
    "closed": {"open": "open"},
    "gone": {},
}


@pytest.fixture
def doors():
    return Transitions("door", TABLE)


def test_a_verb_leads_to_a_status(doors):
    assert doors.after("open", "close") == "closed"
    assert doors.after("open", "look-at") == "open"


def test_what_is_not_in_the_table_is_refused_with_the_verbs_that_are_possible_now(doors):
    with pytest.raises(Conflict) as refused:
        doors.after("open", "open")
    assert refused.value.get_codes() == "illegal_transition"
    assert refused.value.members == {"current_status": "open", "allowed": ["close", "look-at"]}
    assert str(refused.value.detail) == "'open' is not possible while the door is open."


def test_what_is_over_allows_nothing(doors):
    with pytest.raises(Conflict) as refused:
        doors.after("in_pieces", "look-at")
    assert refused.value.members == {"current_status": "in_pieces", "allowed": []}
    assert str(refused.value.detail) == "'look at' is not possible while the door is in pieces."


def test_a_status_that_the_table_knows_no_way_out_of_is_refused_when_it_is_declared():
    with pytest.raises(ValueError, match="The door gets into ajar, and the table ends there"):
        Transitions("door", {"open": {"pull": "ajar"}})


def test_the_table_can_be_printed(doors):
    assert doors.as_markdown().splitlines() == [
        "| from | verbs |",
        "|---|---|",
        "| `open` | close → `closed`, look-at → `open` |",
        "| `closed` | open → `open` |",
        "| `in_pieces`, `gone` | — |",
    ]
