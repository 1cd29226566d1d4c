"""The list of attacks is the docstrings of its tests: by requirements of OWASP ASVS 5.0, what was tried."""

import ast
import re
from pathlib import Path

import pytest
from services import ROOT

MODULES = sorted((ROOT / "tests/attacks").glob("test_*.py"))
REQUIREMENTS = re.compile(r"\d+\.\d+\.\d+(( to|,) \d+\.\d+\.\d+)*: \S")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_each_attack_says_which_requirement_it_is_about(module: Path) -> None:
    """Of the chapter of its module among others."""
    (chapter,) = re.findall(r"^test_v(\d+)_", module.name)
    tests = [
        node
        for node in ast.parse(module.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    about = {node.name: ast.get_docstring(node) or "" for node in tests}
    assert [name for name, text in about.items() if not REQUIREMENTS.match(text)] == []
    assert any(re.search(rf"\b{chapter}\.\d+\.\d+", text.partition(":")[0]) for text in about.values())
