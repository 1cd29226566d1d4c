from contextlib import nullcontext

import pytest
from django.db import transaction
from django.http import JsonResponse

from chassis.api.operations import operation
from chassis.api.permissions import Anyone
from chassis.api.refusals import refusals_of
from chassis.api.views import View
from chassis.catalogue import field_codes, refusals, schema_of
from chassis.errors import Conflict, InvalidField, Refusal, Unauthenticated, Unprocessable, refusing
from chassis.models import new_id
from chassis.testing.refusals import hold_to_declarations
from tests.sample.errors import LABEL_TAKEN, NO_SUCH_CUSTOMER
from tests.sample.models import Box
from tests.sample.views import BoxesView, BoxView, CustomerView, MakeBoxSerializer


class OpenView(View):
    access = {"POST": Anyone}
    authentication_classes = []

    @operation()
    def post(self, request):
        """Say something."""


def test_a_declaration_is_raised_with_its_text_and_its_members():
    refused = LABEL_TAKEN(label="one", allowed=["two"])
    assert (refused.status_code, refused.get_codes(), str(refused.detail)) == (
        409,
        "label_taken",
        "The label one is taken.",
    )
    assert refused.members == {"allowed": ["two"]}


def test_a_refusal_that_is_not_declared_cannot_be_made():
    with pytest.raises(TypeError, match=r"No errors\.py declares 409 full"):
        Conflict("full", "There is no room.")


def test_each_call_makes_another_exception():
    assert LABEL_TAKEN(label="a", allowed=[]) is not LABEL_TAKEN(label="a", allowed=[])


@pytest.mark.parametrize("values", [{}, {"label": "a"}, {"label": "a", "allowed": [], "day": "Monday"}])
def test_a_member_that_is_forgotten_or_not_declared_is_a_mistake_of_the_caller(values):
    with pytest.raises(TypeError, match="label_taken takes"):
        LABEL_TAKEN(**values)


def test_a_member_that_may_be_none_may_be_left_out(declare):
    refusal = declare(Conflict, "maybe", "Perhaps.", why=str | None)
    assert refusal().members == {}
    assert refusal(why="so").members == {"why": "so"}


def test_a_field_is_refused_by_its_name_or_by_whoever_validates_it(declare):
    refusal = declare(InvalidField, "odd", "{number} is odd.")
    assert refusal(field="weight", number=3).get_full_details() == {
        "weight": [{"message": "3 is odd.", "code": "odd"}]
    }
    assert refusal(number=3).get_full_details() == [{"message": "3 is odd.", "code": "odd"}]


def test_a_code_has_one_status(declare):
    with pytest.raises(TypeError, match="label_taken is declared with another status"):
        declare(Unprocessable, "label_taken", "Taken.")


@pytest.mark.django_db
def test_a_violated_constraint_is_refused_afresh_each_time():
    def violate():
        with refusing(sample_box_label_key=taken), transaction.atomic():
            Box.objects.create(owner_id=new_id(), label="twice")

    def taken():
        return LABEL_TAKEN(label="twice", allowed=[])

    violate()
    with pytest.raises(Conflict) as first:
        violate()
    with pytest.raises(Conflict) as second:
        violate()
    assert first.value is not second.value
    assert first.value.members == {"allowed": []}


def test_the_catalogue_knows_what_the_chassis_and_the_apps_declare():
    codes = {refusal.code for refusal in refusals()}
    assert {"label_taken", "never", "upstream_unavailable", "token_expired"} <= codes
    assert {"required", "max_length", "invalid_cursor", "null_characters_not_allowed"} <= field_codes()
    assert schema_of(LABEL_TAKEN)["$defs"]["Members"]["required"] == ["allowed"]


def wrong(code):
    return {"field": "label", "code": code, "message": "Not so."}


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"code": "label_taken", "status": 409, "allowed": ["a"]}, None),
        ({"code": "label_taken", "status": 422, "allowed": ["a"]}, "No errors.py declares 422 label_taken"),
        ({"code": "label_taken", "status": 409, "allowed": "a"}, "not declared with these members"),
        ({"code": "label_taken", "status": 409}, "not declared with these members"),
        ({"code": "full", "status": 409}, "No errors.py declares 409 full"),
        ({"code": "invalid", "status": 400, "errors": [wrong("odd_one")]}, "for a field: odd_one"),
        ({"code": "invalid", "status": 400, "errors": [wrong("required")]}, None),
        ({"code": "invalid", "status": 400}, "not declared with these members"),
        ({"code": "not_found", "status": 404}, None),
    ],
)
def test_a_test_whose_answer_no_errors_py_declares_fails(said, complaint):
    answer = JsonResponse(said, content_type="application/problem+json")
    answer.json = lambda: said
    if complaint is None:
        hold_to_declarations(answer)
    else:
        with pytest.raises(AssertionError, match=complaint):
            hold_to_declarations(answer)


@pytest.mark.shows("GW17")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kept", "complaint"),
    [
        ({"refuses": []}, r"POST /api/v1/boxes/ does not declare 409 label_taken"),
        ({"refuses": [LABEL_TAKEN]}, None),
    ],
)
def test_a_test_whose_answer_its_operation_does_not_declare_fails(api, monkeypatch, kept, complaint):
    monkeypatch.setattr(BoxesView.post, "refuses", tuple(kept["refuses"]))
    caller = api.as_customer()
    caller.post("/api/v1/boxes/", {"label": "twice"})
    with nullcontext() if complaint is None else pytest.raises(AssertionError, match=complaint):
        caller.post("/api/v1/boxes/", {"label": "twice"})


def refused_by(view, method, path):
    return {(one.status, one.code) for one in refusals_of(view, method, path)}


def test_what_an_operation_may_refuse_follows_from_what_it_declares():
    reading = refused_by(BoxView, "GET", "/api/v1/boxes/{box_id}/")
    making = refused_by(BoxesView, "POST", "/api/v1/boxes/")
    changing = refused_by(BoxView, "PATCH", "/api/v1/boxes/{box_id}/")
    assert {status for status, _ in reading} == {400, 401, 403, 404, 406, 429, 503}
    assert making - reading == {
        (400, "parse_error"),
        (409, "label_taken"),
        (410, "gone"),
        (413, "content_too_large"),
        (415, "unsupported_media_type"),
        (422, "idempotency_key_reused"),
    }
    assert reading - making == {(404, "not_found")}
    assert {status for status, _ in changing - reading} == {400, 412, 413, 415}


def test_who_needs_no_token_is_refused_for_none_and_who_asks_nobody_has_no_502():
    open_to_all = refused_by(OpenView, "POST", "/api/v1/open/")
    assert {401, 403, 404, 409, 502} & {status for status, _ in open_to_all} == set()
    assert (502, "upstream_refused") in refused_by(CustomerView, "GET", "/api/v1/customers/{customer_id}/")


def test_what_services_ask_each_other_is_not_throttled():
    assert (429, "throttled") not in refused_by(BoxesView, "POST", "/internal/boxes/")


def test_an_operation_names_what_a_field_is_refused_with_by_the_field():
    with pytest.raises(TypeError, match="refused with unknown"):
        operation(refuses=[NO_SUCH_CUSTOMER])
    for body in (None, MakeBoxSerializer):
        with pytest.raises(TypeError, match="has no colour"):
            operation(request=body, fields={"colour": NO_SUCH_CUSTOMER})
    with pytest.raises(TypeError, match="label_taken is of no field"):
        operation(request=MakeBoxSerializer, fields={"label": [NO_SUCH_CUSTOMER, LABEL_TAKEN]})


@pytest.fixture
def declare(monkeypatch):
    """Declare a refusal for one test."""
    monkeypatch.setattr("chassis.errors._declared", [*refusals()])
    return Refusal


def test_who_is_not_let_in_may_be_told_what_would_do(declare, rf):
    """RFC 9110, 11.6.1: the challenge names its scheme once, and parameters follow."""

    class TooLongAgo(Unauthenticated):
        challenge = 'error="insufficient_user_authentication"'

    refusal = declare(TooLongAgo, "too_long_ago", "Sign in again.")

    class AgainView(View):
        access = {"POST": Anyone}

        @operation(refuses=[refusal])
        def post(self, request):
            """Say something."""
            raise refusal()

    answer = AgainView.as_view()(rf.post("/", {}, "application/json"))
    assert answer.status_code == 401
    challenge = 'Bearer realm="servease", error="insufficient_user_authentication"'
    assert answer["WWW-Authenticate"] == challenge
