import pytest

from chassis.models import new_id
from contacts.models import Contact
from notifications.models import Notification

pytestmark = pytest.mark.django_db


def appointment(**changes):
    return {
        "appointment_id": str(new_id()),
        "customer_id": str(new_id()),
        "vehicle_id": str(new_id()),
        "service_type": {"code": "oil", "name": "Oil change"},
        "start": "2026-11-23T08:30:00Z",
        "end": "2026-11-23T09:30:00Z",
        "time_zone": "Asia/Kathmandu",
        "status": "pending",
        "employee_id": str(new_id()),
        "notes": "",
        "reason": "",
        "reason_visibility": "customer",
        **changes,
    }


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("appointment.booked.v1", "booked", "Booked: Oil change"),
        ("appointment.confirmed.v1", "confirmed", "Confirmed: Oil change"),
        ("appointment.rescheduled.v1", "rescheduled", "Moved: Oil change"),
        ("appointment.checked_in.v1", "checked_in", "Checked in: Oil change"),
        ("appointment.started.v1", "started", "Started: Oil change"),
        ("appointment.cancelled.v1", "cancelled", "Cancelled: Oil change"),
        ("appointment.no_show.v1", "no_show", "Missed: Oil change"),
        ("appointment.expired.v1", "expired", "Not confirmed: Oil change"),
    ],
)
def test_the_customer_is_told_of_an_appointment(deliver, emitted, name, kind, title, example):
    data = appointment()
    deliver(name, data)
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == (kind, title)
    assert str(notification.account_id) == data["customer_id"]
    assert str(notification.about_id) == data["appointment_id"]
    [event] = emitted("notification.created.v1")
    assert event.data.keys() == example("notification.created.v1").keys()
    assert event.data["account_id"] == data["customer_id"]


def test_the_customer_is_told_until_when_work_lasts_that_takes_longer(deliver):
    data = appointment(end="2026-11-23T10:00:00Z")
    deliver("appointment.extended.v1", data)
    notification = Notification.objects.get()
    assert str(notification.account_id) == data["customer_id"]
    assert (notification.kind, notification.title) == ("extended", "Takes longer: Oil change")
    until = "Monday, 23 November 2026 at 15:45 (GMT+05:45)"
    assert notification.body == f"The work on your car lasts until {until}."


@pytest.mark.parametrize(
    ("reason", "visibility", "notified"),
    [
        ("The lift is broken.", "customer", " Reason: The lift is broken."),
        ("Never pays.", "internal", ""),
        ("", "customer", ""),
    ],
)
def test_a_cancellation_tells_the_reason_that_is_for_the_customer(deliver, reason, visibility, notified):
    deliver("appointment.cancelled.v1", appointment(reason=reason, reason_visibility=visibility))
    assert Notification.objects.get().body == (
        f"The booking for Monday, 23 November 2026 at 14:15 (GMT+05:45) is cancelled.{notified}"
    )


def test_both_technicians_are_told_of_a_booking_that_changes_hands_and_the_customer_is_not(deliver, emitted):
    data = appointment(previous_employee_id=str(new_id()))
    deliver("appointment.assigned.v1", data)
    notified = {str(row.account_id): (row.kind, row.title) for row in Notification.objects.all()}
    assert notified == {
        data["employee_id"]: ("assigned", "Yours: Oil change"),
        data["previous_employee_id"]: ("unassigned", "Not yours any more: Oil change"),
    }
    assert {str(row.about_id) for row in Notification.objects.all()} == {data["appointment_id"]}
    assert len(emitted("notification.created.v1")) == 2


def test_the_time_is_the_workshops(deliver):
    deliver("appointment.booked.v1", appointment())
    assert Notification.objects.get().body == (
        "We have your booking for Monday, 23 November 2026 at 14:15 (GMT+05:45)."
    )


def test_a_name_with_braces_is_only_text(deliver):
    name = "{when} {0} {{ when }} {% for %}"
    deliver("appointment.booked.v1", appointment(service_type={"code": "x", "name": name}))
    assert Notification.objects.get().title == f"Booked: {name}"


@pytest.mark.shows("NO03")
@pytest.mark.parametrize(
    ("locale", "title"),
    [
        ("de-AT", "Termin bestätigt: Oil change"),
        ("ja", "Confirmed: Oil change"),
        ("", "Confirmed: Oil change"),
    ],
)
def test_news_are_in_the_language_of_the_reader_or_else_the_platforms(deliver, emitted, locale, title):
    reader = Contact.objects.create(locale=locale)
    deliver("appointment.confirmed.v1", appointment(customer_id=str(reader.id)))
    assert Notification.objects.get().title == title
    (event,) = emitted("notification.created.v1")
    assert event.data["title"] == title


def test_the_owner_is_told_that_a_service_is_due(deliver, example):
    data = example("vehicle.reminder_due.v1", "vehicleandproject-service")
    deliver("vehicle.reminder_due.v1", data)
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == ("service_due", "Due: Oil")
    assert notification.body == "Your Toyota Corolla is due for it; please book."
    assert str(notification.account_id) == data["owner_id"]
    assert (notification.about, str(notification.about_id)) == ("vehicle", data["vehicle_id"])


def test_the_owner_is_told_that_a_document_expires(deliver, example):
    data = example("vehicle.reminder_due.v1", "vehicleandproject-service")
    deliver("vehicle.reminder_due.v1", {**data, "title": "Insurance", "document_id": str(new_id())})
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == ("document_expired", "Expires: Insurance")
    assert notification.body == "This document of your Toyota Corolla expires."


@pytest.mark.shows("PR17")
@pytest.mark.parametrize(("visibility", "notified"), [("customer", " Reason: {reason}"), ("internal", "")])
def test_the_customer_is_told_when_the_work_will_be_done(deliver, example, visibility, notified):
    promised = example("project.eta_changed.v1", "vehicleandproject-service")
    data = {**promised, "ready_at": "2026-11-24T15:00:00Z", "reason_visibility": visibility}
    deliver("project.eta_changed.v1", data)
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == ("eta", "When it is ready: Oil change")
    assert notification.body == (
        "We expect to be done on Tuesday, 24 November 2026 at 16:00 (CET)."
        + notified.format(reason=data["reason"])
    )
    assert str(notification.account_id) == data["customer_id"]
    assert (notification.about, str(notification.about_id)) == ("project", data["project_id"])


@pytest.fixture
def became(example):
    """The news that a project became something else."""
    promised = example("project.status_changed.v1", "vehicleandproject-service")

    def news(status, **changes):
        return {**promised, "title": "Oil change", "reason": "", "status": status, **changes}

    return news


@pytest.mark.shows("PR06")
@pytest.mark.parametrize(
    ("undecided", "title", "body"),
    [
        (2, "Please decide: Oil", "The estimate comes to €237.88 with tax; say yes or no to each line."),
        (0, "Estimate: Oil", "It comes to €237.88 with tax."),
    ],
)
def test_the_customer_is_told_what_an_estimate_comes_to(deliver, emitted, example, undecided, title, body):
    promised = example("estimate.sent.v1", "vehicleandproject-service")
    data = {**promised, "title": "Oil", "undecided_lines": undecided}
    assert deliver("estimate.sent.v1", data) == "handled"
    notification = Notification.objects.get()
    assert (notification.kind, notification.title, notification.body) == ("estimate_sent", title, body)
    assert str(notification.account_id) == data["customer_id"]
    assert (notification.about, str(notification.about_id)) == ("project", data["project_id"])
    (event,) = emitted("notification.created.v1")
    assert event.data["account_id"] == data["customer_id"]


@pytest.mark.parametrize("appointment_id", [None, "01932f6f-7a10-7d54-b1c3-2e4f60718293"])
@pytest.mark.parametrize(
    ("status", "notified"),
    [
        (
            "estimate",
            ("project_estimate", "Being estimated: Oil change", "You will hear what it would cost."),
        ),
        (
            "authorised",
            ("project_authorised", "Agreed: Oil change", "What you agreed to is going to be done."),
        ),
    ],
)
def test_the_customer_is_told_that_work_is_estimated_and_agreed_to(
    deliver, became, appointment_id, status, notified
):
    data = became(status, appointment_id=appointment_id)
    deliver("project.status_changed.v1", data)
    notification = Notification.objects.get()
    assert (notification.kind, notification.title, notification.body) == notified
    assert str(notification.account_id) == data["customer_id"]


@pytest.mark.parametrize("appointment_id", [None, "01932f6f-7a10-7d54-b1c3-2e4f60718293"])
def test_the_work_is_done_is_told_when_the_project_is_ready(deliver, became, appointment_id):
    data = became("ready", appointment_id=appointment_id)
    deliver("project.status_changed.v1", data)
    notification = Notification.objects.get()
    assert (notification.kind, notification.title, notification.body) == (
        "ready", "Ready: Oil change", "The work is done.",
    )  # fmt: skip
    assert str(notification.account_id) == data["customer_id"]
    assert (notification.about, str(notification.about_id)) == ("project", data["project_id"])


def test_the_appointment_that_follows_its_project_does_not_tell_of_the_work_again(deliver, emitted):
    deliver("appointment.completed.v1", appointment())
    assert not Notification.objects.exists()


@pytest.mark.parametrize(
    "status", ["approved", "in_progress", "on_hold", "quality_check", "delivered", "closed"]
)
def test_of_every_other_step_of_a_project_nobody_is_told(deliver, became, status):
    deliver("project.status_changed.v1", became(status, appointment_id=None))
    assert not Notification.objects.exists()


@pytest.mark.parametrize("status", ["cancelled", "rejected"])
@pytest.mark.parametrize(
    ("visibility", "notified"), [("customer", " Reason: The engine is gone."), ("internal", "")]
)
def test_that_work_ends_undone_is_told_with_the_reason_that_is_for_the_customer(
    deliver, became, status, visibility, notified
):
    data = became(status, appointment_id=None, reason="The engine is gone.", reason_visibility=visibility)
    deliver("project.status_changed.v1", data)
    body = Notification.objects.get().body
    assert (
        body
        == {"cancelled": "This work is not to be done.", "rejected": "We cannot take this work on."}[status]
        + notified
    )


@pytest.mark.parametrize("status", ["cancelled", "rejected"])
def test_of_work_that_was_booked_the_appointment_tells_that_it_ends(deliver, became, status):
    deliver("project.status_changed.v1", became(status))
    assert not Notification.objects.exists()


def test_the_customer_is_told_of_progress(deliver):
    data = {
        "project_id": str(new_id()),
        "customer_id": str(new_id()),
        "vehicle_id": str(new_id()),
        "title": "Oil change",
        "progress_percent": 50,
        "status": "in_progress",
    }
    deliver("project.progressed.v1", data)
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == ("progress", "Oil change: 50%")
    assert (notification.about, str(notification.about_id)) == ("project", data["project_id"])


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("task.assigned.v1", "task_assigned", "New task: Drain"),
        ("task.unassigned.v1", "task_unassigned", "Not yours any more: Drain"),
        ("task.cancelled.v1", "task_cancelled", "Cancelled: Drain"),
    ],
)
def test_the_technician_is_told_of_a_task(deliver, name, kind, title):
    data = {
        "task_id": str(new_id()),
        "project_id": str(new_id()),
        "title": "Drain",
        "assignee_id": str(new_id()),
    }
    deliver(name, data)
    deliver(name, data | {"assignee_id": None})
    notified = Notification.objects.get()
    assert str(notified.account_id) == data["assignee_id"]
    assert (notified.kind, notified.title) == (kind, title)


@pytest.mark.shows("NO05")
def test_what_is_delivered_twice_is_told_once(deliver, emitted):
    data, event_id = appointment(), new_id()
    assert deliver("appointment.booked.v1", data, id=event_id) == "handled"
    assert deliver("appointment.booked.v1", data, id=event_id) == "duplicate"
    assert Notification.objects.count() == 1
    assert len(emitted("notification.created.v1")) == 1


@pytest.mark.shows("AP17")
@pytest.mark.parametrize(
    ("name", "kind", "title", "body"),
    [
        (
            "waitlist.offered.v1",
            "slot_offered",
            "Free for you: Oil change",
            "Tuesday, 24 November 2026 at 08:30 (CET) has become free. "
            "Accept it by Monday, 23 November 2026 at 10:30 (CET).",
        ),
        (
            "waitlist.expired.v1",
            "offer_expired",
            "Not yours any more: Oil change",
            "The offer of Tuesday, 24 November 2026 at 08:30 (CET) was not accepted in time.",
        ),
        (
            "waitlist.ended.v1",
            "waiting_ended",
            "Nothing became free: Oil change",
            "The times that you waited for are over.",
        ),
    ],
)
def test_who_waits_is_told_what_is_offered_and_what_became_of_it(
    deliver, emitted, example, name, kind, title, body
):
    news = example(name, "appointment-service")
    assert deliver(name, news) == "handled"
    notification = Notification.objects.get()
    assert (notification.kind, notification.title, notification.body) == (kind, title, body)
    assert (notification.about, str(notification.about_id)) == ("waitlist", news["entry_id"])
    assert str(notification.account_id) == news["customer_id"]
    assert len(emitted("notification.created.v1")) == 1


def test_a_date_of_a_series_that_could_not_be_booked_is_told(deliver, emitted, example):
    news = example("series.date_refused.v1", "appointment-service")
    assert deliver("series.date_refused.v1", news) == "handled"
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == ("date_refused", "Not booked: Oil change")
    assert notification.body == (
        "Tuesday, 23 February 2027 at 09:00 (CET) of your series could not be booked; "
        "please choose another time."
    )
    assert (notification.about, str(notification.about_id)) == ("series", news["series_id"])
    assert str(notification.account_id) == news["customer_id"]
    assert len(emitted("notification.created.v1")) == 1


@pytest.mark.parametrize(
    ("reason", "notified"),
    [("range_over", 1), ("offers_passed", 1), ("vehicle_removed", 0), ("account_closed", 0)],
)
def test_whose_vehicle_or_account_is_gone_is_not_told_that_the_waiting_ended(
    deliver, example, reason, notified
):
    deliver("waitlist.ended.v1", {**example("waitlist.ended.v1", "appointment-service"), "reason": reason})
    assert Notification.objects.count() == notified


@pytest.mark.parametrize(
    ("paid", "body"),
    [
        ("50.00", "Please pay €110.65 by Tuesday, 8 December 2026."),
        ("160.65", "It is paid already, with thanks."),
    ],
)
def test_the_customer_gets_an_invoice_and_is_asked_for_the_rest(deliver, example, paid, body):
    data = example("invoice.issued.v1", "vehicleandproject-service")
    total, paid = ({"amount": amount, "currency": "EUR"} for amount in ("160.65", paid))
    deliver(
        "invoice.issued.v1", {**data, "name": "INV-7", "total": total, "paid": paid, "due_on": "2026-12-08"}
    )
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == ("invoice", f"Invoice INV-7: {data['title']}")
    assert notification.body == body
    assert str(notification.account_id) == data["customer_id"]
    assert (notification.about, str(notification.about_id)) == ("invoice", data["invoice_id"])


@pytest.mark.parametrize(
    ("balance", "rest"), [("110.65", " Still to be paid are €110.65."), ("0.00", ""), ("-9.00", "")]
)
def test_the_customer_reads_that_a_payment_came_and_what_is_left(deliver, example, balance, rest):
    data = example("payment.received.v1", "vehicleandproject-service")
    deliver("payment.received.v1", {**data, "balance": {"amount": balance, "currency": "EUR"}})
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == ("payment_received", "Paid: Brakes squeal")
    assert notification.body == f"We have received €50.00, with thanks.{rest}"
    assert (notification.about, str(notification.about_id)) == ("project", data["project_id"])


def test_a_deposit_is_about_its_appointment(deliver, example):
    data = example("payment.received.v1", "vehicleandproject-service")
    ahead = {"project_id": None, "title": "", "balance": None, "appointment_id": str(new_id())}
    deliver("payment.received.v1", {**data, **ahead, "method": "deposit"})
    notification = Notification.objects.get()
    assert notification.title == "Deposit received"
    assert (notification.about, str(notification.about_id)) == ("appointment", ahead["appointment_id"])


def test_the_customer_reads_what_was_given_back_and_why(deliver, example):
    data = example("payment.refunded.v1", "vehicleandproject-service")
    deliver("payment.refunded.v1", data)
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == ("payment_refunded", "Refunded: Brakes squeal")
    assert notification.body == "We have refunded €10.00. Reason: The wipers were not changed."
