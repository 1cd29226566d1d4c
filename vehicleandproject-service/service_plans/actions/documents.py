"""A document that expires has a reminder."""

from uuid import UUID

from django.db import transaction

from documents.models import Document, Kind
from service_plans.actions.due import announce
from service_plans.clock import today
from service_plans.models import Reminder
from workshop.models import DEFAULT_LOCATION_ID, Location


def follow_document(document_id: UUID) -> None:
    """Keep the reminder of a document as the document is.

    Rule: what expires is due on its last day; without one nobody is reminded. The reminder is whose document
    it is, and goes with it.
    """
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).filter(pk=document_id).first()
        if document is None:
            return
        reminders = Reminder.objects.filter(document=document)
        if document.expires_on is None:
            reminders.delete()
            return
        title = document.title or Kind(document.kind).label
        reminder = reminders.select_for_update().first() or Reminder(
            document=document,
            vehicle_id=document.vehicle_id,
            owner_id=document.owner_id,
            last_done_on=Location.objects.get(pk=DEFAULT_LOCATION_ID).date_of(document.created_at),
        )
        reminder.title, reminder.due_on = title, document.expires_on
        reminder.save()
        announce(document.vehicle, [reminder], today())
