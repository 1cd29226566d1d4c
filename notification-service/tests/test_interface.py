"""What every service promises of its routes and its contract; the same file in each."""

import pytest
from django.urls import get_resolver

from chassis.testing.contracts import (
    HOW_TO_RENEW,
    bodies_and_parameters_without_example,
    committed_contract,
    event_examples_outside_their_schema,
    examples_outside_the_schema,
    is_what_the_code_says,
    news_read_and_not_promised,
    operations,
    retention_and_its_document_differ,
)
from chassis.testing.kept_sql import differences_from_the_orm
from chassis.testing.orderings import orderings_without_index
from chassis.testing.routes import views_without_access
from chassis.testing.statuses import tables_not_in_the_readme, verbs_without_a_route


def test_every_route_says_who_may_use_it():
    assert views_without_access(get_resolver()) == []


def test_the_committed_contract_is_what_the_code_says(tmp_path):
    assert is_what_the_code_says(tmp_path), HOW_TO_RENEW


def test_every_operation_has_its_own_id_a_summary_and_somebody_it_is_for():
    described = operations(committed_contract())
    assert len({operation["operationId"] for operation in described}) == len(described)
    assert [
        one["operationId"] for one in described if not one["summary"] or one["x-access"] == "Nobody"
    ] == []


@pytest.mark.django_db
def test_every_ordering_on_offer_is_one_range_of_an_index(admin):
    assert orderings_without_index(admin) == []


def test_every_body_and_parameter_has_an_example():
    assert bodies_and_parameters_without_example(committed_contract()) == []


@pytest.mark.django_db
def test_a_read_that_keeps_its_sql_asks_as_the_orm_would_whoever_asks(customer, employee, admin):
    assert differences_from_the_orm([customer, employee, admin]) == []


def test_every_example_is_a_thing_the_schema_allows():
    assert examples_outside_the_schema(committed_contract()) == []


def test_the_readme_prints_how_every_status_changes():
    assert tables_not_in_the_readme() == []


def test_every_verb_that_a_refusal_offers_has_a_route():
    assert verbs_without_a_route(get_resolver()) == []


def test_every_example_of_an_event_is_one_the_schema_allows():
    assert event_examples_outside_their_schema() == []


def test_handlers_say_what_they_read_and_their_neighbours_promise_it():
    assert news_read_and_not_promised() == []


def test_what_ages_is_listed_in_the_documentation():
    assert retention_and_its_document_differ() == set()
