"""What the contract says of refusals: which an operation answers with, and what each of them tells."""

import pytest
from jsonschema import Draft202012Validator

from chassis.testing.contracts import generated, operations


@pytest.fixture(scope="module")
def contract():
    return generated()


def schemas_of(contract, response):
    if "$ref" in response:
        response = contract["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"]["application/problem+json"]["schema"]
    return [one["$ref"].rpartition("/")[2] for one in schema.get("oneOf", [schema])]


def refused(contract, method, path):
    responses = contract["paths"][path][method]["responses"]
    return {
        status: schemas_of(contract, response) for status, response in responses.items() if status >= "400"
    }


@pytest.mark.shows("GW17")
def test_each_status_says_its_codes(contract):
    said = refused(contract, "post", "/api/v1/boxes/")
    assert said["409"] == ["LabelTakenProblem"]
    assert said["403"] == ["InsufficientScopeProblem", "PermissionDeniedProblem"]
    assert said["401"] == [
        "ApiKeyInvalidProblem",
        "NotAuthenticatedProblem",
        "SessionRevokedProblem",
        "TokenExpiredProblem",
        "TokenInvalidProblem",
    ]
    assert "404" not in said


def test_what_a_field_is_refused_with_is_said_where_the_operation_names_it(contract):
    said = contract["paths"]["/api/v1/boxes/"]["post"]["responses"]["400"]["description"]
    assert "- `label`: [`reserved`](/api/docs/errors/#field-reserved): The label … is reserved." in said
    assert "$ref" in contract["paths"]["/api/v1/boxes/{box_id}/"]["patch"]["responses"]["400"]


def test_what_an_upstream_refuses_is_said_by_who_passes_it_on(contract):
    said = refused(contract, "get", "/api/v1/customers/{customer_id}/")
    assert (said["409"], said["422"]) == (["LabelTakenProblem"], ["ACodeProblem"])
    assert said["502"] == ["UpstreamRefusedProblem"]


PROBLEM = {
    "type": "/api/docs/errors/#label_taken",
    "title": "Conflict",
    "status": 409,
    "detail": "The label one is taken.",
    "code": "label_taken",
    "request_id": "request-1",
    "allowed": ["two"],
}


@pytest.mark.parametrize(
    ("problem", "fits"),
    [
        (PROBLEM, True),
        ({**PROBLEM, "code": "never"}, False),
        ({**PROBLEM, "allowed": "two"}, False),
        ({name: value for name, value in PROBLEM.items() if name != "allowed"}, False),
    ],
)
def test_a_code_has_its_members_and_no_other_code_has_them(contract, problem, fits):
    schema = {"$ref": "#/components/schemas/LabelTakenProblem", "components": contract["components"]}
    assert Draft202012Validator(schema).is_valid(problem) is fits


def test_of_several_codes_of_a_status_one_alone_fits(contract):
    for operation in operations(contract):
        for status, response in operation["responses"].items():
            if status >= "400":
                names = schemas_of(contract, response)
                problems = [contract["components"]["schemas"][name]["allOf"][1] for name in names]
                codes = [one["properties"]["code"]["enum"] for one in problems]
                assert all(len(code) == 1 for code in codes)
                assert len({code for [code] in codes}) == len(names)


def headers(contract, method, path, status):
    response = contract["paths"][path][method]["responses"][status]
    if "$ref" in response:
        response = contract["components"]["responses"][response["$ref"].rpartition("/")[2]]
    return set(response["headers"])


def test_each_answer_names_the_headers_that_come_with_it(contract):
    boxes = ("post", "/api/v1/boxes/")
    limit = {"RateLimit", "RateLimit-Policy", "X-Request-ID"}
    assert headers(contract, *boxes, "201") == {"ETag", "Idempotency-Replayed", *limit}
    assert headers(contract, *boxes, "401") == {"WWW-Authenticate", "X-Request-ID"}
    assert headers(contract, *boxes, "406") == {"X-Request-ID"}
    assert headers(contract, *boxes, "409") == limit
    assert headers(contract, *boxes, "429") == {"Retry-After", *limit}
    assert headers(contract, *boxes, "503") == {"Retry-After", *limit}
    assert headers(contract, "get", "/api/v1/boxes/{box_id}/", "304") == {"ETag", *limit}


def test_what_anyone_may_ask_names_no_limit_of_an_account(contract):
    pictures = ("get", "/api/v1/pictures/files/{link}/", "200")
    assert not headers(contract, *pictures) & {"RateLimit", "RateLimit-Policy"}
