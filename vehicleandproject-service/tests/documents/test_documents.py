import pytest

from chassis.files.models import State, StoredFile
from chassis.models import new_id
from chassis.testing.orderings import orderings_without_index
from documents.models import Document
from vehicles.models import Vehicle

pytestmark = pytest.mark.django_db


def ids(answer):
    return [row["id"] for row in answer.json()["results"]]


@pytest.mark.shows("VE11")
def test_a_list_is_newest_first_and_filtered_by_kind_and_expiry(
    customer, documents, add, django_assert_max_num_queries
):
    photo = add(customer, documents)
    soon = add(customer, documents, kind="insurance", expires_on="2027-01-31")
    later = add(customer, documents, kind="inspection", expires_on="2028-01-31")
    with django_assert_max_num_queries(2):
        assert ids(customer.get(documents)) == [later["id"], soon["id"], photo["id"]]
    assert ids(customer.get(documents, {"kind": "insurance"})) == [soon["id"]]
    assert ids(customer.get(documents, {"expires_before": "2028-01-01"})) == [soon["id"]]
    assert ids(customer.get(documents, {"ordering": "expires_on"})) == [soon["id"], later["id"], photo["id"]]


def test_an_earlier_owners_documents_stay_theirs_and_the_staffs(
    customer, stranger, employee, documents, give_to, add
):
    earlier = add(customer, documents)
    give_to(stranger, documents)
    own = add(stranger, documents)
    assert ids(stranger.get(documents)) == [own["id"]]
    assert ids(employee.get(documents)) == [own["id"], earlier["id"]]
    path = f"{documents}{earlier['id']}/"
    assert [client.get(path).status_code for client in (stranger, customer, employee)] == [404, 404, 200]
    assert stranger.patch(path, {"title": "mine"}).status_code == 404
    assert stranger.delete(path).status_code == 404


@pytest.mark.shows("VE11")
def test_nobody_but_owner_and_staff_sees_them_and_of_a_removed_vehicle_nobody(
    customer, stranger, employee, documents, add
):
    path = f"{documents}{add(customer, documents)['id']}/"
    assert [stranger.get(each).status_code for each in (documents, path)] == [404, 404]
    Vehicle.objects.update(removed_at="2026-11-01T00:00:00Z")
    for client in (customer, employee):
        assert [client.get(each).status_code for each in (documents, path)] == [404, 404]


def test_a_document_of_another_vehicle_is_404(customer, documents, vehicle_of, add):
    elsewhere = add(customer, vehicle_of(customer))
    assert customer.get(f"{documents}{elsewhere['id']}/").status_code == 404
    assert customer.get(f"{documents}{new_id()}/").status_code == 404


def test_what_is_known_of_it_can_be_changed(customer, documents, add, emitted):
    path = f"{documents}{add(customer, documents, expires_on='2027-01-31')['id']}/"
    read = customer.get(path)
    body = {"kind": "registration", "title": "Part 1", "expires_on": None}
    changed = customer.patch(path, body, headers={"If-Match": read["ETag"]})
    assert changed.status_code == 200
    assert {name: changed.json()[name] for name in body} == body
    [event] = emitted("vehicle.document_changed.v1")
    assert (event.data["kind"], event.data["expires_on"]) == ("registration", None)
    assert event.changes["expires_on"] == ["2027-01-31", None]
    assert customer.patch(path, body, headers={"If-Match": read["ETag"]}).status_code == 412
    assert customer.patch(path, body).status_code == 200
    assert len(emitted("vehicle.document_changed.v1")) == 1, "nothing is news when nothing changes"


def test_its_file_cannot_be_changed(customer, documents, add):
    path = f"{documents}{add(customer, documents)['id']}/"
    answer = customer.patch(path, {"file": "x"})
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [
        ("file", "unknown_field")
    ]


def test_a_removed_document_takes_its_file_along(api, customer, documents, add, emitted):
    shown = add(customer, documents)
    path = f"{documents}{shown['id']}/"
    assert customer.delete(path, headers={"If-Match": '"another"'}).status_code == 412
    assert customer.delete(path).status_code == 204
    assert not Document.objects.exists()
    assert StoredFile.objects.get().state == State.RELEASED
    assert [event.data["document_id"] for event in emitted("vehicle.document_removed.v1")] == [shown["id"]]
    assert customer.get(path).status_code == 404
    assert api.get(shown["file"]["link"]["url"]).status_code == 404


def test_staff_remove_and_change_them_too(employee, customer, documents, add):
    path = f"{documents}{add(customer, documents)['id']}/"
    assert employee.patch(path, {"title": "Left door"}).status_code == 200
    assert employee.delete(path).status_code == 204


def test_each_ordering_of_them_is_one_range_of_an_index(admin, customer, documents, add):
    add(customer, documents)
    assert orderings_without_index(admin, vehicle_id=documents.split("/")[-3]) == []
