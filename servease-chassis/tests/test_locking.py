"""chassis.locking: who is at a row, or at something without one, is waited for."""

from uuid import UUID

import psycopg2
import pytest
from django.db import OperationalError, connection, transaction

from chassis.errors import NotFound
from chassis.locking import locked, share, take_turns
from chassis.models import new_id
from chassis.testing.locks import no_join_under_a_lock
from tests.sample.models import Box

pytestmark = pytest.mark.django_db(transaction=True)
OWNER = UUID("01932f6e-5b00-7c11-8a22-1b3c5d7e9f01")


@pytest.fixture
def other_session():
    """Another connection to the database, with a transaction of its own."""
    parameters = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    other = psycopg2.connect(**{name: parameters[name] for name in names})
    yield other.cursor()
    other.close()


@pytest.fixture
def impatient():
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
        yield


@pytest.fixture
def box():
    return Box.objects.create(owner_id=OWNER, label="one")


def is_refused(lock, *what):
    try:
        with transaction.atomic():
            lock(*what)
    except OperationalError:
        return True
    return False


def test_a_row_that_somebody_is_at_is_waited_for(box, other_session, impatient):
    other_session.execute("UPDATE sample_box SET weight = 2 WHERE id = %s", [str(box.id)])
    assert is_refused(locked, Box.objects.all(), box.id)
    other_session.connection.rollback()
    assert locked(Box.objects.all(), box.id) == box


def test_a_row_that_is_not_among_those_asked_for_is_missing(box):
    with transaction.atomic():
        for rows, pk in ((Box.objects.all(), new_id()), (Box.objects.filter(weight=7), box.id)):
            with pytest.raises(NotFound):
                locked(rows, pk)


def test_relations_are_left_out_of_the_lock(box, django_assert_num_queries):
    part = Box.objects.create(owner_id=OWNER, label="part", parent=box)
    with transaction.atomic(), django_assert_num_queries(1) as params:
        found = locked(Box.objects.select_related("parent").order_by("parent__label"), part.id)
    assert found == part
    assert "JOIN" not in params[0]["sql"]


def test_rows_that_are_chosen_by_a_join_are_refused(box):
    with transaction.atomic(), pytest.raises(TypeError, match="Lock a Box by its key alone"):
        locked(Box.objects.filter(parent__label="one"), box.id)


def test_tests_fail_on_a_statement_that_locks_a_join(box):
    rows = Box.objects.select_related("parent").select_for_update(of=("self",))
    with (
        transaction.atomic(),
        no_join_under_a_lock(),
        pytest.raises(AssertionError, match="by the key alone"),
    ):
        rows.filter(pk=box.id).first()


@pytest.mark.parametrize(
    ("theirs", "ours", "waits"),
    [
        ("pg_advisory_xact_lock", take_turns, True),
        ("pg_advisory_xact_lock", share, True),
        ("pg_advisory_xact_lock_shared", take_turns, True),
        ("pg_advisory_xact_lock_shared", share, False),
    ],
)
def test_only_those_who_share_go_beside_each_other(other_session, impatient, theirs, ours, waits):
    other_session.execute(f"SELECT {theirs}(hashtextextended('something', 0))")
    assert is_refused(ours, "something") is waits
    assert not is_refused(ours, "something else")
    other_session.connection.rollback()
    assert not is_refused(ours, "something")
