"""What can happen to a profile."""

import uuid
from typing import Any

from django.db import transaction

from chassis.auth import Actor
from chassis.etags import Expect, anything
from profiles import events
from profiles.models import LONGEST_DISPLAY_NAME, Profile


def own_profile(actor: Actor) -> Profile:
    """Give the caller's profile.

    Rule: a profile exists from the first time its account looks, even before the news of the account came.
    """
    profile, _ = Profile.objects.get_or_create(pk=actor.id, defaults={"role": actor.role})
    return profile


def change_profile(actor: Actor, given: dict[str, Any], *, expect: Expect = anything) -> Profile:
    """Change the caller's profile.

    Rule: nobody but the account itself changes its profile.
    Raises PreconditionFailed (412) if it changed since the caller read it.
    """
    own_profile(actor)
    with transaction.atomic():
        profile = Profile.objects.select_for_update().get(pk=actor.id)
        expect(profile)
        if profile.change(given):
            events.profile_changed(profile)
    return profile


def follow_account(account_id: uuid.UUID, name: str, role: str, is_active: bool) -> None:
    """Take over what authentication-service knows of an account.

    Rule: the account's role and activity always count; its name only until the person chose a display name.
    A name that is longer than a display name may be is cut.
    """
    with transaction.atomic():
        profile, _ = Profile.objects.select_for_update().get_or_create(pk=account_id)
        display_name = profile.display_name or name[:LONGEST_DISPLAY_NAME]
        profile.change({"display_name": display_name, "role": role, "is_active": is_active})
