"""Rule: an admin gives roles and (de)activates accounts; there is always an active admin."""

import uuid

import pytest

from accounts.models import Account, Session
from chassis.testing.parallel import at_the_same_time

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/accounts/"


def test_accounts_are_listed_page_by_page(admin, register):
    for number in range(3):
        register(last_name=f"Person {number}")
    page = admin.get(URL, {"page_size": 2}).json()
    assert len(page["results"]) == 2
    rest = admin.get(page["next"]).json()
    assert {one["id"] for one in page["results"] + rest["results"]} == {
        str(pk) for pk in Account.objects.values_list("id", flat=True)
    }


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"role": "admin"}, 1),
        ({"role": "customer"}, 2),
        ({"is_active": "true"}, 3),
        ({"is_active": "false"}, 0),
        ({"search": "müller"}, 1),
        ({"search": "müller ben"}, 1),
        ({"search": "person"}, 2),
        ({"ordering": "email"}, 3),
    ],
)
def test_accounts_are_found(admin, register, params, found):
    register()
    register(email="ben@example.com", last_name="Müller")
    assert len(admin.get(URL, params).json()["results"]) == found


@pytest.mark.parametrize(
    "params", [{"role": "owner"}, {"password": "x"}, {"ordering": "password"}, {"is_active": "x"}]
)
def test_what_cannot_be_asked_is_refused(admin, params):
    assert admin.get(URL, params).status_code == 400


def test_the_list_costs_the_same_whatever_its_length(admin, register, django_assert_num_queries):
    for _ in range(3):
        register()
    admin.get(URL)
    with django_assert_num_queries(1):
        admin.get(URL)


def test_an_account_is_read(admin, register):
    account = register()["account"]
    reply = admin.get(f"{URL}{account['id']}/")
    assert reply.status_code == 200
    assert reply.json() == account


@pytest.mark.parametrize("role", ["customer", "employee"])
def test_others_may_not(staff, bearing, role):
    client = bearing(staff(role)["access"])
    address = f"{URL}{Account.objects.get().id}/"
    replies = [client.get(URL), client.get(address), client.patch(address, {"role": "admin"})]
    assert [reply.status_code for reply in replies] == [403] * 3
    assert Account.objects.get().role == role


def test_a_service_is_no_admin(visitor, bearing, settings):
    body = {
        "client_id": "chatbot-service",
        "client_secret": settings.SERVICE_CLIENT_SECRETS["chatbot-service"],
    }
    token = visitor.post("/internal/token/", body).json()["access"]
    assert bearing(token).get(URL).status_code == 403


def test_nobody_is_refused(visitor):
    assert visitor.get(URL).status_code == 401
    assert visitor.patch(f"{URL}{uuid.uuid4()}/", {"role": "admin"}).status_code == 401


@pytest.mark.shows("US02")
def test_a_role_is_given_and_the_others_hear_of_it(admin, register, emitted, visitor, bearing):
    came = register()
    reply = admin.patch(f"{URL}{came['account']['id']}/", {"role": "employee"})
    assert reply.status_code == 200
    assert reply.json()["role"] == "employee"
    assert Account.objects.get(pk=came["account"]["id"]).role == "employee"
    [event] = emitted("account.changed.v1")
    assert (event.subject, event.data["role"]) == (came["account"]["id"], "employee")
    # Who gains rights stays signed in, and has them from the next token on, which is asked for at once.
    assert bearing(came["access"]).get("/api/v1/auth/me/").json()["code"] == "token_expired"
    assert visitor.post("/api/v1/auth/token/refresh/", {"refresh": came["refresh"]}).status_code == 200


def test_who_loses_rights_is_signed_out_at_once(admin, staff, bearing):
    employee = staff("employee")
    admin.patch(f"{URL}{employee['account']['id']}/", {"role": "customer"})
    assert bearing(employee["access"]).get("/api/v1/auth/me/").json()["code"] == "session_revoked"


@pytest.mark.shows("AU04")
def test_a_deactivated_account_is_signed_out_everywhere_at_once(
    admin, register, login, bearing, visitor, emitted
):
    here = register(email="anna@example.com")
    there = login("anna@example.com").json()
    reply = admin.patch(f"{URL}{here['account']['id']}/", {"is_active": False})
    assert reply.status_code == 200
    assert reply.json()["is_active"] is False
    for came in (here, there):
        assert bearing(came["access"]).get("/api/v1/auth/me/").json()["code"] == "session_revoked"
        refused = visitor.post("/api/v1/auth/token/refresh/", {"refresh": came["refresh"]})
        assert (refused.status_code, refused.json()["code"]) == (401, "session_revoked")
    assert login("anna@example.com").json()["code"] == "invalid_credentials"
    assert not Session.objects.filter(account_id=here["account"]["id"], revoked_at__isnull=True).exists()
    [event] = emitted("account.changed.v1")
    assert event.data["is_active"] is False


def test_a_reactivated_account_signs_in_again(admin, register, login):
    account_id = register(email="anna@example.com")["account"]["id"]
    admin.patch(f"{URL}{account_id}/", {"is_active": False})
    admin.patch(f"{URL}{account_id}/", {"is_active": True})
    assert login("anna@example.com").status_code == 200


@pytest.mark.parametrize("change", [{"role": "employee"}, {"is_active": False}])
def test_the_last_active_admin_stays(admin, emitted, change):
    account = Account.objects.get()
    reply = admin.patch(f"{URL}{account.id}/", change)
    assert reply.status_code == 409
    assert reply.json()["code"] == "last_admin"
    account.refresh_from_db()
    assert (account.role, account.is_active) == ("admin", True)
    assert not emitted("account.changed.v1")
    assert admin.get(URL).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_admins_cannot_demote_each_other(staff, bearing):
    first, second = staff("admin"), staff("admin")

    def demote(by, whom):
        return lambda: (
            bearing(by["access"]).patch(f"{URL}{whom['account']['id']}/", {"role": "customer"}).status_code
        )

    at_the_same_time(demote(first, second), demote(second, first))
    assert Account.objects.filter(role="admin", is_active=True).count() == 1


@pytest.mark.parametrize(
    "body",
    [{"role": "owner"}, {"role": None}, {"is_active": "perhaps"}, {"email": "a@example.com"}, {"role": []}],
)
def test_nothing_else_changes(admin, register, emitted, body):
    account_id = register()["account"]["id"]
    assert admin.patch(f"{URL}{account_id}/", body).status_code == 400
    assert not emitted("account.changed.v1")


def test_a_change_of_what_has_changed_meanwhile_is_refused(admin, register):
    address = f"{URL}{register()['account']['id']}/"
    tag = admin.get(address)["ETag"]
    assert admin.patch(address, {"role": "employee"}, headers={"If-Match": tag}).status_code == 200
    assert admin.patch(address, {"role": "admin"}, headers={"If-Match": tag}).status_code == 412


def test_an_unknown_account_is_missing(admin):
    assert admin.get(f"{URL}{uuid.uuid4()}/").status_code == 404
    assert admin.patch(f"{URL}{uuid.uuid4()}/", {"role": "admin"}).status_code == 404
