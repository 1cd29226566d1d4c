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

# What these let somebody do is over once the password is another: whoever changes it ends what others began.
END_WITH_THE_PASSWORD = {Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL, Purpose.INVITATION}

# Which of an account's addresses these are sent to: they count while it is the same.
OWN_ADDRESS = {
    Purpose.VERIFY_EMAIL: "email",
    Purpose.RESET_PASSWORD: "email",
    Purpose.INVITATION: "email",
    Purpose.VERIFY_PHONE: "phone",
}


def channel_of(purpose: str) -> Channel:
    return Channel.SMS if purpose == Purpose.VERIFY_PHONE else Channel.EMAIL
