"""Whose workshop it is: what stands on invoices and letters."""

from django.db import models

DEFAULT_CURRENCY = "EUR"


class Identity(models.Model):
    """In whose name a location writes invoices, and where those are paid: columns of the location.

    The address is the business's own. Where customers come is the location's `address`, in words, and only
    where those are left out this one. `iban` is in its electronic format, without spaces (ISO 13616).
    """

    legal_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    street = models.CharField(max_length=200, blank=True, default="", db_default="")
    postal_code = models.CharField(max_length=20, blank=True, default="", db_default="")
    city = models.CharField(max_length=100, blank=True, default="", db_default="")
    postal_region = models.CharField(max_length=100, blank=True, default="", db_default="")
    postal_country = models.CharField(max_length=2, blank=True, default="", db_default="")
    tax_id = models.CharField(max_length=50, blank=True, default="", db_default="")
    vat_id = models.CharField(max_length=50, blank=True, default="", db_default="")
    account_holder = models.CharField(max_length=200, blank=True, default="", db_default="")
    iban = models.CharField(max_length=34, blank=True, default="", db_default="")
    bic = models.CharField(max_length=11, blank=True, default="", db_default="")
    bank_name = models.CharField(max_length=100, blank=True, default="", db_default="")
    account_number = models.CharField(max_length=34, blank=True, default="", db_default="")
    routing_number = models.CharField(max_length=34, blank=True, default="", db_default="")
    email = models.CharField(max_length=254, blank=True, default="", db_default="")
    website = models.CharField(max_length=200, blank=True, default="", db_default="")
    invoice_footer = models.TextField(blank=True, default="", db_default="")
    currency = models.CharField(max_length=3, default=DEFAULT_CURRENCY, db_default=DEFAULT_CURRENCY)

    class Meta:
        abstract = True

    @property
    def postal_address(self) -> str:
        """The address on one line."""
        town = f"{self.postal_code} {self.city}".strip()
        return ", ".join(filter(None, (self.street, town, self.postal_region, self.postal_country)))
