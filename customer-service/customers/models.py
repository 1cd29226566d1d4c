from django.db import models
from django.db.models.functions import Upper

from chassis.models import ALPHABET, BaseModel


class Customer(BaseModel):
    """Whom the workshop serves. `id` is the account's id, also of who cannot sign in to it (`has_login`)."""

    class Contact(models.TextChoices):
        EMAIL = "email"
        SMS = "sms"
        PHONE = "phone"
        PUSH = "push"

    OF_THE_ACCOUNT = ("has_login", "email", "first_name", "last_name", "phone", "is_active")
    CONSENTS = ("consents_to_marketing", "consents_to_reminders")

    has_login = models.BooleanField(default=True, db_default=True)
    email = models.EmailField(blank=True)
    first_name = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    last_name = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    phone = models.CharField(max_length=20, blank=True)
    company = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    country = models.CharField(max_length=2, blank=True)
    emergency_contact_name = models.CharField(max_length=100, blank=True)
    emergency_contact_phone = models.CharField(max_length=20, blank=True)
    contact_preference = models.CharField(max_length=10, choices=Contact.choices, default=Contact.EMAIL)
    consents_to_marketing = models.BooleanField(default=False)
    consents_to_reminders = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["last_name", "id"], name="customers_by_last_name"),
            models.Index(Upper("email"), models.F("id").desc(), name="customers_at_an_address"),
            models.Index(
                fields=["-id"], condition=models.Q(is_active=False), name="customers_who_are_inactive"
            ),
        ]
