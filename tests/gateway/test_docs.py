"""The schema and its page are plain files of the gateway's."""

import re

import pytest


def test_the_schema_is_served(gateway):
    answer = gateway.ask("GET", "/api/v1/openapi.json")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["openapi"].startswith("3.1")


def test_the_schema_is_sent_again_only_when_it_changed(gateway):
    entity_tag = gateway.ask("GET", "/api/v1/openapi.json").headers["ETag"]

    assert gateway.ask("GET", "/api/v1/openapi.json", If_None_Match=entity_tag).status == 304


def test_the_page_without_its_slash(gateway):
    answer = gateway.ask("GET", "/api/docs")

    assert (answer.status, answer.headers["Location"]) == (308, "/api/docs/")


def test_the_page_of_errors_without_its_slash(gateway):
    answer = gateway.ask("GET", "/api/docs/errors")

    assert (answer.status, answer.headers["Location"]) == (308, "/api/docs/errors/")


@pytest.mark.shows("GW03", "GW17")
@pytest.mark.parametrize("path", ["/nonsense", "/api/v1/users/" + "x" * 9000])
def test_the_type_of_a_refusal_leads_to_what_it_means(gateway, path):
    page, _, entry = gateway.ask("GET", path).json()["type"].partition("#")

    answer = gateway.ask("GET", page)

    assert answer.headers["Content-Type"] == "text/html"
    assert f'<section id="{entry}">' in answer.body.decode()


PAGES = [
    "/", "/api/docs/", "/api/docs/guide.html", "/api/docs/errors/",
    "/pages/estimate/", "/pages/offer/", "/pages/unsubscribe/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_everything_a_page_names_is_there_and_ours(gateway, path):
    page = gateway.ask("GET", path)
    assert page.headers["Content-Type"] == "text/html"

    addresses = set(re.findall(r'(?:src|href)="([^"#]+)', page.body.decode()))
    assert len(addresses) >= 4
    for address in addresses:
        assert re.match(r"/(?!/)", address)
        assert gateway.ask("GET", address).status == 200


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_code(gateway, path):
    page = gateway.ask("GET", path).body.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert not re.search(r" on[a-z]+=", page)


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("docs.js", "application/javascript"), ("swagger-ui/swagger-ui.css", "text/css")],
)
def test_files_have_the_type_that_nosniff_demands(gateway, name, content_type):
    assert gateway.ask("GET", f"/api/docs/{name}").headers["Content-Type"] == content_type


@pytest.mark.parametrize("path", ["/api/docs/../../etc/passwd", "/api/docs/%2e%2e/%2e%2e/etc/passwd"])
def test_nothing_outside_the_folder_is_served(gateway, path):
    assert gateway.ask("GET", path).status in {400, 404}
