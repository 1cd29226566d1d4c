"""The TypeScript client against the running platform: its own tests, each as one of these."""

import os
import re
import subprocess

import pytest
from services import ROOT

CLIENT = ROOT / "clients/typescript"
TESTS = [
    name
    for file in sorted(CLIENT.glob("test/*.test.ts"))
    for name in re.findall(r'^test\("([^"]+)"', file.read_text(), re.MULTILINE)
]


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    subprocess.run([ROOT / "scripts/clients.sh", "--packages"], check=True)
    build = subprocess.run(
        ["npm", "run", "--silent", "test:build"], cwd=CLIENT, capture_output=True, text=True, check=False
    )
    assert build.returncode == 0, build.stdout


@pytest.mark.shows("GW16")
@pytest.mark.parametrize("name", TESTS)
def test_in_typescript(name: str, gateway: str, request: pytest.FixtureRequest) -> None:
    cut = request.getfixturevalue("lossy_gateway") if "answer was lost" in name else ""

    ran = subprocess.run(
        ["node", "--test", "--test-name-pattern", f"^{re.escape(name)}$", "test/.built/"],
        cwd=CLIENT,
        env=os.environ | {"GATEWAY_URL": gateway, "CUT_URL": cut},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout
    assert re.search(r"^# pass [1-9]", ran.stdout, re.MULTILINE)
