"""Write the tables of routes in URL_STRUCTURE_GUIDE.md from the merged schema; with --check only compare."""

import json
from typing import Any

from generated_files import ROOT, write_or_check

GUIDE = ROOT / "URL_STRUCTURE_GUIDE.md"
SCHEMA = ROOT / "nginx" / "docs" / "openapi.json"
START, END = "<!-- routes: written by scripts/list_routes.py -->", "<!-- end of routes -->"
METHODS = ("get", "post", "put", "patch", "delete")


def tables(schema: dict[str, Any]) -> str:
    """One table per resource, one row per operation: method, path, who may, what it does."""
    nouns: dict[str, list[str]] = {}
    for path, operations in sorted(schema["paths"].items()):
        noun = path.removeprefix("/api/v1/").split("/")[0]
        for method in METHODS:
            if method in operations:
                nouns.setdefault(noun, []).append(row(method, path, operations[method]))
    return "\n\n".join(
        f"### `/api/v1/{noun}/`\n\n| method | path | for | what |\n|---|---|---|---|\n" + "\n".join(rows)
        for noun, rows in nouns.items()
    )


def row(method: str, path: str, operation: dict[str, Any]) -> str:
    text = (operation.get("summary") or operation["description"].split("\n")[0]).strip().rstrip(".")
    return f"| {method.upper()} | `{path}` | {operation['x-access']} | {text} |"


def main() -> None:
    before, _, rest = GUIDE.read_text().partition(START)
    _, _, after = rest.partition(END)
    routes = tables(json.loads(SCHEMA.read_text()))
    write_or_check(GUIDE, f"{before}{START}\n\n{routes}\n\n{END}{after}", __doc__)


if __name__ == "__main__":
    main()
