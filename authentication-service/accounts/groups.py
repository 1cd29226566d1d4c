"""The groups there are, and in words what being in each permits."""

from typing import Any

from accounts.models import GROUPS_OF
from chassis.auth.rights import WORDS, granted_to


def groups_in_words() -> list[dict[str, Any]]:
    return [
        {
            "group": group,
            "role": role,
            "permissions": [
                {"permission": permission, "allows": WORDS[permission]}
                for permission in sorted(granted_to([group]))
            ],
        }
        for role, groups in GROUPS_OF.items()
        for group in groups
    ]
