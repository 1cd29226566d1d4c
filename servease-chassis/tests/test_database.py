import psycopg2
import pytest
from django.db import close_old_connections, connection

pytestmark = pytest.mark.django_db(transaction=True)


def backend_id():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


@pytest.fixture
def other_session():
    parameters = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    other = psycopg2.connect(**{name: parameters[name] for name in names})
    yield other.cursor()
    other.close()


def test_a_live_connection_is_kept():
    first = backend_id()
    close_old_connections()
    assert connection.is_usable()
    assert backend_id() == first


def test_a_connection_that_the_server_ended_is_replaced_without_an_error(other_session):
    ended = backend_id()
    other_session.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    assert not connection.is_usable()
    connection.health_check_done = False
    assert backend_id() != ended


def test_what_somebody_holds_for_too_long_is_503_and_no_defect(api, other_session):
    other_session.execute("LOCK TABLE sample_box")
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    try:
        answer = api.as_customer().get("/api/v1/boxes/")
    finally:
        connection.close()
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    assert answer["Retry-After"] == "5"
