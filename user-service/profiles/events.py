"""The news of profiles. Payload: contracts/events/profile.changed.v1.json."""

from chassis.events import emit
from chassis.events.event import Changes
from profiles.models import Profile


def profile_changed(profile: Profile, changes: Changes) -> None:
    emit(
        "profile.changed.v1",
        subject=profile.id,
        data={
            "account_id": str(profile.id),
            "display_name": profile.display_name,
            "locale": profile.locale,
            "time_zone": profile.time_zone,
        },
        changes=changes,
    )
