"""What goes out of each event: what its producer promises, and to customers nothing of the workshop's own."""

import json

import msgspec
import pytest

from live.news import STREAMS, TABLE, read_entry
from tests.live.servers import SERVICE

ROOT = SERVICE.parent
# What only the workshop is to know of a project that is not its customer's own.
THE_WORKSHOPS = {"employee_id", "assignee_id", "customer_id", "location_id", "notes", "duration_seconds"}


def contract(name):
    [path] = ROOT.glob(f"*-service/contracts/events/{name}.json")
    return json.loads(path.read_text())


def entry_of(name, data):
    envelope = {"id": "an id", "name": name, "occurred_at": "2026-11-30T10:00:00+00:00"}
    return {**envelope, "data": json.dumps(data)}


def sent(name, audience, **data):
    example = {**contract(name)["examples"][0], **data}
    news = read_entry(name.partition(".")[0], "1-0", entry_of(name, example), dict.fromkeys(STREAMS, 1))
    frame = news.frames.get(audience)
    return frame and msgspec.json.decode(frame.partition(b"data: ")[2])


@pytest.mark.parametrize("name", TABLE)
def test_what_is_sent_is_what_the_producer_promises(name):
    news = TABLE[name]
    promised = contract(name)["properties"]
    assert set(news.to_staff) | {news.resource} <= set(promised)
    assert set(news.to_customers or ()) <= set(news.to_staff)


@pytest.mark.parametrize("name", TABLE)
def test_a_customer_is_sent_nothing_that_is_the_workshops(name):
    assert not THE_WORKSHOPS & set(sent(name, "customer") or {})


@pytest.mark.parametrize("name", [name for name in TABLE if name.startswith("time_log.")])
def test_of_time_the_staff_are_sent_that_there_is_some_and_not_whose_or_how_long(name):
    assert sent(name, "staff")["resource"]["type"] == "time_log"
    known = {"event_id", "occurred_at", "resource", "project_id", "task_id"}
    assert sent(name, "staff").keys() == known


@pytest.mark.parametrize("name", ["project.status_changed.v1", "project.eta_changed.v1"])
def test_a_reason_goes_to_whom_it_was_written_for(name):
    of_the_workshop = {"reason": "They never pay.", "reason_visibility": "internal"}
    assert sent(name, "staff", **of_the_workshop)["reason"] == "They never pay."
    assert sent(name, "customer", **of_the_workshop)["reason"] == ""
    assert sent(name, "customer", reason="A part is late.", reason_visibility="customer")["reason"]


def test_what_is_not_in_the_table_is_sent_to_nobody():
    assert read_entry("account", "1-0", entry_of("account.changed.v1", {}), {}) is None


def test_a_text_of_many_lines_stays_one_line_of_the_stream():
    frame = read_entry(
        "project",
        "1-0",
        entry_of("project.progressed.v1", {"project_id": "7", "title": "a\n\nevent: end\ndata: {}"}),
        {"project": 1},
    ).frames["staff"]
    assert frame.count(b"\n") == 4
