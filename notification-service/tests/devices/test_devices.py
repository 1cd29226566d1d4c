"""Browsers as people add and remove them."""

import base64
import os
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from devices.actions import MOST_DEVICES
from devices.examples import KEYS
from devices.keys import CURVE, in_bytes, own_public_key
from devices.models import Device
from tests.devices.browser import Browser
from tests.devices.urls import DEVICES

pytestmark = pytest.mark.django_db


@pytest.mark.shows("NO10")
def test_a_subscription_is_stored(customer, subscribed, browser):
    [device] = Device.objects.all()
    assert (device.account_id, device.endpoint) == (customer.account_id, browser.endpoint)
    assert {"p256dh": device.p256dh, "auth": device.auth} == browser.subscription["keys"]
    [shown] = customer.get(DEVICES).json()["results"]
    assert (shown["id"], shown["last_used_at"]) == (subscribed["id"], None)
    assert "auth" not in shown


def test_the_key_that_browsers_subscribe_with_is_a_point_on_the_curve(customer):
    key = customer.get(f"{DEVICES}key/").json()["key"]
    assert key == own_public_key()
    ec.EllipticCurvePublicKey.from_encoded_point(CURVE, in_bytes(key))


def test_the_same_browser_again_is_changed(customer, subscribed, browser):
    again = customer.post(DEVICES, {**browser.subscription, "keys": KEYS, "name": "At work"}).json()
    assert again["id"] == subscribed["id"]
    [device] = Device.objects.all()
    assert (device.p256dh, device.name) == (KEYS["p256dh"], "At work")


def test_a_browser_is_whose_who_signed_in_on_it_last(customer, stranger, subscribed, browser):
    taken = stranger.post(DEVICES, browser.subscription)
    assert taken.status_code == 201
    assert customer.get(DEVICES).json()["results"] == []
    assert customer.get(f"{DEVICES}{subscribed['id']}/").status_code == 404
    assert Device.objects.get().account_id == stranger.account_id


def test_another_accounts_device_is_404(stranger, subscribed):
    path = f"{DEVICES}{subscribed['id']}/"
    assert stranger.get(path).status_code == 404
    assert stranger.delete(path).status_code == 404
    assert Device.objects.exists()


def test_who_got_an_account_back_shares_its_news_with_no_device_of_before(
    customer, stranger, subscribed, receiver, deliver
):
    now = timezone.now()
    for client in (customer, stranger):
        later = Browser(receiver, str(client.account_id)).subscription
        assert client.post(DEVICES, later).status_code == 201
    recovered = {"account_id": str(customer.account_id), "at": now.isoformat()}
    assert deliver("account.recovered.v1", recovered, subject=customer.account_id) == "handled"
    assert not Device.objects.filter(pk=subscribed["id"]).exists()
    left = sorted(map(str, Device.objects.values_list("account_id", flat=True)))
    assert left == sorted(map(str, [customer.account_id, stranger.account_id]))


def test_it_is_removed(customer, subscribed):
    path = f"{DEVICES}{subscribed['id']}/"
    assert customer.delete(path).status_code == 204
    assert not Device.objects.exists()
    assert customer.get(path).status_code == 404


def off_the_curve() -> str:
    """A point of the right length with a y that no point with this x has."""
    point = bytearray(in_bytes(KEYS["p256dh"]))
    point[-1] ^= 1
    return base64.urlsafe_b64encode(point).decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"p256dh": off_the_curve()},
        {"p256dh": KEYS["p256dh"][:40]},
        {"p256dh": base64.urlsafe_b64encode(b"\x04" + bytes(64)).decode()},
        {"p256dh": base64.urlsafe_b64encode(b"\x00").decode()},
        {"auth": "c2hvcnQ"},
        {"auth": KEYS["auth"] + "AAAA"},
        {"auth": "A"},
    ],
)
def test_keys_for_which_nothing_can_be_encrypted_are_422(customer, browser, changes):
    answer = customer.post(DEVICES, {**browser.subscription, "keys": {**KEYS, **changes}})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_push_keys")
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"keys": {"p256dh": "no base64!", "auth": KEYS["auth"]}},
        {"keys": None},
        {"keys": {}},
        {"endpoint": ""},
    ],
)
def test_what_is_not_well_formed_is_400(customer, browser, changes):
    assert customer.post(DEVICES, {**browser.subscription, **changes}).status_code == 400


@pytest.mark.shows("NO08")
@pytest.mark.parametrize(
    "endpoint", ["http://push.example/", "https://127.0.0.1/", "https://[fd00::1]/", "https://localhost/"]
)
def test_an_inner_endpoint_is_422(customer, browser, endpoint):
    answer = customer.post(DEVICES, {**browser.subscription, "endpoint": endpoint})
    assert (answer.status_code, answer.json()["code"]) == (422, "address_refused")
    assert not Device.objects.exists()


def test_an_account_has_twenty_devices_at_most(customer, receiver):
    for number in range(MOST_DEVICES):
        assert customer.post(DEVICES, Browser(receiver, str(number)).subscription).status_code == 201
    answer = customer.post(DEVICES, Browser(receiver, "one more").subscription | {"name": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "address_refused")
    answer = customer.post(DEVICES, Browser(receiver, "more").subscription)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_devices")
    assert Device.objects.count() == MOST_DEVICES
    assert customer.post(DEVICES, Browser(receiver, "0").subscription).status_code == 201


def test_without_a_key_nobody_can_subscribe(customer, browser, settings):
    settings.VAPID_PRIVATE_KEY = ""
    for answer in (customer.get(f"{DEVICES}key/"), customer.post(DEVICES, browser.subscription)):
        assert (answer.status_code, answer.json()["code"]) == (409, "push_off")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"VAPID_PRIVATE_KEY": "too short"}, "VAPID_PRIVATE_KEY must be 32 bytes"),
        ({"VAPID_PRIVATE_KEY": "A" * 43}, "VAPID_PRIVATE_KEY must be 32 bytes"),
        (
            {"VAPID_PRIVATE_KEY": "development-only-web-push-key-everybody-has", "MAIL_FROM": ""},
            "needs MAIL_FROM",
        ),
    ],
)
def test_a_key_that_is_none_keeps_the_service_from_starting(given, complaint):
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**os.environ, "MAIL_TRANSPORT": "", "PUBLIC_URL": "", **given},
        capture_output=True,
        text=True,
    )
    assert started.returncode != 0
    assert complaint in started.stderr
