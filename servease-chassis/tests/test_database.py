import psycopg2
import pytest
from django.db import close_old_connections, connection

pytestmark = pytest.mark.django_db(transaction=True)


def backend_id():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_a_live_connection_is_kept():
    first = backend_id()
    close_old_connections()
    assert connection.is_usable()
    assert backend_id() == first


def test_a_connection_that_the_server_ended_is_replaced_without_an_error():
    ended = backend_id()
    parameters = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    other = psycopg2.connect(**{name: parameters[name] for name in names})
    other.cursor().execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    other.close()
    assert not connection.is_usable()
    connection.health_check_done = False
    assert backend_id() != ended
