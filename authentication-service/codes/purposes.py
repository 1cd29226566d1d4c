"""What codes are sent for, by which channel, and how long each counts."""

from datetime import timedelta

from django.db import models


class Purpose(models.TextChoices):
    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"
    CHANGE_EMAIL = "change_email"
    UNDO_EMAIL_CHANGE = "undo_email_change"
    INVITATION = "invitation"
    VERIFY_PHONE = "verify_phone"


class Channel(models.TextChoices):
    EMAIL = "email"
    SMS = "sms"


LIFETIMES: dict[str, timedelta] = {
    Purpose.VERIFY_EMAIL: timedelta(hours=24),
    Purpose.RESET_PASSWORD: timedelta(hours=1),
    Purpose.CHANGE_EMAIL: timedelta(hours=24),
    Purpose.UNDO_EMAIL_CHANGE: timedelta(days=7),
    Purpose.INVITATION: timedelta(days=7),
    Purpose.VERIFY_PHONE: timedelta(minutes=10),
}


def channel_of(purpose: str) -> Channel:
    return Channel.SMS if purpose == Purpose.VERIFY_PHONE else Channel.EMAIL
