"""Rule: what an account may beyond its role travels in its token, and a token with scopes opens theirs."""

import pytest

from chassis.auth import Group, Permission
from chassis.auth.actor import SYSTEM
from chassis.auth.rights import GRANTS, WORDS, granted_to

pytestmark = pytest.mark.django_db

KEPT = "/api/v1/kept/"


def test_every_permission_has_words_and_somebody_beside_the_admin_who_has_it():
    assert set(WORDS) == set(Permission)
    assert set(GRANTS) == set(Group)
    assert granted_to(set(Group) - {Group.ADMIN}) == set(Permission)


def test_a_route_may_ask_for_a_permission(api):
    assert api.as_employee(groups=["foreman"]).delete(KEPT).status_code == 204
    refused = api.as_employee().delete(KEPT)
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")
    assert "assign_work" in refused.json()["detail"]
    assert api.as_customer().delete(KEPT).status_code == 403
    assert api.as_service("customer-service").delete(KEPT).status_code == 403
    assert api.delete(KEPT).status_code == 401


def test_an_admin_has_every_permission_and_the_platform_too(api):
    assert api.as_admin().delete(KEPT).status_code == 204
    assert all(SYSTEM.may(permission) for permission in Permission)


def test_permissions_add_up_over_groups_and_an_unknown_one_opens_nothing(api):
    assert api.as_employee(groups=["technician", "adviser"]).delete(KEPT).status_code == 204
    assert api.as_employee(permissions=["paint_walls"]).delete(KEPT).status_code == 403
    assert api.as_employee(permissions=["paint_walls", "assign_work"]).delete(KEPT).status_code == 204


@pytest.mark.parametrize("permissions", [7, None, [["assign_work"]], {"assign_work": True}])
def test_permissions_that_are_no_list_of_words_open_nothing(api, permissions):
    assert api.as_employee(permissions=permissions).delete(KEPT).status_code in {401, 403}


def test_a_token_with_scopes_opens_the_routes_that_they_name(api):
    reading = api.as_employee(scope="boxes:read kept:read")
    assert reading.get("/api/v1/boxes/").status_code == 200
    assert reading.head("/api/v1/boxes/").status_code == 200
    refused = reading.post("/api/v1/boxes/", {"label": "a"})
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
    assert "boxes:write" in refused.json()["detail"]
    assert api.as_employee(scope="boxes:write").post("/api/v1/boxes/", {"label": "a"}).status_code == 201


@pytest.mark.parametrize("scope", ["", "boxes", "boxes:*", "*", "kept:read", "boxes:write"])
def test_a_scope_that_a_route_does_not_name_is_refused(api, scope):
    refused = api.as_customer(scope=scope).get("/api/v1/boxes/")
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")


@pytest.mark.parametrize("scope", [None, ["boxes:read"], 7, {"boxes:read": True}])
def test_a_scope_that_is_no_text_is_no_token_of_ours(api, scope):
    assert api.as_customer(scope=scope).get("/api/v1/boxes/").json()["code"] == "token_invalid"


def test_a_scope_adds_no_permission(api):
    assert api.as_employee(scope="kept:write work:assign").post(KEPT).status_code == 403
    assert api.as_employee(groups=["foreman"], scope="kept:write").post(KEPT).status_code == 403
    assert api.as_employee(groups=["foreman"], scope="work:assign").post(KEPT).status_code == 204


def test_what_is_for_people_in_person_no_scope_opens(api):
    assert api.as_customer().get(KEPT).status_code == 200
    refused = api.as_customer(scope="kept:read").get(KEPT)
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")


def test_what_asks_no_token_asks_no_scope(api):
    client = api.as_customer(scope="")
    client.raise_request_exception = False
    assert client.get("/api/v1/failing/").status_code == 500


def test_a_service_is_let_in_by_its_name(api):
    assert api.as_service("employee-service").put(KEPT).status_code == 204
    assert api.as_service("chatbot-service").put(KEPT).status_code == 403
    assert api.as_admin().put(KEPT).status_code == 403
