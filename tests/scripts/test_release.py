"""What the scripts say about the release in the folder and the one that runs."""

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from services import ROOT

OF_FOLDER = "ROOT={}; folder_version; folder_commit"


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@servease.test")
    done = subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "VERSION").write_text("1.2.3\n")
    return tmp_path


@pytest.fixture
def committed(folder: Path) -> str:
    """The commit that is in the folder."""
    git(folder, "init", "--quiet")
    git(folder, "add", "VERSION")
    git(folder, "commit", "--quiet", "--message", "Begin")
    return git(folder, "rev-parse", "--short=12", "HEAD")


def test_a_folder_is_at_a_version_and_a_commit(library, folder, committed):
    (folder / "untracked").write_text("of no account")
    assert library(OF_FOLDER.format(folder)).stdout == f"1.2.3\n{committed}\n"


def test_what_was_changed_since_is_not_that_commit(library, folder, committed):
    (folder / "VERSION").write_text("1.2.4\n")
    assert library(OF_FOLDER.format(folder)).stdout == f"1.2.4\n{committed}-changed\n"


def test_a_folder_without_git_or_in_another_repository_has_no_commit(library, folder, committed):
    inner = folder / "unpacked"
    inner.mkdir()
    (inner / "VERSION").write_text("1.2.3\n")
    assert library(OF_FOLDER.format(inner)).stdout == "1.2.3\nunknown\n"


class Running(BaseHTTPRequestHandler):
    commit = ""

    def do_GET(self) -> None:
        body = f'{{"status":"ok","version":"1.0.0","commit":"{self.commit}"}}'.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Stay silent."""


@pytest.fixture
def status(library) -> Iterator:
    """The first lines of the status of a platform that was started at a commit."""
    server = HTTPServer(("127.0.0.1", 0), Running)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def of(running: str, folder: str) -> list[str]:
        Running.commit = running
        platform = f"GATEWAY_PORT={server.server_port} RUNTIME=native; folder_commit() {{ echo {folder}; }}"
        return library(f"{platform}; print_release").stdout.splitlines()

    yield of
    server.shutdown()
    server.server_close()


def test_status_says_what_runs(status):
    assert status("0123456789ab", "0123456789ab") == [
        "ServEase 1.0.0, commit 0123456789ab (development, native)"
    ]


def test_status_says_when_the_folder_has_moved_on(status):
    assert status("0123456789ab", "ba9876543210") == [
        "ServEase 1.0.0, commit 0123456789ab (development, native)",
        "The folder is at commit ba9876543210; scripts/start.sh brings the platform up to it.",
    ]


@pytest.mark.parametrize("commits", [("unknown", "0123456789ab"), ("0123456789ab", "unknown")])
def test_status_compares_nothing_with_what_it_does_not_know(status, commits):
    assert len(status(*commits)) == 1


def test_without_a_gateway_the_running_commit_is_unknown(library):
    said = library("GATEWAY_PORT=1 RUNTIME=native; print_release").stdout
    assert said == "ServEase does not answer which release it is (development, native)\n"


def test_a_service_is_told_the_release_and_the_commit_last(library):
    stores = "POSTGRES_PORT=1 REDIS_PORT=2; read_environment_files development"
    written = library(f"{stores}; service_environment user-service").stdout.splitlines()
    assert f"SERVEASE_VERSION={(ROOT / 'VERSION').read_text().strip()}" in written
    assert written[-1].startswith("SERVEASE_COMMIT=")
