"""Documents say the same things in the same places and words."""

import re

import pytest
from services import PORTS, ROOT, SERVICES

DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
ROWS = ["Owns", "Calls", "Subscribes to", "Publishes"]
ONE_SCREEN = 50
EVENT = re.compile(r"`([a-z_]+\.[a-z_]+\.v\d+)`")


def readme(service: str) -> str:
    return (ROOT / service / "README.md").read_text()


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_readme_is_one_screen_that_ends_with_how_it_is_tested(service):
    lines = readme(service).splitlines()
    assert lines[0] == f"# {service}"
    assert len(lines) <= ONE_SCREEN
    assert lines[-1] == f"Tests: `scripts/test.sh {service}`."


@pytest.mark.parametrize("service", SERVICES)
def test_its_first_paragraph_says_its_port_and_its_routes(service):
    paragraph = readme(service).split("\n", 1)[1].partition("\n\n")[0]
    assert f"Port {PORTS[service]}" in paragraph
    assert "`/api/v1/" in paragraph


@pytest.mark.parametrize("service", SERVICES)
def test_its_first_table_has_the_four_rows(service):
    table = re.search(r"^\| \| \|\n\|---\|---\|\n((?:\|.*\n)+)", readme(service), re.MULTILINE)
    assert table
    assert [row.split(" | ")[0].removeprefix("| ") for row in table[1].splitlines()] == ROWS


@pytest.mark.parametrize("service", SERVICES)
def test_the_events_it_publishes_are_those_of_its_contracts(service):
    (row,) = re.findall(r"^\| Publishes \| (.*) \|$", readme(service), re.MULTILINE)
    assert set(EVENT.findall(row)) == {
        path.stem for path in (ROOT / service / "contracts" / "events").glob("*.json")
    }


@pytest.mark.parametrize("service", SERVICES)
def test_the_events_it_subscribes_to_are_those_that_it_handles(service):
    (row,) = re.findall(r"^\| Subscribes to \| (.*) \|$", readme(service), re.MULTILINE)
    handled = {
        name
        for path in (ROOT / service).rglob("*.py")
        if not {"tests", "migrations"} & set(path.parts) and path.name != "events.py"
        for name in re.findall(r'"([a-z_]+\.[a-z_]+\.v\d+)"', path.read_text())
    }
    assert set(EVENT.findall(row)) == handled


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_status_and_stands_in_the_index(decision):
    title, status = decision.read_text().splitlines()[:2]
    number, name = re.fullmatch(r"# (\d+)\. (.+)", title).groups()
    assert int(number) == int(decision.name[:4])
    assert re.fullmatch(
        r"Status: (accepted|superseded by \d+) \d{4}-\d\d-\d\d(, amended \d{4}-\d\d-\d\d)?\.", status
    )
    row = f"| {number} | [{name}]({decision.name}) | {status.removeprefix('Status: ').rstrip('.')} |"
    assert row in (ROOT / "docs" / "adr" / "README.md").read_text().splitlines()


def test_every_link_between_documents_leads_to_a_file():
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*-service/**/README.md")]
    broken = [
        f"{document.relative_to(ROOT)}: {link}"
        for document in documents
        for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text())
        if not (document.parent / link).exists()
    ]
    assert broken == []
