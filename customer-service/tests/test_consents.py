"""What customers agreed to and took back is kept: when, by whom, and in which words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from customers.models import CONSENTS, Consent, Customer
from customers.wordings import VERSION, WORDINGS

CUSTOMERS = "/api/v1/customers/"
ME = f"{CUSTOMERS}me/"
WORDING = {"version": VERSION, "language": "de"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return Customer.objects.create(id=new_id(), first_name="Ada")


def kept():
    rows = Consent.objects.order_by("id")
    return [(row.purpose, row.granted, row.source) for row in rows]


@pytest.mark.shows("CU02")
def test_a_consent_is_kept_with_when_by_whom_and_in_which_words(api, emitted):
    customer = api.as_customer()
    before = datetime.now(UTC)
    answer = customer.patch(ME, {"consents": {"marketing": True, "sms": True, "wording": WORDING}})
    assert answer.json()["consents"] == {"marketing": True, "reminders": True, "sms": True}
    rows = customer.get(f"{ME}consents/").json()["results"]
    assert [(row["purpose"], row["words"]) for row in rows] == [
        ("sms", WORDINGS["de"]["sms"]),
        ("marketing", WORDINGS["de"]["marketing"]),
    ]
    for row in rows:
        assert (
            row.items()
            >= {
                "granted": True,
                "source": "web",
                "by": str(customer.account_id),
                "wording_version": VERSION,
                "language": "de",
            }.items()
        )
        assert before <= datetime.fromisoformat(row["at"]) <= datetime.now(UTC)
    assert len(emitted("customer.changed.v1")) == 1
    events = emitted("customer.consent_changed.v1")
    assert [(event.data["purpose"], event.data["granted"]) for event in events] == [
        ("marketing", True),
        ("sms", True),
    ]
    for event in events:
        assert event.data["consents"] == {"marketing": True, "reminders": True, "sms": True}


@pytest.mark.shows("CU02")
@pytest.mark.parametrize("purpose", CONSENTS)
def test_each_is_withdrawn_and_given_again_and_all_of_it_stays_on_record(api, emitted, purpose):
    customer = api.as_customer()
    began = customer.get(ME).json()["consents"][purpose]
    for granted in (not began, began, not began):
        assert customer.patch(ME, {"consents": {purpose: granted}}).json()["consents"][purpose] is granted
    assert kept() == [(purpose, granted, "web") for granted in (not began, began, not began)]
    published = [event.data["granted"] for event in emitted("customer.consent_changed.v1")]
    assert published == [not began, began, not began]


def test_what_was_so_before_is_no_record(api, emitted):
    customer = api.as_customer()
    customer.patch(ME, {"consents": {"reminders": True, "marketing": False, "wording": WORDING}})
    customer.patch(ME, {"company": "Engines"})
    assert kept() == []
    assert not emitted("customer.consent_changed.v1")


def test_a_client_that_does_not_say_the_words_is_served_and_a_withdrawal_has_none(api):
    customer = api.as_customer()
    customer.patch(ME, {"consents": {"marketing": True}})
    customer.patch(ME, {"consents": {"marketing": False, "wording": WORDING}})
    assert [row.words for row in Consent.objects.all()] == ["", ""]


def test_words_that_are_not_shown_any_more_cannot_be_agreed_to(api, emitted, ada):
    old = {"version": "2020-01-01", "language": "en"}
    answer = api.as_customer().patch(ME, {"consents": {"marketing": True, "wording": old}})
    assert (answer.status_code, answer.json()["code"]) == (422, "wording_replaced")
    assert answer.json()["current"] == VERSION
    noted = {"purpose": "marketing", "granted": True, "source": "telephone", "wording": old}
    assert api.as_employee().post(f"{CUSTOMERS}{ada.id}/consents/", noted).status_code == 422
    assert kept() == []
    assert not Customer.objects.filter(consents_to_marketing=True).exists()
    assert not emitted()


@pytest.mark.shows("CU02")
def test_staff_note_what_was_said_at_the_desk_and_by_telephone(api, employee, emitted, ada):
    address = f"{CUSTOMERS}{ada.id}/consents/"
    said = {"purpose": "marketing", "granted": True, "source": "in_person", "wording": WORDING}
    answer = employee.post(address, said)
    assert answer.status_code == 201
    assert (
        answer.json().items()
        >= {
            "purpose": "marketing",
            "granted": True,
            "source": "in_person",
            "by": str(employee.account_id),
            "words": WORDINGS["de"]["marketing"],
        }.items()
    )
    withdrawn = employee.post(address, {"purpose": "marketing", "granted": False, "source": "telephone"})
    assert withdrawn.status_code == 201
    assert not Customer.objects.get().consents_to_marketing
    assert [row["granted"] for row in employee.get(address).json()["results"]] == [False, True]
    published = [event.data["granted"] for event in emitted("customer.consent_changed.v1")]
    assert published == [True, False]


def test_what_is_said_again_is_a_record_and_no_news(employee, emitted, ada):
    said = {"purpose": "reminders", "granted": True, "source": "telephone", "wording": WORDING}
    assert employee.post(f"{CUSTOMERS}{ada.id}/consents/", said).status_code == 201
    assert kept() == [("reminders", True, "telephone")]
    assert not emitted()


def test_a_note_under_a_key_is_made_once(employee, ada):
    said = {"purpose": "sms", "granted": True, "source": "telephone", "wording": WORDING}
    for _ in range(2):
        answer = employee.post(f"{CUSTOMERS}{ada.id}/consents/", said, headers={"Idempotency-Key": "once"})
        assert answer.status_code == 201
    assert kept() == [("sms", True, "telephone")]


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"wording": None}, "wording", "null"),
        ({"purpose": "fax"}, "purpose", "invalid_choice"),
        ({"source": "unsubscribe"}, "source", "invalid_choice"),
        ({"wording": {"version": VERSION, "language": "tlh"}}, "wording.language", "invalid_choice"),
        ({"granted": "yes"}, "granted", "invalid"),
    ],
)
def test_a_note_that_is_not_well_formed_is_named(employee, ada, change, field, code):
    said = {"purpose": "marketing", "granted": True, "source": "telephone", "wording": WORDING, **change}
    answer = employee.post(f"{CUSTOMERS}{ada.id}/consents/", said)
    assert answer.status_code == 400
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [(field, code)]
    assert kept() == []


def test_staff_do_not_note_a_consent_without_its_words(employee, ada):
    said = {"purpose": "marketing", "granted": True, "source": "telephone"}
    answer = employee.post(f"{CUSTOMERS}{ada.id}/consents/", said)
    assert answer.status_code == 400
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("wording", "required")]
    assert not Customer.objects.get().consents_to_marketing


def test_records_are_the_customers_and_the_staffs(api, customer, employee, ada):
    assert customer.get(f"{CUSTOMERS}{ada.id}/consents/").status_code == 403
    assert employee.get(f"{CUSTOMERS}{new_id()}/consents/").status_code == 404
    assert employee.get(f"{ME}consents/").json()["results"] == []
    api.as_customer(ada.id).patch(ME, {"consents": {"sms": True}})
    assert customer.get(f"{ME}consents/").json()["results"] == []


def test_a_withdrawal_by_staff_says_so(employee, ada):
    ada.update({"consents_to_marketing": True})
    employee.patch(f"{CUSTOMERS}{ada.id}/", {"consents": {"marketing": False}})
    [row] = Consent.objects.all()
    assert (row.granted, row.source, row.by) == (False, "staff", employee.account_id)


def test_a_record_is_not_changed(ada):
    row = Consent.objects.create(customer=ada, purpose="sms", granted=True, source="web")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=row.pk).update(granted=False)
    assert Consent.objects.get().granted


@pytest.mark.shows("CU02")
@pytest.mark.parametrize("by", ["unsubscribe", "sms_stop"])
def test_a_message_withdraws_once_however_often_it_is_delivered(deliver, emitted, example, ada, by):
    ada.update({"consents_to_marketing": True})
    withdrawn = example("consent.withdrawn.v1", "notification-service") | {
        "account_id": str(ada.id),
        "purpose": "marketing",
        "by": by,
    }
    for _ in range(3):
        deliver("consent.withdrawn.v1", withdrawn)
    assert not Customer.objects.get().consents_to_marketing
    [row] = Consent.objects.all()
    assert (row.granted, row.source, row.by) == (False, by, ada.id)
    [event] = emitted("customer.consent_changed.v1")
    assert event.data["consents"] == {"marketing": False, "reminders": True, "sms": False}


def test_a_message_of_before_does_not_overrule_a_newer_consent(api, deliver, emitted, ada):
    api.as_customer(ada.id).patch(ME, {"consents": {"marketing": True}})
    data = {"account_id": str(ada.id), "purpose": "marketing", "by": "unsubscribe"}
    deliver("consent.withdrawn.v1", data, occurred_at=datetime.now(UTC) - timedelta(minutes=5))
    assert Customer.objects.get().consents_to_marketing
    assert kept() == [("marketing", True, "web")]
    deliver("consent.withdrawn.v1", data | {"purpose": "reminders"})
    assert Customer.objects.get().consents_to_marketing
    assert not Customer.objects.get().consents_to_reminders
    deliver("consent.withdrawn.v1", data)
    assert not Customer.objects.get().consents_to_marketing
    assert len(emitted("customer.consent_changed.v1")) == 3


def test_who_is_not_known_yet_can_withdraw(deliver):
    customer_id = new_id()
    deliver(
        "consent.withdrawn.v1",
        {"account_id": str(customer_id), "purpose": "reminders", "by": "unsubscribe"},
    )
    assert not Customer.objects.get(pk=customer_id).consents_to_reminders


@pytest.mark.django_db(transaction=True)
def test_who_changes_their_mind_in_many_windows_leaves_records_that_agree(api):
    customer = api.as_customer()
    customer.get(ME)
    at_the_same_time(
        *[
            lambda granted=granted: customer.patch(ME, {"consents": {"sms": granted}})
            for granted in (True, False) * 6
        ]
    )
    said = [row.granted for row in Consent.objects.order_by("at", "id")]
    assert said[0] is True
    assert all(before is not after for before, after in pairwise(said))
    assert Customer.objects.get().consents_to_sms is said[-1]


@pytest.mark.parametrize("language", WORDINGS)
def test_anybody_reads_the_words(api, language):
    answer = api.get(f"{CUSTOMERS}consents/wordings/", {"language": language})
    assert answer.status_code == 200
    assert answer.json() == {
        "version": VERSION,
        "language": language,
        "languages": ["de", "en"],
        "words": WORDINGS[language],
    }
    assert set(WORDINGS[language]) == set(CONSENTS)


def test_words_in_a_language_that_there_are_none_in_are_400(api):
    assert api.get(f"{CUSTOMERS}consents/wordings/", {"language": "tlh"}).status_code == 400
    assert api.get(f"{CUSTOMERS}consents/wordings/").json()["language"] == "en"
