"""What is done every hour: all of it, whatever fails."""

from chassis import hourly


def test_what_fails_stops_nothing_else(monkeypatch, logged):
    monkeypatch.setattr(hourly, "_work", [])
    done = []

    def fails():
        raise RuntimeError("out of paper")

    hourly.hourly(fails)
    hourly.hourly(lambda: done.append("after it"))
    hourly.work_through()

    assert done == ["after it"]
    assert [line["event"] for line in logged] == ["not done this hour"]
