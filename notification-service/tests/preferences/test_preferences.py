import pytest

from contacts.models import Contact
from preferences.models import ChannelChoice, Preferences
from texts.kinds import KINDS

pytestmark = pytest.mark.django_db

PATH = "/api/v1/notifications/preferences/"


def channels_of(kind, answer):
    [found] = [one for one in answer.json()["kinds"] if one["kind"] == kind]
    return {channel for channel, switch in found["channels"].items() if switch["on"]}


def test_who_has_chosen_nothing_has_what_is_so_for_all(customer):
    Contact.objects.create(pk=customer.account_id, role="customer", locale="de-DE", time_zone="Europe/Berlin")
    answer = customer.get(PATH)
    shown = answer.json()
    assert (shown["locale"], shown["time_zone"], shown["quiet_hours"]) == ("de-DE", "Europe/Berlin", None)
    assert shown["digest"] == {"every": "off", "hour": 8, "weekday": 1}
    assert channels_of("booked", answer) == {"email", "push"}
    assert channels_of("progress", answer) == {"push"}
    assert not Preferences.objects.exists()


def test_customers_and_staff_see_the_kinds_that_are_for_them(customer, employee):
    kinds = {one["kind"] for one in customer.get(PATH).json()["kinds"]}
    theirs = {one["kind"] for one in employee.get(PATH).json()["kinds"]}
    assert "booked" in kinds
    assert "task_assigned" in theirs
    of_the_account = {name for name, kind in KINDS.items() if kind.about == "account"}
    assert kinds & theirs == of_the_account
    assert "password_changed" in of_the_account


def test_what_is_sent_for_a_code_is_nobodys_choice(customer, admin):
    change = {"kinds": [{"kind": "reset_password", "channels": {"push": {"on": True}}}]}
    for caller in (customer, admin):
        assert not {one["kind"] for one in caller.get(PATH).json()["kinds"]} & {
            "reset_password",
            "verify_phone",
        }
        assert caller.patch(PATH, change).json()["errors"][0]["code"] == "unknown_kind"


@pytest.mark.shows("NO03")
@pytest.mark.shows("NO12")
def test_quiet_hours_digest_and_channels_are_changed_and_the_rest_stays(customer):
    change = {
        "quiet_hours": {"from": "22:00", "until": "07:00"},
        "digest": {"every": "weekly", "weekday": 5},
        "kinds": [{"kind": "booked", "channels": {"email": {"on": False}, "sms": {"on": True}}}],
    }
    answer = customer.patch(PATH, change)
    assert answer.status_code == 200
    shown = answer.json()
    assert shown["quiet_hours"] == change["quiet_hours"]
    assert shown["digest"] == {"every": "weekly", "hour": 8, "weekday": 5}
    assert channels_of("booked", answer) == {"sms", "push"}
    assert channels_of("confirmed", answer) == {"email", "push"}
    assert customer.get(PATH).json() == shown
    without = customer.patch(PATH, {"quiet_hours": None}).json()
    assert (without["quiet_hours"], without["digest"]) == (None, shown["digest"])
    kept = ChannelChoice.objects.filter(account_id=customer.account_id)
    assert set(kept.values_list("channel", "is_on")) == {("email", False), ("sms", True)}


def test_a_choice_that_is_the_default_again_is_not_kept(customer):
    for on in (False, True):
        customer.patch(PATH, {"kinds": [{"kind": "booked", "channels": {"email": {"on": on}}}]})
        assert ChannelChoice.objects.count() == (0 if on else 1)


def test_all_kinds_are_changed_in_as_many_statements_as_one(customer, django_assert_max_num_queries):
    shown = customer.get(PATH).json()["kinds"]
    shown = [one for one in shown if one["channels"]["email"]["may_change"]]
    for on in (True, False):
        every = {channel: {"on": on} for channel in ("email", "sms", "push")}
        change = {"kinds": [{"kind": one["kind"], "channels": every} for one in shown]}
        with django_assert_max_num_queries(25):
            assert customer.patch(PATH, change).status_code == 200
        for kind in shown:
            assert channels_of(kind["kind"], customer.get(PATH)) == (set(every) if on else set())


def test_more_changes_than_there_are_kinds_are_refused(customer):
    change = {"kind": "booked", "channels": {"email": {"on": False}}}
    answer = customer.patch(PATH, {"kinds": [change] * (len(KINDS) + 1)})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "max_length")
    assert not ChannelChoice.objects.exists()


def test_of_one_kind_that_is_named_twice_the_last_counts(customer):
    twice = [{"kind": "booked", "channels": {"email": {"on": on}}} for on in (False, True, False)]
    assert channels_of("booked", customer.patch(PATH, {"kinds": twice})) == {"push"}
    assert ChannelChoice.objects.get().is_on is False


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kinds": [{"kind": "nothing", "channels": {}}]}, "unknown_kind"),
        ({"kinds": [{"kind": "task_assigned", "channels": {}}]}, "unknown_kind"),
        ({"kinds": [{"kind": "booked", "channels": {"fax": {"on": True}}}]}, "unknown_channel"),
        ({"quiet_hours": {"from": "22:00", "until": "22:00"}}, "not_even_begun"),
        ({"quiet_hours": {"from": "22:00"}}, "required"),
        ({"kinds": [{"kind": "booked"}]}, "required"),
        ({"kinds": [{"channels": {}}]}, "required"),
        ({"kinds": [{"kind": "booked", "channels": {"email": {}}}]}, "required"),
        ({"kinds": [{"kind": "booked", "channels": {"email": True}}]}, "invalid"),
        ({"quiet_hours": {"from": "24:00", "until": "07:00"}}, "invalid"),
        ({"digest": {"every": "hourly"}}, "invalid_choice"),
        ({"digest": {"hour": 24}}, "max_value"),
        ({"digest": {"weekday": 0}}, "min_value"),
        ({"time_zone": "Europe/Berlin"}, "unknown_field"),
    ],
    ids=str,
)
def test_what_is_no_preference_is_400_and_changes_nothing(customer, change, code):
    answer = customer.patch(PATH, change)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
    assert not Preferences.objects.exists()
    assert not ChannelChoice.objects.exists()


def test_an_unknown_kind_or_channel_names_those_that_there_are(customer):
    kind = customer.patch(PATH, {"kinds": [{"kind": "nothing", "channels": {}}]})
    channel = customer.patch(PATH, {"kinds": [{"kind": "booked", "channels": {"fax": {"on": True}}}]})
    assert "booked, confirmed" in kind.content.decode()
    assert "email, sms, push" in channel.content.decode()


def test_mail_about_the_security_of_an_account_cannot_be_switched_off(customer):
    [shown] = [one for one in customer.get(PATH).json()["kinds"] if one["kind"] == "new_sign_in"]
    assert shown["channels"]["email"] == {"on": True, "may_change": False}
    answer = customer.patch(PATH, {"kinds": [{"kind": "new_sign_in", "channels": {"email": {"on": False}}}]})
    assert (answer.status_code, answer.json()["code"]) == (409, "security_mail")
    assert not ChannelChoice.objects.exists()
    others = {"kinds": [{"kind": "new_sign_in", "channels": {"push": {"on": False}}}]}
    assert customer.patch(PATH, others).status_code == 200


def test_a_change_of_what_was_changed_meanwhile_is_412(customer):
    etag = customer.get(PATH).headers["ETag"]
    assert customer.patch(PATH, {"digest": {"hour": 9}}, headers={"If-Match": etag}).status_code == 200
    assert customer.patch(PATH, {"digest": {"hour": 7}}, headers={"If-Match": etag}).status_code == 412
    assert Preferences.objects.get().digest_hour == 9
