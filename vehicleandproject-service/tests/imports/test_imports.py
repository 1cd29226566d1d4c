"""POST /api/v1/vehicles/imports/: what another system knew, row by row, and never twice."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chassis.files.models import StoredFile
from imports.actions import go_on
from imports.models import Import, PastService
from imports.sheets import MOST_ROWS
from projects.models import Project
from tests.vehicles.vins import GOOD_VIN
from vehicles.models import OdometerReading, Vehicle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage_folder")]
IMPORTS = "/api/v1/vehicles/imports/"
VEHICLES = "/api/v1/vehicles/"
ADVANCED = "vehicle_import.advanced.v1"


def sheet(text, name="old.csv", media_type="text/csv"):
    content = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile(name, content, content_type=media_type)


@pytest.fixture
def send(admin):
    def sent(text, kind="vehicles", client=admin, **more):
        body = {"file": sheet(text) if isinstance(text, str | bytes) else text, "kind": kind, **more}
        return client.post(IMPORTS, body, format="multipart")

    return sent


@pytest.fixture
def imported(send, admin, deliver, emitted) -> Any:
    """Send a file, have its events handled until it is finished, and read what became of it."""

    def done(text, kind="vehicles", **more) -> dict[str, Any]:
        reply = send(text, kind, **more)
        assert reply.status_code == 202, reply.json()
        one, handled = reply.json(), set()
        while not (state := admin.get(f"{IMPORTS}{one['id']}/").json())["finished_at"]:
            news = [event for event in emitted(ADVANCED) if event.data["import_id"] == one["id"]]
            (event,) = [event for event in news if event.data["position"] not in handled]
            handled.add(event.data["position"])
            assert deliver(ADVANCED, event.data) == "handled"
        return state

    return done


def counts(state):
    return state["rows"], state["created"], state["unchanged"], state["failed"]


def vehicles_of(customer, *plates, separator=","):
    header = separator.join(("owner_id", "make", "model", "year", "plate", "odometer_km"))
    rows = [separator.join((str(customer.account_id), "VW", "Golf", "2019", one, "1000")) for one in plates]
    return "\r\n".join((header, *rows, ""))


def test_vehicles_are_imported_as_they_are_registered(imported, customer, customer_list, emitted):
    state = imported(vehicles_of(customer, "B-AB 1", "B-AB 2"))
    assert counts(state) == (2, 2, 0, 0)
    assert state["errors"] == []
    first, second = Vehicle.objects.order_by("id")
    assert (first.owner_id, first.make, first.year, first.plate, first.odometer_km) == (
        customer.account_id, "VW", 2019, "B-AB 1", 1000
    )  # fmt: skip
    assert [event.data["plate"] for event in emitted("vehicle.registered.v1")] == ["B-AB 1", "B-AB 2"]
    assert second.ownerships.get().sees_from is None
    # One owner is one question.
    assert len(customer_list.calls) == 1


def test_the_same_file_again_makes_nothing_twice(imported, customer, customer_list):
    text = vehicles_of(customer, "B-AB 1", "B-AB 2")
    imported(text)
    assert counts(imported(text)) == (2, 0, 2, 0)
    assert Vehicle.objects.count() == 2


def test_a_file_of_windows_is_read(imported, customer, customer_list):
    text = b"\xef\xbb\xbf" + vehicles_of(customer, "M-ÄÖ 1", separator=";").encode()
    assert counts(imported(text)) == (1, 1, 0, 0)
    assert Vehicle.objects.get().plate == "M-ÄÖ 1"


def test_one_bad_row_stops_no_other(imported, customer, customer_list):
    text = vehicles_of(customer, "B-AB 1", "B-AB 1", "B-AB 3").replace("2019,B-AB 3", "3019,B-AB 3")
    text += f"{customer.account_id},VW,Golf,2019,B-AB 5,1,too,many\r\n,VW,Golf,2019,B-AB 6,\r\n"
    state = imported(text)
    assert counts(state) == (5, 1, 1, 3)
    found = [(one["row"], one["field"], one["code"]) for one in state["errors"]]
    assert found == [(3, "year", "max_value"), (4, "row", "too_many_cells"), (5, "owner_id", "required")]
    assert Vehicle.objects.count() == 1


def test_a_vehicle_of_another_owner_is_refused(imported, customer, stranger, register, customer_list):
    register(stranger, vin=GOOD_VIN)
    text = f"owner_id,make,model,year,vin\n{customer.account_id},Honda,Accord,2003,{GOOD_VIN}\n"
    (error,) = imported(text)["errors"]
    assert (error["row"], error["code"]) == (1, "vin_taken")


def test_who_is_no_customer_owns_nothing(imported, customer, customer_list):
    customer_list.replies("GET", "/internal/customers/{id}/", status=404)
    (error,) = imported(vehicles_of(customer, "B-AB 1"))["errors"]
    assert (error["field"], error["code"]) == ("owner_id", "unknown")
    assert not Vehicle.objects.exists()


def test_a_dry_run_says_what_would_be_and_enters_nothing(imported, customer, customer_list, emitted):
    state = imported(vehicles_of(customer, "B-AB 1", "B-AB 2"), dry_run="true")
    assert (state["dry_run"], counts(state)) == (True, (2, 2, 0, 0))
    assert not Vehicle.objects.exists()
    assert not emitted("vehicle.registered.v1")


def test_readings_are_imported(imported, customer, register, customer_list):
    vehicle = register(customer, vin=GOOD_VIN)
    text = f"vin,value,unit,read_at\n{GOOD_VIN},1000,km,2019-01-01T09:00:00Z\n"
    text += f"{GOOD_VIN},2000,km,2020-01-01T09:00:00Z\n{GOOD_VIN},1500,km,2021-01-01T09:00:00Z\n"
    state = imported(text, "readings")
    assert counts(state) == (3, 2, 0, 1)
    assert state["errors"][0]["code"] == "odometer_rollback"
    assert counts(imported(text, "readings")) == (3, 0, 2, 1)
    assert Vehicle.objects.get(pk=vehicle["id"]).odometer_km == 2000


def test_past_services_stand_in_the_history_and_nobody_is_notified(
    imported, customer, register, customer_list, emitted
):
    vehicle = register(customer, plate="B-AB 1", plate_country="DE")
    text = (
        "plate,plate_country,done_on,title,odometer,external_id\n"
        "b ab1,DE,2019-05-04,Oil,12000,A-1\nB-AB 1,,2018-05-04,=1+1,,\n"
    )
    assert counts(imported(text, "services")) == (2, 2, 0, 0)
    assert counts(imported(text, "services")) == (2, 0, 2, 0)
    newest, oldest = customer.get(f"{VEHICLES}{vehicle['id']}/history/").json()["results"]
    assert (newest["title"], newest["delivered_at"]) == ("Oil", "2019-05-04T10:00:00Z")
    assert (oldest["title"], oldest["created_at"]) == ("=1+1", "2018-05-04T10:00:00Z")
    lines = b"".join(customer.get(f"{VEHICLES}{vehicle['id']}/history.csv").streaming_content).decode()
    assert "2019-05-04,12000,service,Oil," in lines
    assert "2018-05-04,,service,'=1+1," in lines
    assert not emitted("project.created.v1")
    assert not emitted("project.status_changed.v1")
    assert PastService.objects.count() == Project.objects.count() == 2
    assert OdometerReading.objects.get().km == 12000


@pytest.mark.parametrize("kind", ["readings", "services"])
def test_a_row_of_a_vehicle_that_is_not_here_is_named(imported, kind):
    columns = {
        "readings": ("value,read_at", "1,2019-01-01T09:00:00Z"),
        "services": ("done_on,title", "2019-01-01,Oil"),
    }
    header, row = columns[kind]
    state = imported(f"vin,{header}\n{GOOD_VIN},{row}\n,{row}\n", kind)
    assert [(one["field"], one["code"]) for one in state["errors"]] == [
        ("vin", "unknown"),
        ("vin", "required"),
    ]


def test_it_goes_on_in_batches_and_a_batch_counts_once(imported, customer, customer_list, emitted):
    rows = "".join(f"{customer.account_id},VW,Golf,2019,B-AB {number}\n" for number in range(450))
    state = imported(f"owner_id,make,model,year,plate\n{rows}")
    assert counts(state) == (450, 450, 0, 0)
    assert [event.data["position"] for event in emitted(ADVANCED)] == [0, 200, 400]


def test_a_batch_that_is_done_is_not_done_again(send, customer, customer_list):
    rows = "".join(f"{customer.account_id},VW,Golf,2019,B-AB {number}\n" for number in range(250))
    begun = send(f"owner_id,make,model,year,plate\n{rows}").json()
    for position, created in ((0, 200), (0, 200), (200, 250), (200, 250)):
        go_on(begun["id"], position)
        one = Import.objects.get(pk=begun["id"])
        assert (one.created, one.unchanged) == (created, 0)
    assert Vehicle.objects.count() == 250


def test_its_file_is_let_go_when_it_is_finished(imported, customer, customer_list):
    imported(vehicles_of(customer, "B-AB 1"))
    assert StoredFile.objects.get().state == "released"


def test_only_the_first_hundred_errors_are_kept(imported):
    state = imported("owner_id,make,model,year\n" + "x,,,\n" * 120)
    assert (state["failed"], len(state["errors"])) == (120, 100)


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("owner_id,make,model,year,colour\n", 422, "wrong_columns"),
        ("owner_id,make,model\n", 422, "wrong_columns"),
        ("owner_id,make,model,year,year\n", 422, "wrong_columns"),
        ("\n", 422, "wrong_columns"),
        (b"owner_id,make,model,year\n\xff\xfe\n", 415, "file_type_not_accepted"),
        (b"owner_id,make,model,year\n\0\n", 415, "file_type_not_accepted"),
        (b"%PDF-1.7\n%%EOF", 415, "file_type_not_accepted"),
        ("owner_id,make,model,year\n" + "a" * 200_000, 422, "not_csv"),
        ("owner_id,make,model,year\n" + "a,b,c,1\n" * (MOST_ROWS + 1), 422, "too_many_rows"),
        (b"a" * (33 * 1024 * 1024), 413, "content_too_large"),
    ],
    ids=range(10),
)
def test_a_file_that_is_not_right_is_refused_whole(send, text, status, code):
    reply = send(text)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert not Import.objects.exists()


def test_an_import_that_is_sent_again_with_its_key_is_the_same(send, customer, admin):
    body = vehicles_of(customer, "B-AB 1")
    first, again = (
        admin.post(
            IMPORTS, {"file": sheet(body), "kind": "vehicles"}, format="multipart",
            headers={"Idempotency-Key": "a-key"},
        ).json()
        for _ in range(2)
    )  # fmt: skip
    assert first["id"] == again["id"]


def test_only_admins_import(send, employee, customer):
    for client in (employee, customer):
        assert send("owner_id,make,model,year\n", client=client).status_code == 403
        assert client.get(IMPORTS).status_code == 403


def test_imports_are_listed_newest_first(imported, admin):
    first, second = imported("owner_id,make,model,year\n"), imported("owner_id,make,model,year\n")
    assert [one["id"] for one in admin.get(IMPORTS).json()["results"]] == [second["id"], first["id"]]
    assert counts(first) == (0, 0, 0, 0)
