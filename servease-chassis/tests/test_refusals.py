import pytest
from django.db import transaction
from django.http import JsonResponse

from chassis.catalogue import field_codes, refusals, schema_of
from chassis.errors import Conflict, InvalidField, Refusal, Unprocessable, refusing
from chassis.models import new_id
from chassis.testing.refusals import hold_to_declarations
from tests.sample.errors import LABEL_TAKEN
from tests.sample.models import Box


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


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"code": "label_taken", "status": 409, "allowed": ["a"]}, None),
        ({"code": "label_taken", "status": 422, "allowed": ["a"]}, "No errors.py declares 422 label_taken"),
        ({"code": "label_taken", "status": 409, "allowed": "a"}, "not declared with these members"),
        ({"code": "label_taken", "status": 409}, "not declared with these members"),
        ({"code": "full", "status": 409}, "No errors.py declares 409 full"),
        ({"code": "invalid", "status": 400, "errors": [{"code": "odd_one"}]}, "for a field: odd_one"),
        ({"code": "invalid", "status": 400, "errors": [{"code": "required"}]}, None),
        ({"code": "not_found", "status": 404}, None),
    ],
)
def test_a_test_whose_answer_is_not_declared_fails(said, complaint):
    answer = JsonResponse(said, content_type="application/problem+json")
    answer.json = lambda: said
    if complaint is None:
        hold_to_declarations(answer)
    else:
        with pytest.raises(AssertionError, match=complaint):
            hold_to_declarations(answer)


@pytest.fixture
def declare(monkeypatch):
    """Declare a refusal for one test."""
    monkeypatch.setattr("chassis.errors._declared", [*refusals()])
    return Refusal
