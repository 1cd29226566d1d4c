"""What starts the platform at a boot is a unit that systemd finds no fault with."""

import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from services import ROOT


def test_systemd_finds_no_fault_with_the_unit(script, tmp_path):
    unit = tmp_path / "servease.service"
    unit.write_text(script("install_systemd_unit", "--print").stdout)
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, timeout=300
    )
    assert (verified.returncode, verified.stdout, verified.stderr) == (0, "", "")


@pytest.mark.parametrize(("arguments", "environment"), [([], "production"), (["development"], "development")])
def test_it_starts_and_stops_this_platform(script, run_folder, arguments, environment):
    shown = script("install_systemd_unit", "--print", *arguments, PORT_OFFSET="700").stdout
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str
    unit.read_string(shown)
    service = unit["Service"]
    assert service["ExecStart"] == f"{ROOT}/scripts/start.sh {environment}"
    assert service["ExecStop"] == f"{ROOT}/scripts/stop.sh"
    assert service["PIDFile"] == f"{run_folder}/supervisord.pid"
    assert f"SERVEASE_RUN_DIR={run_folder} PORT_OFFSET=700" in service["Environment"]
    assert service["User"] == ROOT.owner()
    assert "$" not in shown


@pytest.mark.skipif(Path("/run/systemd/system").exists(), reason="Where systemd runs it would be installed.")
def test_where_no_systemd_runs_it_says_so(script):
    refused = script("install_systemd_unit")
    assert refused.returncode == 1
    assert refused.stderr == "systemd does not run here, so nothing would start the platform at a boot.\n"
