"""The kinds of news there are: about what, to whom, by which channels, filled with what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.db import models

from texts.values import day, instant, money


class Audience(models.TextChoices):
    """Whom news of a kind are for."""

    CUSTOMER = "customer"
    STAFF = "staff"
    EVERYBODY = "everybody"


class CodeIn(models.TextChoices):
    """Where a text has the code that it is sent for: behind its button, or in its title."""

    ACTION = "action"
    TITLE = "title"


class Consent(models.TextChoices):
    """What somebody must have agreed to before news of a kind are sent to them."""

    REMINDERS = "reminders"
    MARKETING = "marketing"


@dataclass(frozen=True)
class Kind:
    """One kind of news.

    `variables` has an example of each value that a text may name; those in `may_lack` are sometimes empty.
    What is `urgent` waits for no quiet hours; mail of a `security` kind cannot be switched off; with a
    `consent` nothing is sent to whoever did not give it. `by_…` is what is so for those who chose nothing.
    What has a `code_in` it is sent for that code alone: it is in no inbox, and nobody chooses whether.
    """

    name: str
    title: str
    about: str
    variables: Mapping[str, Any]
    may_lack: tuple[str, ...] = ()
    audience: Audience = Audience.CUSTOMER
    urgent: bool = False
    security: bool = False
    consent: Consent | str = ""
    by_mail: bool = True
    by_sms: bool = False
    by_push: bool = True
    code_in: CodeIn | str = ""
    examples: tuple[dict[str, Any], ...] = field(init=False)

    def __post_init__(self) -> None:
        """`examples`: the variables, with and without each that may lack."""
        lacks = product([False, True], repeat=len(self.may_lack))
        object.__setattr__(self, "examples", tuple(self._lacking(which) for which in lacks))

    def _lacking(self, which: tuple[bool, ...]) -> dict[str, Any]:
        lacking = {name for name, lacks in zip(self.may_lack, which, strict=True) if lacks}
        return {name: _empty(value) if name in lacking else value for name, value in self.variables.items()}


def _empty(value: Any) -> Any:
    return type(value)() if isinstance(value, bool | int) else ""


BERLIN = "Europe/Berlin"
SERVICE = {"service": "Oil change"}
BOOKING = {**SERVICE, "when": instant("2026-11-30T07:30:00Z", BERLIN)}
OFFER = {**BOOKING, "until": instant("2026-11-29T09:30:00Z", BERLIN)}
LONGER = {**SERVICE, "until": instant("2026-11-30T10:00:00Z", BERLIN)}
REASON = {"reason": "The lift is being repaired."}
PROJECT = {"title": "Brakes squeal"}
TASK = {"title": "Drain the oil"}
VEHICLE = {"make": "Toyota", "model": "Corolla"}
ESTIMATE = {**PROJECT, "total": money({"amount": "237.88", "currency": "EUR"}), "undecided_lines": 2}
ETA = {**PROJECT, "when": instant("2026-12-01T15:00:00Z", BERLIN), **REASON}
REST = money({"amount": "1110.65", "currency": "EUR"})
INVOICE = {"name": "INV-2026-0007", **PROJECT, "rest": REST, "due_on": day("2026-12-14")}
PAYMENT = {**PROJECT, "amount": money({"amount": "50.00", "currency": "EUR"}), "rest": REST}
MESSAGE = {**PROJECT, "excerpt": "When will it be ready?"}
WHEN = {"when": instant("2026-11-30T07:30:00Z", BERLIN)}
SIGN_IN = {**WHEN, "device": "Firefox on Linux", "address": "203.0.113.7"}
FACTOR = {"name": "Phone", **SIGN_IN}
RESET = {"name": "anna@example.com", **WHEN}
API_KEY = {**FACTOR, "name": "Accounting"}
PROVIDER = {**FACTOR, "name": "Google"}
UNTIL = {"until": instant("2026-12-01T07:30:00Z", BERLIN)}
DIGITS = {"code": "482913", **UNTIL}
REFUND = {**PROJECT, "amount": money({"amount": "10.00", "currency": "EUR"}), **REASON}

_INBOX_ONLY: dict[str, Any] = {"by_mail": False}
_STAFF: dict[str, Any] = {"audience": Audience.STAFF, "by_mail": False}
_SECURITY: dict[str, Any] = {"audience": Audience.EVERYBODY, "security": True}
_BY_LINK: dict[str, Any] = {**_SECURITY, "by_push": False, "code_in": CodeIn.ACTION}
_BY_DIGITS: dict[str, Any] = {**_BY_LINK, "by_mail": False, "by_sms": True, "code_in": CodeIn.TITLE}
# Whoever did it from within the platform has no browser.
_MAY_LACK = ("device", "address")

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("booked", "A booking has come in", "appointment", BOOKING),
        Kind("confirmed", "An appointment is confirmed", "appointment", BOOKING, by_sms=True),
        Kind("rescheduled", "An appointment has a new time", "appointment", BOOKING, by_sms=True),
        Kind(
            "reminder", "An appointment is near", "appointment", BOOKING, consent=Consent.REMINDERS,
            by_sms=True,
        ),
        Kind("checked_in", "The car has been handed over", "appointment", BOOKING, **_INBOX_ONLY),
        Kind("started", "Work has begun", "appointment", BOOKING, **_INBOX_ONLY),
        Kind("extended", "Work takes longer", "appointment", LONGER, by_sms=True),
        Kind("no_show", "An appointment was missed", "appointment", BOOKING),
        Kind("expired", "A booking was never confirmed", "appointment", BOOKING, by_sms=True),
        Kind(
            "cancelled", "An appointment is cancelled", "appointment", {**BOOKING, **REASON}, ("reason",),
            urgent=True, by_sms=True,
        ),
        Kind("assigned", "A booking is yours", "appointment", BOOKING, **_STAFF),
        Kind("unassigned", "A booking is not yours any more", "appointment", BOOKING, **_STAFF),
        Kind("slot_offered", "A time became free", "waitlist", OFFER, urgent=True, by_sms=True),
        Kind("offer_expired", "An offered time is gone", "waitlist", BOOKING),
        Kind(
            "waiting_ended", "Waiting is over", "waitlist", {**SERVICE, "offers_passed": True},
            ("offers_passed",),
        ),
        Kind("date_refused", "A date of a series was not booked", "series", BOOKING),
        Kind("project_estimate", "Work is being estimated", "project", {**PROJECT, **REASON}, ("reason",)),
        Kind("project_authorised", "Work is agreed to", "project", {**PROJECT, **REASON}, ("reason",)),
        Kind("ready", "Work is done", "project", {**PROJECT, **REASON}, ("reason",), by_sms=True),
        Kind("project_cancelled", "Work is cancelled", "project", {**PROJECT, **REASON}, ("reason",)),
        Kind("project_rejected", "Work is not taken on", "project", {**PROJECT, **REASON}, ("reason",)),
        Kind("estimate_sent", "An estimate", "project", ESTIMATE, ("undecided_lines",), by_sms=True),
        Kind("eta", "When work will be done", "project", ETA, ("reason",), by_sms=True),
        Kind("progress", "Work goes on", "project", {**PROJECT, "progress_percent": 50}, **_INBOX_ONLY),
        Kind("invoice", "An invoice", "invoice", INVOICE, ("rest",)),
        Kind("payment_received", "A payment has come in", "project", PAYMENT, ("title", "rest")),
        Kind("payment_refunded", "A payment was given back", "project", REFUND),
        Kind(
            "service_due", "A service is due", "vehicle", {"title": "Oil", **VEHICLE},
            consent=Consent.REMINDERS,
        ),
        Kind(
            "document_expired", "A document expires", "vehicle", {"title": "Insurance", **VEHICLE},
            consent=Consent.REMINDERS,
        ),
        Kind(
            "broadcast", "News and offers of the workshop", "broadcast",
            {"title": "Winter tyres", "body": "From Monday we change tyres until eight in the evening."},
            consent="marketing", by_sms=True,
        ),
        Kind("message_from_workshop", "The workshop has written", "project", MESSAGE),
        Kind("message_from_customer", "A customer has written", "project", MESSAGE, **_STAFF),
        Kind("task_assigned", "A task is yours", "task", TASK, **_STAFF),
        Kind("task_unassigned", "A task is not yours any more", "task", TASK, **_STAFF),
        Kind("task_cancelled", "A task is cancelled", "task", TASK, **_STAFF),
        Kind("password_changed", "Your password was changed", "account", SIGN_IN, _MAY_LACK, **_SECURITY),
        Kind("new_sign_in", "A new device signed in", "account", SIGN_IN, _MAY_LACK, **_SECURITY),
        Kind(
            "second_factor_added", "A second factor was added", "account", FACTOR, ("name", *_MAY_LACK),
            **_SECURITY,
        ),
        Kind(
            "second_factor_removed", "A second factor was removed", "account", FACTOR, ("name", *_MAY_LACK),
            **_SECURITY,
        ),
        Kind("recovery_codes_made", "Recovery codes were made", "account", SIGN_IN, _MAY_LACK, **_SECURITY),
        Kind("recovery_code_used", "A recovery code was used", "account", SIGN_IN, _MAY_LACK, **_SECURITY),
        Kind("api_key_created", "An API key was made", "account", API_KEY, _MAY_LACK, **_SECURITY),
        Kind("api_keys_ended", "All API keys were ended", "account", SIGN_IN, _MAY_LACK, **_SECURITY),
        Kind("identity_linked", "Another way to sign in", "account", PROVIDER, _MAY_LACK, **_SECURITY),
        Kind("identity_unlinked", "A way to sign in less", "account", PROVIDER, _MAY_LACK, **_SECURITY),
        Kind("factors_reset", "Your second factors were reset", "account", WHEN, **_SECURITY),
        Kind("factor_reset_requested", "A reset of second factors", "account", RESET, **_SECURITY),
        Kind("verify_email", "Confirming an address", "verify_email", UNTIL, **_BY_LINK),
        Kind("reset_password", "A forgotten password", "reset_password", UNTIL, **_BY_LINK),
        Kind("change_email", "Confirming a new address", "change_email", UNTIL, **_BY_LINK),
        Kind("undo_email_change", "Taking a new address back", "undo_email_change", UNTIL, **_BY_LINK),
        Kind("invitation", "An invitation", "invitation", UNTIL, **_BY_LINK),
        Kind("verify_phone", "Confirming a number", "verify_phone", DIGITS, **_BY_DIGITS),
    )
}  # fmt: skip
