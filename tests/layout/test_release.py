"""One version: the file VERSION, which others read or repeat."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
VERSION = (ROOT / "VERSION").read_text().strip()


def test_the_chassis_has_it():
    project = tomllib.loads((ROOT / "servease-chassis/pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION


def test_the_merged_schema_has_it():
    assert json.loads((ROOT / "nginx/docs/openapi.json").read_text())["info"]["version"] == VERSION


@pytest.mark.parametrize("contract", sorted(ROOT.glob("*-service/contracts/openapi.yaml")), ids=str)
def test_every_contract_has_it(contract):
    assert yaml.load(contract.read_text(), Loader=yaml.CSafeLoader)["info"]["version"] == VERSION
