from django.db import migrations

from chassis.events import emit_together

AT_ONCE = 1000


def record_those_of_before(apps, schema_editor):
    """Keep a record of each consent that was given or withdrawn before records were kept.

    What is as it begins was said by nobody. When it was said is not known, but no later than the last change.
    """
    customers = apps.get_model("customers", "Customer").objects
    consents = apps.get_model("customers", "Consent").objects
    for purpose, granted in (("marketing", True), ("reminders", False)):
        of_before = customers.filter(**{f"consents_to_{purpose}": granted}).order_by("id")
        consents.bulk_create(
            (
                consents.model(
                    customer=customer,
                    purpose=purpose,
                    granted=granted,
                    source="earlier",
                    at=customer.updated_at,
                )
                for customer in of_before.iterator(AT_ONCE)
            ),
            batch_size=AT_ONCE,
        )


def publish_each(apps, schema_editor):
    """So that services which subscribe to customers only now know those of before.

    Each is read under a lock: old replicas change some meanwhile, and the last news must not be of before.
    A database that has published nothing is new: its customers are published as they come.
    """
    if not apps.get_model("events", "SubjectVersion").objects.exists():
        return
    customers = apps.get_model("customers", "Customer").objects.order_by("id")
    ids = list(customers.values_list("id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        batch = list(customers.filter(id__in=ids[start : start + AT_ONCE]).select_for_update())
        emit_together("customer.changed.v1", {one.id: _changed(one) for one in batch})
        for purpose, granted in (("marketing", True), ("reminders", False)):
            said = [one for one in batch if getattr(one, f"consents_to_{purpose}") == granted]
            if said:
                emit_together(
                    "customer.consent_changed.v1",
                    {one.id: _consent_changed(one, purpose, granted) for one in said},
                )


def _changed(customer):
    return {
        "customer_id": str(customer.id),
        "contact_preference": customer.contact_preference,
        "city": customer.city,
        "consents": {
            "marketing": customer.consents_to_marketing,
            "reminders": customer.consents_to_reminders,
        },
    }


def _consent_changed(customer, purpose, granted):
    return {
        "customer_id": str(customer.id),
        "purpose": purpose,
        "granted": granted,
        "consents": {
            "marketing": customer.consents_to_marketing,
            "reminders": customer.consents_to_reminders,
            "sms": False,
        },
    }


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0006_consents_as_records"),
        ("events", "0006_words_of_the_field"),
    ]

    operations = [
        migrations.RunPython(record_those_of_before, migrations.RunPython.noop),
        migrations.RunPython(publish_each, migrations.RunPython.noop),
    ]
