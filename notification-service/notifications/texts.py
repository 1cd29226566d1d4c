"""What a notification says, by the name of the event it tells of."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo


class Text(NamedTuple):
    kind: str
    title: str
    body: str


APPOINTMENT_TEXTS = {
    "appointment.booked.v1": Text("booked", "Booked: {service}", "We have your booking for {when}."),
    "appointment.confirmed.v1": Text("confirmed", "Confirmed: {service}", "We expect you on {when}."),
    "appointment.rescheduled.v1": Text("rescheduled", "Moved: {service}", "Your new time is {when}."),
    "appointment.checked_in.v1": Text("checked_in", "Checked in: {service}", "Your car is with us."),
    "appointment.started.v1": Text("started", "Started: {service}", "We are working on your car."),
    "appointment.no_show.v1": Text("no_show", "Missed: {service}", "We did not see you on {when}."),
    "appointment.expired.v1": Text(
        "expired",
        "Not confirmed: {service}",
        "Your booking for {when} was never confirmed; please book again.",
    ),
}
REMINDER = Text("reminder", "Reminder: {service}", "Your appointment is on {when}.")
# After any of these a reminder from before is out of date.
OVERTAKES_REMINDERS = (
    "appointment.rescheduled.v1",
    "appointment.checked_in.v1",
    "appointment.cancelled.v1",
    "appointment.no_show.v1",
    "appointment.expired.v1",
)
WAITLIST_TEXTS = {
    "waitlist.offered.v1": Text(
        "slot_offered", "Free for you: {service}", "{when} has become free. Accept it until {until}."
    ),
    "waitlist.expired.v1": Text(
        "offer_expired", "Not yours any more: {service}", "The offer of {when} was not accepted in time."
    ),
}
WAITED_IN_VAIN = {
    "range_over": Text(
        "waiting_ended", "Nothing became free: {service}", "The times that you waited for are over."
    ),
    "offers_passed": Text(
        "waiting_ended",
        "Off the waiting list: {service}",
        "You did not take three offers; you can wait anew.",
    ),
}
DATE_REFUSED = Text(
    "date_refused",
    "Not booked: {service}",
    "{when} of your series could not be booked; please choose another time.",
)
EXTENDED = Text("extended", "Takes longer: {service}", "The work on your car lasts until {until}.")
CANCELLED = Text("cancelled", "Cancelled: {service}", "The booking for {when} is cancelled.")
ASSIGNED = Text("assigned", "Yours: {service}", "You have been given the booking for {when}.")
UNASSIGNED = Text("unassigned", "Not yours any more: {service}", "Somebody else has the booking for {when}.")

# What a project became.
PROJECT_TEXTS = {
    "estimate": Text("project_estimate", "Being estimated: {title}", "You will hear what it would cost."),
    "authorised": Text("project_authorised", "Agreed: {title}", "What you agreed to is going to be done."),
    "ready": Text("ready", "Ready: {title}", "The work is done."),
    "cancelled": Text("project_cancelled", "Cancelled: {title}", "This work is not to be done."),
    "rejected": Text("project_rejected", "Not taken on: {title}", "We cannot take this work on."),
}

# Of work that was booked the appointment tells these, which ends with it.
ENDS_UNDONE = ("cancelled", "rejected")

ESTIMATE_TO_DECIDE = Text(
    "estimate_sent",
    "Please decide: {title}",
    "The estimate comes to {total} with tax; say yes or no to each line.",
)
ESTIMATE_TO_READ = Text("estimate_sent", "Estimate: {title}", "It comes to {total} with tax.")

ETA_TEXT = Text("eta", "When it is ready: {title}", "We expect to be done on {when}.")

INVOICE_TEXT = Text("invoice", "Invoice {name}: {title}", "Please pay {rest} until {due_on}.")
PAID_INVOICE_TEXT = Text("invoice", "Invoice {name}: {title}", "It is paid already, with thanks.")
RECEIVED_TEXT = Text("payment_received", "Paid: {title}", "We have received {amount}, with thanks.{rest}")
DEPOSIT_TEXT = Text("payment_received", "Deposit received", "We have received {amount}, with thanks.")
REFUNDED_TEXT = Text(
    "payment_refunded", "Given back: {title}", "We have given back {amount}. Reason: {reason}"
)

SERVICE_DUE = Text("service_due", "Due: {title}", "Your {make} {model} is due for it; please book.")
DOCUMENT_DUE = Text("document_expired", "Expires: {title}", "This document of your {make} {model} expires.")

PROGRESS_TEXT = Text("progress", "{title}: {progress_percent} %", "{progress_percent} % of the work is done.")

TASK_TEXTS = {
    "task.assigned.v1": Text("task_assigned", "New task: {title}", "You have been given this task."),
    "task.unassigned.v1": Text(
        "task_unassigned", "Not yours any more: {title}", "This task is off your list."
    ),
    "task.cancelled.v1": Text("task_cancelled", "Cancelled: {title}", "This task is not to be done."),
}


def about_appointment(text: Text, appointment: dict[str, Any]) -> Text:
    """The text with the appointment's time as the clock on the workshop's wall shows it."""
    when = _on_the_wall(appointment["start"], appointment["time_zone"])
    return _filled(text, service=appointment["service_type"]["name"], when=when)


def about_extension(appointment: dict[str, Any]) -> Text:
    until = _on_the_wall(appointment["end"], appointment["time_zone"])
    return _filled(EXTENDED, service=appointment["service_type"]["name"], until=until)


def about_offer(event_name: str, offer: dict[str, Any]) -> Text:
    zone = offer["time_zone"]
    times = {"when": _on_the_wall(offer["start"], zone), "until": _on_the_wall(offer["expires_at"], zone)}
    return _filled(WAITLIST_TEXTS[event_name], service=offer["service_type"]["name"], **times)


def about_waiting(entry: dict[str, Any]) -> Text:
    return _filled(WAITED_IN_VAIN[entry["reason"]], service=entry["service_type"]["name"])


def about_refused_date(refused: dict[str, Any]) -> Text:
    when = _on_the_wall(refused["start"], refused["time_zone"])
    return _filled(DATE_REFUSED, service=refused["service_type"]["name"], when=when)


def about_cancellation(appointment: dict[str, Any]) -> Text:
    return _with_reason(about_appointment(CANCELLED, appointment), appointment)


def about_project(project: dict[str, Any]) -> Text:
    return _with_reason(_filled(PROJECT_TEXTS[project["status"]], title=project["title"]), project)


def about_estimate(estimate: dict[str, Any]) -> Text:
    text = ESTIMATE_TO_DECIDE if estimate["undecided_lines"] else ESTIMATE_TO_READ
    return _filled(text, title=estimate["title"], total=_money(estimate["total"]))


def about_eta(project: dict[str, Any]) -> Text:
    when = _on_the_wall(project["ready_at"], project["time_zone"])
    return _with_reason(_filled(ETA_TEXT, title=project["title"], when=when), project)


def about_progress(project: dict[str, Any]) -> Text:
    return _filled(PROGRESS_TEXT, title=project["title"], progress_percent=project["progress_percent"])


def about_invoice(invoice: dict[str, Any]) -> Text:
    """What was paid before it was issued is not asked for again."""
    rest = Decimal(invoice["total"]["amount"]) - Decimal(invoice["paid"]["amount"])
    text = INVOICE_TEXT if rest > 0 else PAID_INVOICE_TEXT
    owed = _money({**invoice["total"], "amount": str(rest)})
    due_on = _day(invoice["due_on"])
    return _filled(text, name=invoice["name"], title=invoice["title"], rest=owed, due_on=due_on)


def about_payment(payment: dict[str, Any]) -> Text:
    """What came before there is a project is a deposit. Before there is an invoice nothing is owed."""
    amount, balance = _money(payment["amount"]), payment["balance"]
    if payment["project_id"] is None:
        return _filled(DEPOSIT_TEXT, amount=amount)
    owed = balance is not None and Decimal(balance["amount"]) > 0
    rest = f" Still to be paid are {_money(balance)}." if owed else ""
    return _filled(RECEIVED_TEXT, title=payment["title"], amount=amount, rest=rest)


def about_refund(refund: dict[str, Any]) -> Text:
    amount = _money(refund["amount"])
    return _filled(REFUNDED_TEXT, title=refund["title"], amount=amount, reason=refund["reason"])


def about_reminder(reminder: dict[str, Any]) -> Text:
    """Older news say no document, of when there were none."""
    text = DOCUMENT_DUE if reminder.get("document_id") else SERVICE_DUE
    return _filled(text, title=reminder["title"], make=reminder["make"], model=reminder["model"])


def about_task(event_name: str, task: dict[str, Any]) -> Text:
    return _filled(TASK_TEXTS[event_name], title=task["title"])


def _on_the_wall(instant: str, zone: str) -> str:
    moment = datetime.fromisoformat(instant).astimezone(ZoneInfo(zone))
    return f"{moment:%A}, {moment.day} {moment:%B %Y at %H:%M} ({zone})"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day:%A}, {day.day} {day:%B %Y}"


def _money(money: dict[str, str]) -> str:
    return f"{money['amount']} {money['currency']}"


def _with_reason(text: Text, news: dict[str, Any]) -> Text:
    """Rule: a customer reads the reason that is meant for them, and none that staff wrote for each other."""
    if not news["reason"] or news["reason_visibility"] != "customer":
        return text
    return text._replace(body=f"{text.body} Reason: {news['reason']}"[:1000])


def _filled(text: Text, **values: Any) -> Text:
    return Text(text.kind, text.title.format(**values)[:200], text.body.format(**values)[:1000])
