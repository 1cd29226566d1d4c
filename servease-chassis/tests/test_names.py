"""What client libraries call operations: made of method and path, unless the view says it better."""

import pytest

from chassis.api.names import component_name, operation_name
from chassis.api.permissions import Anyone
from chassis.api.views import View


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "boxes/{box_id}/", "readBox"),
        ("POST", "boxes/", "addBox"),
        ("PATCH", "boxes/{box_id}/", "changeBox"),
        ("DELETE", "stores/box-policies/{policy_id}/", "removeBoxPolicy"),
        ("GET", "stores/opening-hours/", "readOpeningHours"),
        ("PUT", "stores/{store_id}/opening-hours/", "replaceOpeningHours"),
        ("GET", "boxes/me/", "readOwnBox"),
    ],
)
def test_without_a_verb_the_method_is_one(method, path, name):
    assert operation_name(method, f"/api/v1/{path}") == name


def test_a_list_is_listed():
    assert operation_name("GET", "/api/v1/stores/{store_id}/boxes/", lists=True) == "listBoxes"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("boxes/{box_id}/open/", "openBox"),
        ("stores/time-logs/{log_id}/check-in/", "checkInTimeLog"),
        ("stores/password/change/", "changePassword"),
        ("open/", "open"),
    ],
)
def test_a_post_where_nothing_is_read_is_a_verb(path, name):
    assert operation_name("POST", f"/api/v1/{path}", is_also_read=False) == name


def test_what_services_ask_each_other_says_so():
    assert operation_name("GET", "/internal/boxes/{box_id}/") == "readBoxForServices"


def test_a_change_is_called_a_change():
    assert component_name("PatchedChangeBoxRequest") == "ChangeBoxRequest"
    assert component_name("PatchedBoxRequest") == "PatchedBoxRequest"


def test_a_view_cannot_name_what_it_does_not_do():
    with pytest.raises(TypeError, match="POST"):
        type("Named", (View,), {"access": {"GET": Anyone}, "names": {"POST": "openBox"}})
