"""GET /api/v1/vehicles/{id}/history.csv and history.pdf: the same work, to take along."""

import csv
import io
from datetime import datetime
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from chassis.models import new_id
from chassis.testing.growth import add_rows
from projects.models import Project
from projects.vehicle_history_csv import text_cell
from projects.vehicle_history_pdf import MOST_VISITS
from tests.vehicles.vins import GOOD_VIN
from workshop.models import DEFAULT_LOCATION_ID, Location

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("bookings", "customer_list"),
    pytest.mark.shows("VE09"),
]
VEHICLES = "/api/v1/vehicles/"
PROJECTS = "/api/v1/projects/"
BERLIN = ZoneInfo("Europe/Berlin")
VERBS = ("approve", "start", "submit-for-quality-check", "pass-quality-check", "deliver")


@pytest.fixture
def vehicle(register, customer) -> dict[str, Any]:
    return register(customer, vin=GOOD_VIN, plate="B-OLD 1")


@pytest.fixture
def work(employee, foreman, add_task):
    """Work on a vehicle that was done and handed over, with one task done and one given up."""

    def done(client, vehicle, title="Brakes", odometer_km=None, work="Change the pads"):
        body = {"vehicle_id": vehicle["id"], "kind": "service", "title": title, "concern": "says Anna"}
        project = client.post(PROJECTS, body).json()
        url = f"{PROJECTS}{project['id']}/"
        client.post(f"{url}comments/", {"content": "Only for friends"})
        for verb in VERBS:
            if verb == "submit-for-quality-check":
                for title_of_task, status in ((work, "done"), ("Paint the roof", "cancelled")):
                    task = add_task(project, title=title_of_task)
                    changed = foreman.patch(f"{url}tasks/{task['id']}/", {"status": status})
                    assert changed.status_code == 200, changed.json()
            if verb == "deliver" and odometer_km:
                employee.post(f"{VEHICLES}{vehicle['id']}/odometer/", {"value": odometer_km})
            moved = employee.post(f"{url}{verb}/", {"reason": "Anna asked for it"})
            assert moved.status_code == 200, moved.json()
        return project

    return done


def read_csv(client, vehicle):
    reply = client.get(f"{VEHICLES}{vehicle['id']}/history.csv")
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    content = b"".join(reply.streaming_content)
    return content, list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def read_pdf(client, vehicle):
    reply = client.get(f"{VEHICLES}{vehicle['id']}/history.pdf")
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(reply.content)).pages


def words_of(pages):
    return " ".join(page.extract_text() for page in pages)


def test_the_csv_has_a_line_for_each_visit(vehicle, work, customer):
    work(customer, vehicle, "Oil, “5W-30”", 42_000)
    project = work(customer, vehicle, 'Brakes "front"', work="Bremsbeläge wechseln")
    content, (newest, oldest) = read_csv(customer, vehicle)
    assert content.startswith(b"date,odometer_km,kind,title,work_done,location\r\n")
    assert newest == {
        # On the location's clock, which is past midnight an hour or two before ours.
        "date": str(datetime.fromisoformat(project["created_at"]).astimezone(BERLIN).date()),
        "odometer_km": "42000",
        "kind": "service",
        "title": 'Brakes "front"',
        "work_done": "Bremsbeläge wechseln",
        "location": "Workshop",
    }
    assert (oldest["title"], oldest["odometer_km"]) == ("Oil, “5W-30”", "42000")


def test_the_pdf_has_the_workshop_the_vehicle_and_each_visit(vehicle, work, customer, example):
    identity = example("location.changed.v1", "appointment-service")["identity"]
    Location.objects.filter(pk=DEFAULT_LOCATION_ID).update(identity=identity)
    work(customer, vehicle, "Oil", 42_000)
    work(customer, vehicle, "Bremsen: Ölstand, Żuk, Жигули")
    pages = read_pdf(customer, vehicle)
    page = words_of(pages)
    for words in (
        identity["legal_name"],
        identity["address"]["street"],
        "Toyota Corolla, 2020",
        "B-OLD 1",
        GOOD_VIN,
        "42,000 km",
        "Bremsen: Ölstand, Żuk, Жигули",
        "Change the pads",
        "1 / 1",
    ):
        assert words in page, page
    assert page.index("Bremsen") < page.rindex("Oil")
    assert "Paint the roof" not in page


def test_a_vehicle_without_work_has_an_empty_history(vehicle, customer):
    assert read_csv(customer, vehicle)[1] == []
    assert "No work has been finished yet." in words_of(read_pdf(customer, vehicle))


def test_neither_file_has_a_word_of_an_owner_of_before(vehicle, work, customer, stranger, employee):
    project = work(customer, vehicle, "Oil")
    body = {"owner_id": str(stranger.account_id)}
    assert employee.post(f"{VEHICLES}{vehicle['id']}/transfer/", body).status_code == 200
    lines, pages = read_csv(stranger, vehicle)[0].decode(), words_of(read_pdf(stranger, vehicle))
    for text in (lines, pages):
        assert "Oil" in text
        for word in ("Anna", "friends", str(customer.account_id), project["id"]):
            assert word not in text


def test_whoever_may_not_see_the_past_does_not_take_it_along(vehicle, work, customer, stranger, employee):
    work(customer, vehicle, "Oil")
    body = {"owner_id": str(stranger.account_id), "shares_history": False}
    assert employee.post(f"{VEHICLES}{vehicle['id']}/transfer/", body).status_code == 200
    assert read_csv(stranger, vehicle)[1] == []
    assert "Oil" not in words_of(read_pdf(stranger, vehicle))


@pytest.mark.parametrize("file", ["history.csv", "history.pdf"])
def test_anothers_vehicle_is_404(vehicle, stranger, customer, file):
    for path in (f"{VEHICLES}{vehicle['id']}/{file}", f"{VEHICLES}{new_id()}/{file}"):
        assert stranger.get(path).json()["code"] == "not_found"


def test_no_title_becomes_a_formula(vehicle, work, customer):
    work(customer, vehicle, "=cmd|' /C calc'!A0", work="+1+1")
    (line,) = read_csv(customer, vehicle)[1]
    assert (line["title"], line["work_done"]) == ("'=cmd|' /C calc'!A0", "'+1+1")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_be_a_formula_is_text(first):
    assert text_cell(f"{first}1") == f"'{first}1"
    assert text_cell(f"1{first}") == f"1{first}"


def test_a_thousand_visits_are_written_within_seconds(vehicle, customer):
    known = {
        "vehicle_id": f"'{vehicle['id']}'",
        "customer_id": f"'{customer.account_id}'",
        "location_id": f"'{DEFAULT_LOCATION_ID}'",
        "kind": "'service'",
        "title": "'Oil ' || i",
        "status": "'closed'",
    }
    add_rows(Project, 1, MOST_VISITS + 5, **known)
    began = process_time()
    pages = read_pdf(customer, vehicle)
    assert process_time() - began < 10
    assert len(pages) > 30
    assert f"{len(pages)} / {len(pages)}" in pages[-1].extract_text()
    lines = read_csv(customer, vehicle)[1]
    assert [line["title"] for line in (lines[0], lines[-1])] == [f"Oil {MOST_VISITS + 5}", "Oil 1"]
