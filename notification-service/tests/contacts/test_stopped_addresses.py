import pytest

from contacts.actions import is_stopped, stop_address
from contacts.models import StoppedAddress

pytestmark = pytest.mark.django_db

PATH = "/api/v1/notifications/stopped-addresses/"


def test_an_admin_stops_an_address_and_lets_it_be_written_to_again(admin):
    answer = admin.post(PATH, {"channel": "email", "address": "Nobody@Example.COM"})
    assert answer.status_code == 201
    assert answer.json()["address"] == "nobody@example.com"
    assert is_stopped("email", "NOBODY@example.com")
    assert admin.delete(f"{PATH}{answer.json()['id']}/").status_code == 204
    assert not StoppedAddress.objects.exists()


def test_an_api_key_stops_no_address_and_releases_none(api):
    stopped = stop_address("email", "anna@example.com", "bounced")
    key = api.as_admin(scope="notifications:read notifications:write")
    refused = [
        key.post(PATH, {"channel": "email", "address": "b@example.com"}),
        key.delete(f"{PATH}{stopped.id}/"),
    ]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, "insufficient_scope")] * 2
    assert StoppedAddress.objects.count() == 1
    assert key.get(PATH).status_code == 200


def test_a_number_is_kept_in_its_one_form(admin):
    answer = admin.post(PATH, {"channel": "sms", "address": "+49 30 901820"})
    assert answer.json()["address"] == "+4930901820"


def test_an_address_is_stopped_once_and_its_first_reason_stays(admin):
    stop_address("email", "anna@example.com", "bounced")
    assert admin.post(PATH, {"channel": "email", "address": "anna@example.com"}).json()["reason"] == "bounced"
    assert StoppedAddress.objects.count() == 1


@pytest.mark.parametrize(
    ("channel", "address"),
    [("email", "+4930901820"), ("sms", "anna@example.com"), ("push", "anna@example.com")],
)
def test_what_is_no_address_of_the_channel_is_400(admin, channel, address):
    answer = admin.post(PATH, {"channel": channel, "address": address})
    assert answer.status_code == 400
    assert not StoppedAddress.objects.exists()


def test_they_are_listed_and_found_by_channel_reason_and_address(admin):
    stop_address("email", "anna@example.com", "bounced")
    stop_address("sms", "+4930901820", "stopped")
    for filters in ({"channel": "sms"}, {"reason": "stopped"}, {"address": "+4930901820"}):
        assert [row["address"] for row in admin.get(PATH, filters).json()["results"]] == ["+4930901820"]


def test_nobody_but_an_admin_sees_them(customer, foreman):
    for caller in (customer, foreman):
        assert caller.get(PATH).status_code == 403
