import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chassis.api.answers import shown
from chassis.api.operations import operation
from chassis.api.permissions import Anyone
from chassis.api.representation import representation
from chassis.api.views import View
from chassis.testing.contracts import generated
from tests.sample.answers import LabelSerializer
from tests.sample.models import Box

pytestmark = pytest.mark.django_db

COSTS = "/api/v1/costs/"
FORGETFUL = "/api/v1/forgetful/"


@pytest.fixture
def box():
    def make(label="one", **data):
        return Box.objects.create(owner_id="01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f", label=label, **data)

    return make


def printed(box):
    return f"/api/v1/printed/{box.id}/"


def test_the_tag_of_a_change_is_that_of_the_next_read(api, box):
    employee = api.as_employee()
    path = f"{COSTS}{box().id}/"
    changed = employee.patch(path, {"facts": {"bb": 1, "a": 1.50, "c": {"z": 1, "y": 2}}})
    assert changed["ETag"] == employee.get(path)["ETag"]
    assert changed.content == employee.get(path).content
    again = employee.patch(path, {"label": "two"}, headers={"If-Match": changed["ETag"]})
    assert again.status_code == 200


def test_what_was_deleted_before_it_is_shown_is_shown_from_hand(box):
    """Its change is committed; that somebody else deleted it since does not make a failure of it."""
    changed = box(label="one")
    Box.objects.filter(pk=changed.pk).delete()
    assert shown(representation(LabelSerializer), changed)["label"] == "one"


def test_the_tag_of_what_was_made_is_that_of_the_next_read_also_when_it_is_replayed(api):
    employee = api.as_employee()
    body = {"label": "one", "facts": {"bb": 1, "a": 2}}
    first = employee.post(COSTS, body, headers={"Idempotency-Key": "a"})
    read = employee.get(first["Location"])
    again = employee.post(COSTS, body, headers={"Idempotency-Key": "a"})
    assert first["Location"] == f"{COSTS}{first.json()['id']}/"
    assert again["Idempotency-Replayed"] == "true"
    assert first["ETag"] == read["ETag"] == again["ETag"]
    assert first["Location"] == again["Location"]


def test_the_same_json_in_another_order_is_the_same_request(api):
    customer = api.as_customer()
    key = {"Idempotency-Key": "order"}
    first = customer.post(COSTS, {"label": "one", "facts": {"a": 1, "b": [2, 1]}}, headers=key)
    again = customer.post(COSTS, {"facts": {"b": [2, 1], "a": 1}, "label": "one"}, headers=key)
    other = customer.post(COSTS, {"facts": {"b": [1, 2], "a": 1}, "label": "one"}, headers=key)
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_each_role_sees_its_own_fields_and_their_own_tag(api, box):
    path = f"{COSTS}{box(weight=7).id}/"
    staff, customer = api.as_employee().get(path), api.as_customer().get(path)
    assert staff.json()["weight"] == 7
    assert set(customer.json()) == {"id", "label"}
    assert staff["ETag"] != customer["ETag"]
    assert set(api.as_customer().get(COSTS).json()["results"][0]) == {"id", "label"}
    assert "weight" in api.as_admin().get(COSTS).json()["results"][0]
    stale = api.as_admin().delete(path, headers={"If-Match": customer["ETag"]})
    assert stale.status_code == 412
    assert api.as_admin().delete(path, headers={"If-Match": staff["ETag"]}).status_code == 204


def test_a_search_may_be_a_function_which_the_contract_describes(api, box):
    box("light", weight=3)
    box("heavy", weight=30)
    found = api.as_employee().get(f"{COSTS}?search=%20 7 ").json()["results"]
    assert [one["label"] for one in found] == ["light"]
    [published] = [one for one in generated()["paths"][COSTS]["get"]["parameters"] if one["name"] == "search"]
    assert published["description"] == "A weight that is not reached."


def test_a_file_a_stream_and_a_redirect_pass(api, box):
    customer = api.as_customer()
    file, stream = customer.get(printed(box())), customer.get(printed(box("streamed")))
    assert (file["Content-Type"], b"".join(file.streaming_content)) == ("application/pdf", b"%PDF-1.7")
    assert b"".join(stream.streaming_content) == b"%PDF-1.7"
    moved = customer.get(printed(box("moved")))
    assert (moved.status_code, moved["Location"]) == (303, "/elsewhere/")


@pytest.mark.parametrize(
    "header", ["application/pdf", "application/*", "text/html, application/pdf;q=0.9", "*/*"]
)
def test_who_accepts_a_file_by_its_media_type_gets_it(api, box, header):
    customer = api.as_customer()
    assert customer.get(printed(box()), headers={"Accept": header}).status_code == 200
    refused = customer.post("/api/v1/boxes/", {}, headers={"Accept": "application/pdf"})
    assert (refused.status_code, refused.json()["code"]) == (406, "not_acceptable")


def test_who_accepts_a_file_only_is_refused_in_the_common_shape(api, box):
    refused = api.get(printed(box()), headers={"Accept": "application/pdf"})
    assert (refused.status_code, refused.json()["code"]) == (401, "not_authenticated")
    assert refused["Content-Type"] == "application/problem+json"


def test_a_further_status_has_its_shape_and_headers(api, box):
    later = api.as_customer().get(printed(box("later")))
    assert (later.status_code, later["Retry-After"], later.json()["label"]) == (202, "5", "later")


def test_one_status_may_have_two_shapes(api, box):
    customer = api.as_customer()
    light, heavy = box("light"), box("heavy", weight=3)
    assert set(customer.get(f"/api/v1/weighed/{light.id}/").json()) == {"id", "label"}
    assert set(customer.get(f"/api/v1/weighed/{heavy.id}/").json()) == {"id", "label", "facts", "weight"}
    weighed = generated()["paths"]["/api/v1/weighed/{box_id}/"]["get"]["responses"]["200"]
    assert weighed["content"]["application/json"]["schema"]["$ref"].endswith("/CostOrLabel")


def test_a_status_that_is_not_declared_is_an_error(api, box):
    with pytest.raises(RuntimeError, match="207"):
        api.as_customer().get(printed(box("undeclared")))


def test_a_body_of_another_kind_may_be_larger_and_is_the_same_by_its_bytes(api, box):
    customer, path = api.as_customer(), printed(box())

    def send(bytes_of_it):
        photo = SimpleUploadedFile("a.jpg", bytes_of_it, "image/jpeg")
        return customer.post(path, {"photo": photo}, format="multipart", headers={"Idempotency-Key": "photo"})

    assert send(b"x" * 100_000).status_code == 200
    assert Box.objects.get().weight == 100
    assert send(b"x" * 100_000)["Idempotency-Replayed"] == "true"
    assert send(b"y" * 100_000).status_code == 422


def test_json_is_not_taken_where_another_parser_is_declared(api, box):
    assert api.as_customer().post(printed(box()), {"photo": "x"}).status_code == 415


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "forgotten"}], ids=["plain", "keyed"])
def test_an_action_that_forgets_its_reply_fails_every_test_of_it(api, box, headers):
    box()
    with pytest.raises(RuntimeError, match="store_reply"):
        api.as_customer().post(FORGETFUL, headers=headers)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("headers", [{}, {"If-Match": '"any"'}], ids=["plain", "If-Match"])
def test_an_action_that_forgets_what_was_expected_fails_every_test_of_it(api, box, method, headers):
    box()
    with pytest.raises(RuntimeError, match="check_precondition"):
        getattr(api.as_customer(), method)(FORGETFUL, headers=headers)


def test_replies_are_not_kept_for_nobody():
    with pytest.raises(TypeError, match="for anyone"):

        class Open(View):
            access = {"POST": Anyone}

            @operation(response=LabelSerializer, idempotent=True)
            def post(self, request):
                """Make."""


def test_the_contract_tells_all_of_it():
    paths = generated()["paths"]
    made = paths["/api/v1/costs/"]["post"]["responses"]
    assert set(made) >= {"201", "202"}
    assert made["201"]["headers"].keys() >= {"ETag", "Location"}
    printing = paths["/api/v1/printed/{box_id}/"]["get"]["responses"]
    assert set(printing["200"]["content"]) == {"application/pdf"}
    assert "303" in printing
    photo = paths["/api/v1/printed/{box_id}/"]["post"]["requestBody"]["content"]
    assert set(photo) == {"multipart/form-data"}
    shapes = generated()["components"]["schemas"]["CostOrLabel"]
    assert [shape["$ref"].rpartition("/")[2] for shape in shapes["anyOf"]] == ["Cost", "Label"]
