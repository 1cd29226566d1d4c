"""For everything that has a status: which verb leads from which status to which, in one table."""

from collections.abc import Mapping

from chassis.errors import Conflict, Refusal

ILLEGAL_TRANSITION = Refusal(
    Conflict,
    "illegal_transition",
    "'{verb}' is not possible while the {thing} is {status}.",
    remedy="Offer what `allowed` names: each is the last word of a route. Empty means that it is over.",
    current_status=str,
    allowed=list[str],
)
declared: "list[Transitions]" = []


class Transitions:
    """Which verb leads a thing from which status to which. What is not in the table is refused (409).

    A verb is the last word of its route, so that clients can act on `allowed`. A status that allows nothing
    has a row too: who adds a status must say what follows it.
    """

    def __init__(self, thing: str, table: Mapping[str, Mapping[str, str]]) -> None:
        unknown = {str(after) for verbs in table.values() for after in verbs.values() if after not in table}
        if unknown:
            raise ValueError(f"The {thing} gets into {', '.join(sorted(unknown))}, and the table ends there.")
        self.thing = thing
        self._table = table
        declared.append(self)

    def statuses(self) -> list[str]:
        return [str(status) for status in self._table]

    def verbs(self, status: str) -> list[str]:
        """What is possible in this status: what every refusal shows as `allowed`, beside `current_status`."""
        return list(self._table[status])

    def after(self, status: str, verb: str) -> str:
        """Where `verb` leads from here. Raises Conflict (409) illegal_transition."""
        if verb not in self._table[status]:
            raise ILLEGAL_TRANSITION(
                verb=_words(verb),
                thing=self.thing,
                status=_words(status),
                current_status=str(status),
                allowed=self.verbs(status),
            )
        return self._table[status][verb]

    def as_markdown(self) -> str:
        """The table as each README prints it: what is over in its last row."""
        ways = {
            status: ", ".join(f"{verb} → `{after}`" for verb, after in verbs.items())
            for status, verbs in self._table.items()
        }
        over = ", ".join(f"`{status}`" for status in ways if not ways[status])
        rows = [f"| `{status}` | {way} |" for status, way in ways.items() if way]
        return "\n".join(["| from | verbs |", "|---|---|", *rows, f"| {over} | — |"])


def _words(name: str) -> str:
    return str(name).replace("-", " ").replace("_", " ")
