"""What an account may do beyond its role: permissions, which are granted in groups and travel in the token.

Both lists are fixed and the same in every service; authentication-service only keeps who is in which group.
"""

from collections.abc import Iterable
from enum import StrEnum


class Permission(StrEnum):
    ASSIGN_WORK = "assign_work"
    APPROVE_TIME = "approve_time"
    SEE_COST = "see_cost"
    TAKE_PAYMENT = "take_payment"
    OVERRIDE_POLICY = "override_policy"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_CALENDAR = "manage_calendar"


# What each allows, in words that finish "whoever may …".
WORDS = {
    Permission.ASSIGN_WORK: "say who does which work, and take it from them",
    Permission.APPROVE_TIME: "approve, reject and correct the time of others",
    Permission.SEE_COST: "see what work and parts cost the workshop",
    Permission.TAKE_PAYMENT: "take payments and give them back",
    Permission.OVERRIDE_POLICY: "set aside a rule of the workshop, with a reason",
    Permission.MANAGE_PEOPLE: "change employees, their skills and their hours",
    Permission.MANAGE_CALENDAR: "change opening hours, closures, bays and services on offer",
}


class Group(StrEnum):
    TECHNICIAN = "technician"
    FOREMAN = "foreman"
    ADVISER = "adviser"
    OFFICE = "office"
    ADMIN = "admin"


GRANTS: dict[Group, frozenset[Permission]] = {
    Group.TECHNICIAN: frozenset(),
    Group.FOREMAN: frozenset({Permission.ASSIGN_WORK, Permission.APPROVE_TIME, Permission.OVERRIDE_POLICY}),
    Group.ADVISER: frozenset({Permission.ASSIGN_WORK, Permission.TAKE_PAYMENT, Permission.OVERRIDE_POLICY}),
    Group.OFFICE: frozenset(
        {
            Permission.APPROVE_TIME,
            Permission.SEE_COST,
            Permission.TAKE_PAYMENT,
            Permission.MANAGE_PEOPLE,
            Permission.MANAGE_CALENDAR,
        }
    ),
    Group.ADMIN: frozenset(Permission),
}


def granted_to(groups: Iterable[str]) -> frozenset[Permission]:
    """All that being in these groups permits. Raises ValueError for a group there is not."""
    return frozenset().union(*(GRANTS[Group(name)] for name in groups))


def held(role: str, names: object) -> frozenset[Permission]:
    """What an account may by its role and by what it was granted. Raises TypeError if that is no list."""
    if role == "admin":
        return frozenset(Permission)
    if not isinstance(names, list):
        raise TypeError("permissions are a list")
    return known(names)


def known(names: Iterable[str]) -> frozenset[Permission]:
    """Those of a token that this release knows; one that it does not know opens nothing here."""
    return frozenset(Permission(name) for name in names if name in set(Permission))
