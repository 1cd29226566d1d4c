"""What people enter reaches no log: not PostgreSQL's when a statement breaks a rule, nor our own."""

import time
import uuid
from pathlib import Path

import pytest
import structlog
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction

from chassis import logs
from chassis.auth import Actor
from chassis.errors import UpstreamUnavailable
from chassis.http import ServiceClient
from tests.sample.models import Box

pytestmark = pytest.mark.django_db

BOXES = "/api/v1/boxes/"


@pytest.fixture(autouse=True)
def same_logging():
    """Loggers that were used before go on by the configuration they know; so should `logged`."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture
def postgres_log(settings):
    """What PostgreSQL has written, from the moment on when it has written a certain text."""
    file = Path(settings.STATE_DIR).parents[1] / "logs/postgres.log"

    def read(until):
        deadline = time.monotonic() + 60
        while until not in (text := file.read_text(errors="replace")):
            assert time.monotonic() < deadline, f"PostgreSQL does not log: {until}"
            time.sleep(0.01)
        return text

    return read


@pytest.fixture
def somebody():
    """A name that is nowhere else."""
    return f"somebody-{uuid.uuid4().hex[:10]}"


def log_a_mark_of_our_own(mark):
    """The last line of what a test provokes: a name of ours, so that nobody has to wait in vain."""
    with pytest.raises(Exception, match=mark), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {mark}")


def test_a_name_that_is_taken_is_not_in_postgres_log(api, postgres_log, somebody):
    customer = api.as_customer()
    assert customer.post(BOXES, {"label": somebody}).status_code == 201
    assert customer.post(BOXES, {"label": somebody}).status_code == 409
    mark = f"mark_{uuid.uuid4().hex}"
    log_a_mark_of_our_own(mark)

    log = postgres_log(mark)
    assert "sample_box_label_key" in log, "which rule was broken is there"
    assert somebody not in log


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO sample_box (id, label) VALUES (%s, %s)",
        "UPDATE sample_box SET label = repeat(%s, 200)",
        "SELECT nothing FROM sample_box WHERE label = %s",
        "SELECT 1 / (length(%s) - length(%s))",
    ],
)
def test_whatever_goes_wrong_its_values_are_not_in_postgres_log(postgres_log, somebody, statement):
    Box.objects.create(owner_id=uuid.uuid4(), label="one")
    values = [somebody] * statement.count("%s")
    if statement.startswith("INSERT"):
        values[0] = str(uuid.uuid4())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    mark = f"mark_{uuid.uuid4().hex}"
    log_a_mark_of_our_own(mark)

    assert somebody not in postgres_log(mark)


def test_our_own_log_has_the_first_line_of_a_databases_complaint(somebody, capsys):
    logs.configuration("sample-service", "sample-service-1", "INFO")
    Box.objects.create(owner_id=uuid.uuid4(), label=somebody)
    try:
        with transaction.atomic():
            Box.objects.create(owner_id=uuid.uuid4(), label=somebody)
    except IntegrityError:
        structlog.get_logger("test").exception("a defect")

    line = capsys.readouterr().out
    assert "sample_box_label_key" in line
    assert "IntegrityError" in line
    assert somebody not in line


def test_also_of_what_caused_another_error(somebody, capsys):
    logs.configuration("sample-service", "sample-service-1", "INFO")
    try:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT %s::uuid, nothing", [somebody])
        except Exception as error:
            raise RuntimeError("It went wrong.") from error
    except RuntimeError:
        structlog.get_logger("test").exception("a defect")

    line = capsys.readouterr().out
    assert "It went wrong." in line
    assert "LINE 1" not in line


def test_a_value_that_does_not_fit_is_a_complaint_too(somebody, capsys):
    logs.configuration("sample-service", "sample-service-1", "INFO")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO sample_box (label) VALUES (%s)", [somebody * 20])
    except (DataError, IntegrityError):
        structlog.get_logger("test").exception("a defect")
    assert somebody not in capsys.readouterr().out


def test_a_question_that_a_neighbour_does_not_answer_is_logged_without_its_query(settings, logged, somebody):
    settings.CUSTOMER_SERVICE_URL = "http://127.0.0.1:1"
    with pytest.raises(UpstreamUnavailable):
        ServiceClient("CUSTOMER_SERVICE_URL").get("/api/v1/customers/", actor(), search=somebody)
    assert "/api/v1/customers/" in str(logged)
    assert somebody not in str(logged)


def actor():
    return Actor(id=uuid.uuid4(), role="admin", token="a.b.c")
