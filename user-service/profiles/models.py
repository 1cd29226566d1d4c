from django.db import models

from chassis.models import ALPHABET, BaseModel
from profiles.languages import LONGEST_TAG

LONGEST_DISPLAY_NAME = 100


class Profile(BaseModel):
    """How one account wants the platform to look. `id` is the account's id.

    `display_name` is what is shown: the person's choice, or else the account's own name.
    """

    class Theme(models.TextChoices):
        SYSTEM = "system"
        LIGHT = "light"
        DARK = "dark"

    display_name = models.CharField(max_length=LONGEST_DISPLAY_NAME, blank=True, db_collation=ALPHABET)
    account_name = models.CharField(max_length=LONGEST_DISPLAY_NAME, blank=True)
    name_is_chosen = models.BooleanField(default=False)
    avatar_url = models.URLField(max_length=500, blank=True)
    locale = models.CharField(max_length=LONGEST_TAG, default="en")
    time_zone = models.CharField(max_length=50, blank=True)
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.SYSTEM)
    preferences = models.JSONField(default=dict)
    role = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
