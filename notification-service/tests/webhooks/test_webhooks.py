"""Webhooks as admins make, change and remove them."""

import pytest
from django.db import connection

from tests.webhooks.urls import WEBHOOKS
from webhooks.event_types import TYPES
from webhooks.models import Webhook, WebhookDelivery

pytestmark = pytest.mark.django_db


def test_an_admin_adds_one_and_is_shown_its_secret_this_once(admin, webhook):
    assert webhook.secret.startswith("whsec_")
    shown = admin.get(webhook.path).json()
    assert (shown["url"], shown["events"], shown["off"]) == (
        webhook.url,
        ["appointment.booked", "appointment.cancelled"],
        "",
    )
    assert "secret" not in shown
    assert "secret" not in admin.get(WEBHOOKS).json()["results"][0]


def test_its_secret_is_sealed_in_the_database(webhook):
    with connection.cursor() as cursor:
        cursor.execute("SELECT convert_from(secret, 'UTF8') || w::text FROM webhooks_webhook w")
        [stored] = cursor.fetchone()
    assert webhook.secret not in stored
    assert webhook.secret.removeprefix("whsec_") not in stored


@pytest.mark.shows("NO08")
@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/news",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::ffff:10.0.0.1]/",
        "https://user:password@shop.example/",
        "https://localhost/",
        "ftp://shop.example/",
        "news",
    ],
)
def test_an_inner_address_is_422_and_nothing_is_kept(admin, webhook, url):
    for answer in (
        admin.post(WEBHOOKS, {"url": url, "events": ["appointment.booked"]}),
        admin.patch(webhook.path, {"url": url}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (422, "address_refused")
    assert [row.url for row in Webhook.objects.all()] == [webhook.url]


@pytest.mark.parametrize(
    "data",
    [
        {"events": ["appointment.booked"]},
        {"url": "https://shop.example/"},
        {"url": "https://shop.example/", "events": []},
        {"url": "https://shop.example/", "events": ["appointment.vanished"]},
        {"url": "https://shop.example/", "events": ["webhook.test"]},
        {"url": "https://shop.example/" + "x" * 2000, "events": ["appointment.booked"]},
        {"url": "https://shop.example/", "events": ["appointment.booked"], "secret": "mine"},
    ],
)
def test_what_is_not_well_formed_is_400(admin, data):
    assert admin.post(WEBHOOKS, data).status_code == 400
    assert not Webhook.objects.exists()


def test_a_type_is_chosen_once(subscribe):
    assert subscribe("vehicle.changed", "vehicle.changed").events == ["vehicle.changed"]


def test_it_is_changed(admin, webhook):
    changed = admin.patch(webhook.path, {"events": ["vehicle.changed"], "description": "Fleet"})
    assert changed.json()["events"] == ["vehicle.changed"]
    row = Webhook.objects.get()
    assert (row.events, row.description, row.url) == (["vehicle.changed"], "Fleet", webhook.url)


def test_what_was_changed_meanwhile_is_412(admin, webhook):
    stale = admin.get(webhook.path)["ETag"]
    admin.patch(webhook.path, {"description": "Fleet"})
    for answer in (
        admin.patch(webhook.path, {"description": "Cars"}, HTTP_IF_MATCH=stale),
        admin.delete(webhook.path, HTTP_IF_MATCH=stale),
    ):
        assert answer.status_code == 412
    assert Webhook.objects.get().description == "Fleet"


def test_what_waits_for_one_that_is_switched_off_is_not_sent(admin, webhook, booked, work, receiver):
    booked()
    assert admin.patch(webhook.path, {"is_on": False}).json()["off"] == "by_admin"
    booked()
    work(later=True)
    assert [row.status for row in WebhookDelivery.objects.all()] == ["cancelled"]
    assert admin.patch(webhook.path, {"is_on": True}).json()["off"] == ""
    booked()
    work(later=True)
    assert len(receiver.received) == 1


def test_it_is_removed_with_all_that_was_sent(admin, webhook, booked, work, receiver):
    booked()
    assert admin.delete(webhook.path).status_code == 204
    assert (Webhook.objects.count(), WebhookDelivery.objects.count()) == (0, 0)
    work()
    assert receiver.received == []
    for path in (webhook.path, f"{webhook.path}deliveries/"):
        assert admin.get(path).status_code == 404
    for verb in ("test", "rotate-secret"):
        assert admin.post(f"{webhook.path}{verb}/", {}).status_code == 404


def test_only_admins_see_them(customer, employee, foreman, webhook):
    for caller in (customer, employee, foreman):
        for path in (WEBHOOKS, webhook.path, f"{webhook.path}deliveries/"):
            assert caller.get(path).status_code == 403


def test_each_type_is_documented_with_the_fields_that_go_out(admin):
    from chassis.testing.contracts import committed_contract

    described = committed_contract()["components"]["schemas"]["AddWebhookRequest"]["properties"]["events"]
    for one in TYPES:
        assert f"| `{one.name}` | {one.about} | {', '.join(one.fields)} |" in described["description"]


def test_no_type_says_what_only_the_staff_are_to_read():
    staff_only = {"notes", "reason", "reason_visibility", "previous_notes"}
    assert [one.name for one in TYPES if staff_only & set(one.fields)] == []
