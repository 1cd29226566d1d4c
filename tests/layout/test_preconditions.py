"""An operation takes If-Match exactly where it answers 412, and promises no check that nobody makes."""

import json
from pathlib import Path

MERGED = Path(__file__).resolve().parents[2] / "nginx/docs/openapi.json"


def test_if_match_goes_with_412():
    for operations in json.loads(MERGED.read_text())["paths"].values():
        for operation in operations.values():
            takes = "If-Match" in {parameter.get("name") for parameter in operation.get("parameters", [])}
            assert takes == ("412" in operation["responses"]), operation["operationId"]
