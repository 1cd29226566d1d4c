"""Read the log lines of one request, as JSON, and show who asked whom and who heard of it: for a terminal.

Lines do not name who asked. A request hangs below the one that says it asked that service and that was under
way meanwhile; an event below what its publisher was doing, as the contracts name publishers.
"""

import json
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services import ROOT

# The clocks of two processes are read at different moments, and milliseconds are rounded.
TOLERANCE = timedelta(milliseconds=5)


@dataclass
class Step:
    """One line, and the lines that came of it."""

    line: dict[str, Any]
    started: datetime
    ended: datetime
    led_to: list["Step"] = field(default_factory=list)

    @classmethod
    def of(cls, line: dict[str, Any]) -> "Step":
        ended = datetime.fromisoformat(line["timestamp"])
        return cls(line, ended - timedelta(milliseconds=line.get("milliseconds") or 0), ended)

    @property
    def service(self) -> str:
        return str(self.line.get("service", ""))

    def asked(self, other: "Step") -> bool:
        calls = self.line.get("outbound_calls") or []
        longer = self.ended - self.started > other.ended - other.started
        return f"{other.line.get('method')} {other.service}" in calls and longer and self.encloses(other)

    def encloses(self, other: "Step") -> bool:
        return self.started - TOLERANCE <= other.started and other.ended <= self.ended + TOLERANCE


def tree(lines: list[dict[str, Any]]) -> list[Step]:
    """The steps that nothing here led to, in the order in which they began."""
    steps = sorted(map(Step.of, lines), key=lambda step: (step.service != "gateway", step.started))
    roots = []
    for step in steps:
        cause = cause_of(step, [other for other in steps if other is not step])
        (cause.led_to if cause else roots).append(step)
    for step in steps:
        if step.service == "gateway" and step.led_to:
            # nginx writes whole seconds.
            step.started = min(child.started for child in step.led_to)
    return roots


def cause_of(step: Step, others: list[Step]) -> Step | None:
    if step.service == "gateway":
        return None
    if name := step.line.get("event_name"):
        publisher = publisher_of(name)
        publishing = [one for one in others if one.service == publisher and one.started <= step.started]
        # What published it had begun before, and no step of its own events is meant.
        publishing = [one for one in publishing if one.line.get("event_name") != name]
        return max(publishing, key=lambda one: one.started, default=None)
    if step.line.get("event") != "request":
        inside = [one for one in others if one.service == step.service and one.encloses(step)]
        return max(inside, key=lambda one: one.started, default=None)
    asking = [one for one in others if one.asked(step)]
    # A line about an event does not say whom its handler asked.
    handling = [
        one
        for one in others
        if "event_name" in one.line and one.started < step.started and one.encloses(step)
    ]
    at_the_gateway = [one for one in others if one.service == "gateway"]
    return max(asking or handling or at_the_gateway, key=lambda one: one.started, default=None)


def publisher_of(event: str) -> str:
    [*found] = ROOT.glob(f"*-service/contracts/events/{event}.json")
    return found[0].parents[2].name if found else ""


def show(steps: list[Step], depth: int = 0) -> list[str]:
    shown = []
    for step in steps:
        shown += [row(step, depth), *details(step)]
        shown += show(sorted(step.led_to, key=lambda one: one.started), depth + 1)
    return shown


def row(step: Step, depth: int) -> str:
    line = step.line
    took = line.get("milliseconds")
    cells = [
        f"{step.started:%H:%M:%S}.{step.started.microsecond // 1000:03}",
        f"{'  ' * depth + step.service:<32}",
        f"{line.get('status') or line.get('outcome') or line.get('level', ''):<8}",
        f"{took:>8.1f} ms" if isinstance(took, int | float) else " " * 11,
        f"{line['queries']:>4} queries" if "queries" in line else " " * 12,
        harmless(subject(line)),
    ]
    return "  ".join(cells).rstrip()


def harmless(text: str) -> str:
    """With escapes for what would move the cursor or begin a line: a client chose its path."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def subject(line: dict[str, Any]) -> str:
    if "method" in line:
        return f"{line['method']} {line.get('path', '')}"
    return str(line.get("event_name") or line.get("event", ""))


def details(step: Step) -> list[str]:
    """What went wrong, in words of its own."""
    return [
        f"{' ' * 14}{harmless(text)}"
        for name in ("error", "exception")
        for text in str(step.line.get(name) or "").splitlines()
    ]


def main() -> None:
    lines = []
    for text in sys.stdin:
        try:
            lines.append(json.loads(text))
        except ValueError:
            continue
    if lines:
        print("\n".join(show(tree(lines))))


if __name__ == "__main__":
    main()
