"""What customer and workshop write to each other reaches the other side."""

import pytest

from chassis.models import new_id
from contacts.models import Contact
from deliveries.actions import send_due
from notifications.models import Notification

pytestmark = pytest.mark.django_db
MESSAGE = "project.message_written.v1"


@pytest.fixture
def message(example):
    def written(**changes):
        return {**example(MESSAGE, "vehicleandproject-service"), **changes}

    return written


def notified():
    return sorted((str(one.account_id), one.kind) for one in Notification.objects.all())


def test_what_a_customer_writes_those_are_told_whom_the_project_knows(deliver, message):
    people = [str(new_id()), str(new_id())]
    Contact.objects.create(pk=new_id(), role="admin")
    data = message(written_by="customer", employee_ids=people)
    assert deliver(MESSAGE, data) == "handled"
    assert notified() == sorted((one, "message_from_customer") for one in people)
    notification = Notification.objects.first()
    assert notification.title == "Message from the customer: Oil change"
    assert notification.body == "When will it be ready?"
    assert (notification.about, str(notification.about_id)) == ("project", data["project_id"])


def test_where_the_project_knows_nobody_the_admins_are_told(deliver, message):
    admin = Contact.objects.create(pk=new_id(), role="admin")
    Contact.objects.create(pk=new_id(), role="admin", is_active=False)
    Contact.objects.create(pk=new_id(), role="employee")
    deliver(MESSAGE, message(written_by="customer", employee_ids=[]))
    assert notified() == [(str(admin.pk), "message_from_customer")]


def test_what_the_workshop_writes_reaches_its_customer_by_their_channel(deliver, message, contact, sink):
    carla = contact(locale="de-DE")
    data = message(written_by="workshop", customer_id=str(carla.pk), excerpt="The pads are here.")
    deliver(MESSAGE, {**data, "employee_ids": []})
    assert notified() == [(str(carla.pk), "message_from_workshop")]
    notification = Notification.objects.get()
    assert notification.title == "Nachricht der Werkstatt: Oil change"
    assert notification.body == "The pads are here."
    send_due()
    assert [one["to"] for one in sink.messages] == [carla.email]


def test_one_event_that_comes_twice_tells_once(deliver, message):
    same = new_id()
    for _ in range(2):
        deliver(MESSAGE, message(written_by="workshop"), id=same)
    assert len(notified()) == 1
