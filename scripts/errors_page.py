"""Write nginx/docs/errors/index.html from what services and gateway declare; with --check only compare.

A code has one entry, whoever answers it: its texts, what to do, and the operations of the merged schema that
name it. What fields are refused with is one table.
"""

import html
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.conf import settings
from generated_files import framed, write_or_check
from services import ROOT, SERVICES

# The framework's texts, in English.
settings.configure(USE_I18N=False)

from rest_framework import serializers  # noqa: E402

from chassis import framework_errors, transitions  # noqa: E402, F401 - declare
from chassis.api.problem_schemas import component_name, readable  # noqa: E402
from chassis.errors import Refusal, declared  # noqa: E402

PAGE = ROOT / "nginx" / "docs" / "errors" / "index.html"
SCHEMA = ROOT / "nginx" / "docs" / "openapi.json"
GATEWAY = ROOT / "nginx" / "maps" / "problems.conf"
ALL, THE_GATEWAY = "all services", "the gateway"
# What only the gateway answers; the rest of its codes are the services' too.
REMEDIES = {
    "request_timeout": "Send it again, faster.",
    "length_required": "Send a Content-Length.",
    "uri_too_long": "Ask with fewer or shorter parameters.",
    "range_not_satisfiable": "Ask for the whole of it.",
    "misdirected_request": "Use a host name of the platform.",
    "headers_too_large": "Send fewer or shorter headers.",
    "not_implemented": "Use a usual method, and no transfer encoding but chunked.",
    "upstream_timeout": "Try again later, with the same Idempotency-Key: it may have been done.",
    "http_version_not_supported": "Use HTTP/1.1.",
}
# Named one by one while they are few.
MOST_OPERATIONS = 15
# The framework's, of which nearly all fields are.
FIELDS: list[Any] = [
    serializers.Serializer(),
    serializers.BooleanField(),
    serializers.CharField(),
    serializers.ChoiceField(choices=[]),
    serializers.DateField(),
    serializers.IntegerField(),
    serializers.ListField(),
    serializers.UUIDField(),
]
# A component, or the row of a code of fields.
NAMED = re.compile(r'"#/components/schemas/(\w+Problem)"|\(/api/docs/errors/#(field-\w+)\)')
BODY = """<h1>Errors</h1>
<p>A refusal is <code>application/problem+json</code> (RFC 9457). Programs switch on <code>code</code>, people
read <code>detail</code>, and <code>type</code> is the address of an entry here. <code>request_id</code> is
what to ask us by.</p>
<ul class="codes">
{contents}
</ul>
{entries}
<h2 id="fields">Of fields</h2>
<p>In <code>errors</code> of <a href="#invalid"><code>invalid</code></a>, each with its <code>field</code>
and a <code>message</code>.</p>
<div class="wide"><table>
<thead><tr><th scope="col">code</th><th scope="col">message</th><th scope="col">what to do</th>
<th scope="col">from</th></tr></thead>
<tbody>
{fields}
</tbody>
</table></div>
"""


@dataclass
class Entry:
    """What all declarations of one code say together, in the order in which they were read."""

    statuses: set[int] = field(default_factory=set)
    # By what to do, for several texts may have that in common.
    texts: dict[str, list[str]] = field(default_factory=dict)
    members: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)

    def add(self, source: str, status: int, text: str, remedy: str, members: Iterable[str] = ()) -> None:
        self.statuses.add(status)
        self.sources[source] = None
        self.members |= dict.fromkeys(members)
        same = self.texts.setdefault(remedy or next(iter(self.texts), ""), [])
        if text not in same:
            same.append(text)


def declarations() -> Iterator[tuple[str, Refusal]]:
    """Each refusal with who declares it; a code that has two statuses is refused by its declaration."""
    yield from ((ALL, refusal) for refusal in declared())
    for service in SERVICES:
        for path in sorted((ROOT / service).glob("*/errors.py")):
            known = len(declared())
            specification = importlib.util.spec_from_file_location(f"{path.parent.name}_errors", path)
            assert specification is not None
            assert specification.loader is not None
            specification.loader.exec_module(importlib.util.module_from_spec(specification))
            yield from ((service, refusal) for refusal in declared()[known:])


def of_the_gateway(what: str) -> dict[int, str]:
    """The title, code or detail that the gateway has for a status of its own."""
    [lines] = re.findall(rf"^map \$status \$problem_{what} {{\n(.*?)^}}", GATEWAY.read_text(), re.M | re.S)
    words = re.findall(r'^ +(\d+|default) +"?(.*?)"?;$', lines, re.M)
    return {500 if status == "default" else int(status): word for status, word in words}


def entries() -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Those of whole answers and those of fields, by code."""
    whole: dict[str, Entry] = {}
    of_fields: dict[str, Entry] = {}
    for source, refusal in declarations():
        known = of_fields if refusal.is_of_a_field else whole
        known.setdefault(refusal.code, Entry()).add(
            source, refusal.status, readable(refusal.text), refusal.remedy, refusal.members
        )
    texts = of_the_gateway("detail")
    for status, code in of_the_gateway("code").items():
        whole.setdefault(code, Entry()).add(THE_GATEWAY, status, texts[status], REMEDIES.get(code, ""))
    for kind in FIELDS:
        for code, text in kind.error_messages.items():
            of_fields.setdefault(code, Entry()).add(ALL, 400, readable(str(text)), "")
    return dict(sorted(whole.items())), dict(sorted(of_fields.items()))


def operations(schema: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """Which operations name a component or a row, each as its link on the docs page and its summary."""
    naming: dict[str, list[tuple[str, str]]] = {}
    for item in schema["paths"].values():
        for operation in item.values():
            link = f"/api/docs/#/{operation['tags'][0]}/{operation['operationId']}"
            for response in operation["responses"].values():
                if "$ref" in response:
                    response = schema["components"]["responses"][response["$ref"].rpartition("/")[2]]
                named = json.dumps(response)
                for name in dict.fromkeys(NAMED.findall(named)):
                    naming.setdefault("".join(name), []).append((link, operation["summary"]))
    return naming


def page(schema: dict[str, Any]) -> str:
    whole, of_fields = entries()
    naming = operations(schema)
    body = BODY.format(
        contents="\n".join(f'<li><a href="#{code}"><code>{code}</code></a></li>' for code in whole)
        + '\n<li><a href="#fields">of fields</a></li>',
        entries="\n".join(
            section(code, entry, naming.get(component_name(code), [])) for code, entry in whole.items()
        ),
        fields="\n".join(
            rows_of(code, entry, naming.get(f"field-{code}", [])) for code, entry in of_fields.items()
        ),
    )
    title, styles = "Errors of the ServEase API", ("/api/docs/errors/errors.css",)
    return framed("/api/docs/errors/", title, body, writer="errors_page.py", styles=styles)


def rows_of(code: str, entry: Entry, named_by: list[tuple[str, str]]) -> str:
    """A row for each thing to do about a code of fields."""
    rows = [
        f"<td>{'<br>'.join(map(shown, texts))}</td><td>{shown(remedy)}</td>"
        for remedy, texts in entry.texts.items()
    ]
    first, *others = rows
    span = f' rowspan="{len(rows)}"' if others else ""
    name = f"<td{span}><code>{code}</code></td>"
    sources = f"<td{span}>{', '.join(entry.sources)}{when(named_by)}</td>"
    return "\n".join(
        [f'<tr id="field-{code}">{name}{first}{sources}</tr>', *(f"<tr>{other}</tr>" for other in others)]
    )


def section(code: str, entry: Entry, named_by: list[tuple[str, str]]) -> str:
    lines = []
    for remedy, texts in entry.texts.items():
        lines += [f"<p>{shown(text)}</p>" for text in texts]
        lines.append(f"<p><strong>What to do:</strong> {shown(remedy)}</p>")
    if entry.members:
        members = ", ".join(f"<code>{name}</code>" for name in entry.members)
        lines.append(f"<p><strong>Tells:</strong> {members}</p>")
    lines.append(f"<p><strong>From:</strong> {', '.join(entry.sources)}{when(named_by)}</p>")
    body = "\n".join(lines)
    return f'<section id="{code}">\n<h2><code>{code}</code> {statuses(entry)}</h2>\n{body}\n</section>'


def when(named_by: list[tuple[str, str]]) -> str:
    if len(named_by) > MOST_OPERATIONS:
        return f", by {len(named_by)} operations"
    links = [f'<a href="{link}">{html.escape(summary.rstrip("."))}</a>' for link, summary in named_by]
    return f": {', '.join(links)}" if links else ""


def statuses(entry: Entry) -> str:
    phrases = of_the_gateway("title")
    titles = {status: phrases.get(status) or HTTPStatus(status).phrase for status in sorted(entry.statuses)}
    return ", ".join(f"{status} {title}" for status, title in titles.items())


def shown(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


if __name__ == "__main__":
    write_or_check(PAGE, page(json.loads(SCHEMA.read_text())), __doc__)
