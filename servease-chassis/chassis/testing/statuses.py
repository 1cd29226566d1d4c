"""What has a status publishes its table, and each of its verbs has a route."""

from pathlib import Path
from typing import Any

from chassis import transitions
from chassis.testing.routes import patterns


def tables_not_in_the_readme() -> list[str]:
    """The things whose table of transitions neither the service's README prints nor that of an app."""
    readme = "".join(path.read_text() for path in (Path("README.md"), *Path().glob("*/README.md")))
    return [one.thing for one in transitions.declared if one.as_markdown() not in readme]


def verbs_without_a_route(resolver: Any) -> list[str]:
    """A verb is the last word of its route; one that has none would be offered and never found."""
    words = {str(pattern.pattern).rstrip("/").rpartition("/")[2] for pattern in patterns(resolver)}
    return [
        f"{verb} ({one.thing})"
        for one in transitions.declared
        for verb in sorted({verb for status in one.statuses() for verb in one.verbs(status)})
        if verb not in words
    ]
