"""Large JSON travels compressed, whoever made it; a small answer and a stream do not."""

import gzip
import json

import pytest
from services import SERVICES

ROWS = [{"id": number, "make": "Škoda"} for number in range(200)]


@pytest.mark.parametrize("content_type", ["application/json", "application/problem+json", "text/csv"])
def test_a_large_answer_is_compressed_for_who_asks(gateway, services, content_type):
    services["vehicleandproject-service"].on(
        "/api/v1/vehicles/",
        lambda request: request.reply(200, content_type, json.dumps(ROWS).encode(), ETag='"version-1"'),
    )

    plain = gateway.ask("GET", "/api/v1/vehicles/")
    compressed = gateway.ask("GET", "/api/v1/vehicles/", Accept_Encoding="gzip")

    assert plain.headers["Content-Encoding"] is None
    assert plain.headers["ETag"] == '"version-1"'
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert compressed.headers["ETag"] == 'W/"version-1"'
    assert "Accept-Encoding" in compressed.headers.get_all("Vary")
    assert json.loads(gzip.decompress(compressed.body)) == plain.json() == ROWS


def test_a_small_answer_is_not(gateway):
    answer = gateway.ask("GET", "/nonsense", Accept_Encoding="gzip")

    assert answer.headers["Content-Encoding"] is None


def test_the_services_health_stays_one_document(gateway):
    answer = gateway.ask("GET", "/health/services", Accept_Encoding="gzip")

    body = gzip.decompress(answer.body) if answer.headers["Content-Encoding"] else answer.body
    assert len(json.loads(body)["services"]) == len(SERVICES)
