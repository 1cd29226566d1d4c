import pytest

from chassis.models import new_id
from chassis.testing.kept_sql import differences_from_the_orm
from notifications.models import Notification

pytestmark = pytest.mark.django_db

INBOX = "/api/v1/notifications/"


@pytest.fixture
def notified(customer):
    def notify(number=1, account_id=None):
        return [
            Notification.objects.create(
                account_id=account_id or customer.account_id,
                kind="booked",
                title=f"Booked {index}",
                body="We have your booking.",
                about="appointment",
                about_id=new_id(),
                source_event_id=new_id(),
            )
            for index in range(number)
        ]

    return notify


@pytest.mark.shows("NO01")
def test_an_inbox_holds_its_accounts_news_newest_first(customer, notified, api):
    notified(2)
    notified(1, account_id=new_id())
    answer = customer.get(INBOX)
    assert [row["title"] for row in answer.json()["results"]] == ["Booked 1", "Booked 0"]
    assert api.get(INBOX).status_code == 401


@pytest.mark.shows("NO01")
def test_anothers_notification_is_404_even_to_an_admin(api, notified):
    [notification] = notified()
    for stranger in (api.as_customer(), api.as_employee(), api.as_admin()):
        assert stranger.get(f"{INBOX}{notification.id}/").status_code == 404
        assert stranger.post(f"{INBOX}{notification.id}/read/").status_code == 404
    notification.refresh_from_db()
    assert notification.read_at is None


def test_the_first_reading_counts(customer, notified):
    [notification] = notified()
    first = customer.post(f"{INBOX}{notification.id}/read/")
    again = customer.post(f"{INBOX}{notification.id}/read/")
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["read_at"] == again.json()["read_at"]
    notification.refresh_from_db()
    assert notification.read_at is not None


@pytest.mark.shows("NO01")
def test_unread_are_counted_filtered_and_all_marked_at_once(customer, notified):
    first, *_ = notified(3)
    customer.post(f"{INBOX}{first.id}/read/")
    assert customer.get(f"{INBOX}unread-count/").json() == {"count": 2}
    assert len(customer.get(INBOX, {"unread": "true"}).json()["results"]) == 2
    assert len(customer.get(INBOX, {"unread": "false"}).json()["results"]) == 1
    assert customer.post(f"{INBOX}read-all/").json() == {"count": 2}
    assert customer.get(f"{INBOX}unread-count/").json() == {"count": 0}


def test_reading_all_leaves_other_inboxes_alone(customer, notified):
    notified(1, account_id=new_id())
    assert customer.post(f"{INBOX}read-all/").json() == {"count": 0}
    assert Notification.objects.filter(read_at__isnull=True).count() == 1


def test_a_page_costs_one_query_whatever_its_length(customer, notified, django_assert_num_queries):
    notified(30)
    with django_assert_num_queries(1):
        assert len(customer.get(INBOX).json()["results"]) == 25


def test_kept_sql_shows_the_rows_that_the_orm_shows(notified, customer, stranger, employee, admin):
    one, *_ = notified(3)
    notified(1, account_id=admin.account_id)
    everybody = [customer, stranger, employee, admin]
    assert differences_from_the_orm(everybody, notification_id=one.id) == []


def test_what_was_read_can_be_marked_as_not_read(customer, notified):
    [notification] = notified()
    customer.post(f"{INBOX}{notification.id}/read/")
    answer = customer.post(f"{INBOX}{notification.id}/unread/")
    assert (answer.status_code, answer.json()["read_at"]) == (200, None)
    assert customer.get(f"{INBOX}unread-count/").json() == {"count": 1}


def test_what_is_archived_leaves_the_inbox_and_is_found_again(customer, notified):
    kept, archived = notified(2)
    answer = customer.post(f"{INBOX}{archived.id}/archive/")
    again = customer.post(f"{INBOX}{archived.id}/archive/")
    assert answer.status_code == 200
    assert answer.json()["archived_at"] == again.json()["archived_at"] is not None
    assert customer.get(f"{INBOX}unread-count/").json() == {"count": 1}

    def shown(**filters):
        return [row["id"] for row in customer.get(INBOX, filters).json()["results"]]

    assert shown() == shown(archived="false") == shown(unread="true") == [str(kept.id)]
    assert shown(archived="true") == [str(archived.id)]
    assert customer.get(f"{INBOX}{archived.id}/").status_code == 200


def test_reading_all_leaves_what_is_archived_as_it_is(customer, notified):
    _, archived = notified(2)
    customer.post(f"{INBOX}{archived.id}/archive/")
    assert customer.post(f"{INBOX}read-all/").json() == {"count": 1}
    archived.refresh_from_db()
    assert archived.read_at is None


def test_news_name_the_thing_that_they_tell_of(customer, notified):
    [notification] = notified()
    shown = customer.get(f"{INBOX}{notification.id}/").json()
    assert shown["resource"] == {"type": "appointment", "id": str(notification.about_id)}
    assert (shown["about"], shown["about_id"]) == ("appointment", str(notification.about_id))


@pytest.mark.parametrize("verb", ["unread", "archive"])
def test_nobody_does_that_to_anothers_news(api, notified, verb):
    [notification] = notified()
    for stranger in (api.as_customer(), api.as_admin()):
        assert stranger.post(f"{INBOX}{notification.id}/{verb}/").status_code == 404
