from django.db import migrations

from chassis.events import emit

NO_ADDRESS = dict.fromkeys(("street", "postal_code", "city", "region", "country"), "")
NO_BANK = dict.fromkeys(
    ("account_holder", "iban", "bic", "bank_name", "account_number", "routing_number"), ""
)
NOBODY = {
    **dict.fromkeys(("legal_name", "tax_id", "vat_id", "email", "website", "invoice_footer"), ""),
    "address": NO_ADDRESS,
    "bank": NO_BANK,
}


def follow_first_prices(apps, schema_editor):
    """What is sold in other money than euros is to be invoiced in it."""
    service_types = apps.get_model("resources", "ServiceType").objects.order_by("id")
    for location in apps.get_model("resources", "Location").objects.all():
        if first := service_types.filter(location=location).first():
            location.currency = first.price_currency
            location.save(update_fields=["currency"])


def publish_each(apps, schema_editor):
    """So that services which subscribe to locations only now know those of before.

    A database that has published nothing is new: its one location is made in those services, too.
    """
    if not apps.get_model("events", "SubjectVersion").objects.exists():
        return
    for location in apps.get_model("resources", "Location").objects.order_by("id"):
        published = ("name", "time_zone", "address", "phone", "country", "region", "is_active", "currency")
        data = {name: getattr(location, name) for name in published}
        data |= {"location_id": str(location.id), "identity": NOBODY}
        emit("location.changed.v1", subject=location.id, data=data)


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0014_identity_of_a_location"),
        ("events", "0006_words_of_the_field"),
    ]

    operations = [
        migrations.RunPython(follow_first_prices, migrations.RunPython.noop),
        migrations.RunPython(publish_each, migrations.RunPython.noop),
    ]
