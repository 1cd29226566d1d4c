"""The question this service asks before somebody may follow a project, with their own token."""

import msgspec

from chassis.auth import Actor
from chassis.http import ServiceClient, UpstreamNotFound

projects = ServiceClient("VEHICLE_SERVICE_URL")


class Project(msgspec.Struct):
    """What is read of a project: that it is there."""

    id: str


def may_see_project(actor: Actor, project_id: str) -> bool:
    try:
        projects.get(f"/api/v1/projects/{project_id}/", actor, reads=Project)
    except UpstreamNotFound:
        return False
    return True
