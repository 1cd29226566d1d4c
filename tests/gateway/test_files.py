"""Where files go, and where they come from."""

import hashlib
import json
import re

import pytest
from services import ROOT
from test_problems import assert_is_problem

SCHEMA = json.loads((ROOT / "nginx/docs/openapi.json").read_text())
TAKING_FILES = [
    (method.upper(), re.sub(r"{\w+}", "01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f", path))
    for path, item in SCHEMA["paths"].items()
    for method, described in item.items()
    if "multipart/form-data" in described.get("requestBody", {}).get("content", {})
]
DOCUMENTS = "/api/v1/vehicles/01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f/documents/"
KIBIBYTE = 1024


def digested(request):
    request.reply_json(201, hashlib.sha256(request.body).hexdigest())


@pytest.mark.parametrize(("method", "path"), TAKING_FILES)
def test_every_operation_that_takes_a_file_is_sent_more_than_64_kibibytes(gateway, services, method, path):
    for service in services.values():
        service.on(path, digested)
    assert gateway.ask(method, path, body=b"x" * 200 * KIBIBYTE).status == 201


def test_a_document_of_ten_mebibytes_arrives_whole_and_a_larger_one_is_refused(gateway, services):
    services["vehicleandproject-service"].on(DOCUMENTS, digested)
    body = bytes(range(256)) * 4 * 10_304
    assert gateway.ask("POST", DOCUMENTS, body=body).json() == hashlib.sha256(body).hexdigest()
    refused = gateway.ask("POST", DOCUMENTS, body=body + b"x")
    assert_is_problem(refused, 413, "Content Too Large", "content_too_large")


def test_nothing_else_of_a_vehicle_takes_more(gateway):
    for path in ("/api/v1/vehicles/", DOCUMENTS + "01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f/"):
        refused = gateway.ask("POST", path, body=b"x" * 65 * KIBIBYTE)
        assert_is_problem(refused, 413, "Content Too Large", "content_too_large")


def test_a_file_that_comes_runs_nothing_in_a_browser(gateway):
    answer = gateway.ask("GET", "/api/v1/vehicles/files/a-token/")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
