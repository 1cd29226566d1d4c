"""All schemas become one: what is alike is kept once, what differs is kept apart, nothing private shows."""

import json
import re
import subprocess
import sys

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from services import ROOT, SERVICES
from test_routes import ROUTES

NOUN = {service: route for route, service in ROUTES.items()}
PROBLEM = {"type": "object", "properties": {"code": {"type": "string"}}}


def reference(name):
    return {"$ref": f"#/components/schemas/{name}"}


def document(service, **schemas):
    """A schema with one list that answers with each of the schemas, or a problem."""
    noun = NOUN[service]
    answers = {
        str(status): {"description": "", "content": {"application/json": {"schema": reference(name)}}}
        for status, name in enumerate(["Problem", *schemas], start=200)
    }
    operation = {"operationId": f"{noun}_list", "tags": ["x"], "responses": answers}
    return {
        "openapi": "3.1.0",
        "info": {"title": service, "version": "1.0.0", "description": f"About {noun}."},
        "paths": {f"/api/v1/{noun}/": {"get": operation}},
        "components": {
            "schemas": {"Problem": PROBLEM, **schemas},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


@pytest.fixture
def tree(tmp_path):
    """A folder with a schema of each service, which a test may change before it merges."""
    (tmp_path / "nginx/docs").mkdir(parents=True)
    for service in SERVICES:
        (tmp_path / service / "contracts").mkdir(parents=True)
        write(tmp_path, service, document(service))
    return tmp_path


def write(tree, service, content):
    (tree / service / "contracts/openapi.yaml").write_text(yaml.safe_dump(content))


def run(tree, *arguments):
    return subprocess.run(
        [sys.executable, ROOT / "scripts/merge_openapi.py", "--root", tree, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def merged(tree):
    ran = run(tree)
    assert ran.returncode == 0, ran.stderr
    result = json.loads((tree / "nginx/docs/openapi.json").read_text())
    OpenAPIV31SpecValidator(result).validate()
    return result


def answer_of(result, service, status):
    operation = result["paths"][f"/api/v1/{NOUN[service]}/"]["get"]
    return operation["responses"][str(status)]["content"]["application/json"]["schema"]


def test_what_all_describe_alike_is_kept_once(tree):
    result = merged(tree)

    assert list(result["components"]["schemas"]) == ["Problem"]
    assert list(result["components"]["securitySchemes"]) == ["bearer"]
    assert answer_of(result, "user-service", 200) == reference("Problem")


def test_what_two_describe_differently_needs_two_names(tree):
    write(tree, "user-service", document("user-service", Status={"enum": ["on", "off"]}))
    write(tree, "appointment-service", document("appointment-service", Status={"enum": ["pending"]}))

    ran = run(tree)

    assert ran.returncode == 2
    assert "appointment-service and user-service describe Status differently" in ran.stderr


def test_what_the_gateway_does_not_show_is_left_out(tree):
    schema = document("user-service", Secret={"type": "string"})
    hidden = schema["paths"]["/api/v1/users/"]
    private = ["/internal/token/", "/health/ready/", "/metrics", "/api/v1/users/internal/x/"]
    schema["paths"] = dict.fromkeys(private, hidden)
    write(tree, "user-service", schema)

    result = merged(tree)

    assert len(result["paths"]) == len(SERVICES) - 1
    assert list(result["components"]["schemas"]) == ["Problem"]


def test_operations_are_grouped_by_noun_and_tell_their_service(tree):
    result = merged(tree)

    assert result["paths"]["/api/v1/users/"]["get"]["tags"] == ["users"]
    assert {"name": "users", "description": "About users.", "x-service": "user-service"} in result["tags"]
    assert result["servers"] == [{"url": "/"}]
    assert result["security"] == [{"bearer": []}]


def test_an_operation_that_needs_no_token_says_so(tree):
    schema = document("user-service")
    schema["paths"]["/api/v1/users/"]["post"] = {
        "operationId": "users_create",
        "security": [{"bearer": []}],
        "responses": {"201": {"description": ""}},
    }
    write(tree, "user-service", schema)

    item = merged(tree)["paths"]["/api/v1/users/"]

    assert item["get"]["security"] == []
    assert item["post"]["security"] == [{"bearer": []}]


def test_the_same_schemas_always_make_the_same_document(tree):
    merged(tree)
    first = (tree / "nginx/docs/openapi.json").read_bytes()
    merged(tree)

    assert (tree / "nginx/docs/openapi.json").read_bytes() == first


def test_drift_is_found_and_nothing_written(tree):
    merged(tree)
    assert run(tree, "--check").returncode == 0
    before = (tree / "nginx/docs/openapi.json").read_bytes()

    write(tree, "user-service", document("user-service", Card={"type": "string"}))
    ran = run(tree, "--check")

    assert ran.returncode == 1
    assert "run scripts/contracts.sh" in ran.stderr
    assert (tree / "nginx/docs/openapi.json").read_bytes() == before


def test_a_missing_schema_is_named(tree):
    (tree / "chatbot-service/contracts/openapi.yaml").unlink()

    ran = run(tree)

    assert ran.returncode == 2
    assert "chatbot-service/contracts/openapi.yaml" in ran.stderr


def test_two_services_cannot_describe_one_address(tree):
    schema = document("user-service")
    schema["paths"]["/api/v1/customers/"] = schema["paths"].pop("/api/v1/users/")
    write(tree, "user-service", schema)

    ran = run(tree)

    assert ran.returncode == 2
    assert "/api/v1/customers/" in ran.stderr


def test_two_operations_cannot_share_a_name(tree):
    schema = document("user-service")
    schema["paths"]["/api/v1/users/"]["get"]["operationId"] = "customers_list"
    write(tree, "user-service", schema)

    ran = run(tree)

    assert ran.returncode == 2
    assert "customers_list" in ran.stderr


@pytest.mark.shows("GW02", "SD20")
def test_the_document_in_the_repository_is_valid_and_up_to_date():
    assert run(ROOT, "--check").returncode == 0
    OpenAPIV31SpecValidator(json.loads((ROOT / "nginx/docs/openapi.json").read_text())).validate()


@pytest.mark.shows("SD20")
def test_client_libraries_can_show_the_names():
    """Operations are verbs with an object, components nouns; no generator or service is in them."""
    published = json.loads((ROOT / "nginx/docs/openapi.json").read_text())

    operations = [one["operationId"] for item in published["paths"].values() for one in item.values()]
    components = [*published["components"]["schemas"]]
    assert [name for name in operations if not re.fullmatch("[a-z][A-Za-z]*", name)] == []
    assert len(operations) == len(set(operations))
    assert [name for name in components if not re.fullmatch("([A-Z][a-z]*)+", name)] == []
    services = "|".join("".join(map(str.capitalize, service.split("-"))) for service in SERVICES)
    assert [
        name for name in components if re.search(f"Enum$|^Patched|^Blank$|^Null$|^({services})", name)
    ] == []


def test_the_document_says_whose_it_is_and_which_version():
    info = json.loads((ROOT / "nginx/docs/openapi.json").read_text())["info"]

    assert info["version"] == (ROOT / "VERSION").read_text().strip()
    assert (info["license"]["identifier"], info["contact"]["name"]) == ("MIT", "The ServEase maintainers")


@pytest.mark.shows("SD20")
def test_examples_of_answers_are_what_the_document_says():
    published = json.loads((ROOT / "nginx/docs/openapi.json").read_text())

    shown = [
        (operation["operationId"], content["schema"], example["value"])
        for item in published["paths"].values()
        for operation in item.values()
        for answer in operation["responses"].values()
        for media_type, content in answer.get("content", {}).items()
        if media_type == "application/json"
        for example in content.get("examples", {}).values()
    ]
    wrong = [
        (name, error.message)
        for name, schema, example in shown
        for error in Draft202012Validator({**schema, "components": published["components"]}).iter_errors(
            example
        )
    ]
    assert wrong == []
    # Signed in, and a second factor that is asked for.
    assert [name for name, _, _ in shown].count("signIn") == 2


def parts_of(part):
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else []:
        yield from parts_of(inner)


@pytest.mark.shows("SD20")
def test_no_word_of_a_body_confuses_generators():
    """With `default` they require a field that may be left out; of `oneOf` a value may match only one."""
    schemas = json.loads((ROOT / "nginx/docs/openapi.json").read_text())["components"]["schemas"]

    words = [part for name, schema in schemas.items() for part in parts_of(schema)]
    forms = [form for part in words for form in part.get("oneOf", [])]
    assert [part for part in words if "default" in part and not isinstance(part["default"], dict)] == []
    assert [form for form in forms if not {"$ref", "enum"} & set(form) and form != {"type": "null"}] == []
