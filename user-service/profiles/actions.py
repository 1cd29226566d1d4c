"""What can happen to a profile."""

import uuid
from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from profiles import events
from profiles.models import LONGEST_DISPLAY_NAME, Profile


def own_profile(actor: Actor) -> Profile:
    """Give the caller's profile.

    Rule: a profile exists from the first time its account looks, even before the news of the account came.
    """
    profile, _ = Profile.objects.get_or_create(pk=actor.id, defaults={"role": actor.role})
    return profile


def change_profile(
    actor: Actor, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Profile:
    """Change the caller's profile.

    Rule: nobody but the account itself changes its profile.
    Rule: who chooses an empty display name is shown by the name of their account again.
    Raises PreconditionFailed (412) if it changed since the caller read it.
    """
    own_profile(actor)
    with transaction.atomic():
        profile = Profile.objects.select_for_update().get(pk=actor.id)
        check_precondition(profile)
        if "display_name" in data:
            chosen = data["display_name"]
            name = {"display_name": chosen or profile.account_name, "name_is_chosen": bool(chosen)}
            data = {**data, **name}
        changes = profile.update(data)
        if changes:
            events.profile_changed(profile, changes)
    return profile


def follow_account(account_id: uuid.UUID, name: str, name_before: str, role: str, is_active: bool) -> None:
    """Take over what authentication-service knows of an account; `name_before` is what this news changed.

    Rule: the account's role and activity always count; its name is shown unless the person chose another.
    A name that is longer than a display name may be is cut.
    """
    name, name_before = name[:LONGEST_DISPLAY_NAME], name_before[:LONGEST_DISPLAY_NAME]
    with transaction.atomic():
        profile, _ = Profile.objects.select_for_update().get_or_create(pk=account_id)
        chosen = profile.name_is_chosen or _chosen_before(profile, {"", name, name_before})
        known = {"account_name": name, "name_is_chosen": chosen, "role": role, "is_active": is_active}
        changes = profile.update(known if chosen else {**known, "display_name": name})
        if "display_name" in changes:
            events.profile_changed(profile, {"display_name": changes["display_name"]})


def _chosen_before(profile: Profile, names: set[str]) -> bool:
    """Of a profile from before the account's name was kept beside it, what is none of these was chosen."""
    return not profile.account_name and profile.display_name not in names
