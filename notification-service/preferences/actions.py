"""What people choose of how they are reached."""

from uuid import UUID

from preferences.channels import Choices
from preferences.models import ChannelChoice, Preferences


def preferences_of(account_id: UUID) -> Preferences:
    """What an account chose; what is so for all, of one that has chosen nothing."""
    return Preferences.objects.filter(pk=account_id).first() or Preferences(pk=account_id)


def choices_of(account_id: UUID) -> Choices:
    """Of which kind by which channel an account wants news, or wants none."""
    chosen = ChannelChoice.objects.filter(account_id=account_id)
    return {(kind, channel): is_on for kind, channel, is_on in chosen.values_list("kind", "channel", "is_on")}
