"""GET and PUT /api/v1/employees/{id}/skills/."""

import pytest

from chassis.models import new_id
from employees.models import Skill

pytestmark = pytest.mark.django_db
NOTHING_ELSE = {"certificate_number": "", "issuer": "", "issued_on": None}
BRAKES = {"code": "brakes", "certificate": "", "expires_on": None, **NOTHING_ELSE}
VOLTAGE = {
    "code": "high_voltage", "certificate": "DGUV 209-093 3S", "expires_on": "2028-05-31", **NOTHING_ELSE,
}  # fmt: skip
ISSUE = {"certificate_number": "3S-2025-0117", "issuer": "TÜV Akademie", "issued_on": "2025-05-31"}


def test_an_admin_replaces_an_employees_skills(hire, admin, employee, emitted, example):
    identity = hire()
    admin.put(url(identity), {"skills": [{"code": "tyres"}]})
    reply = admin.put(url(identity), {"skills": [VOLTAGE, {"code": "brakes"}]})

    assert reply.status_code == 200
    assert reply.json() == {"skills": [BRAKES, VOLTAGE]}
    assert employee.get(url(identity)).json() == reply.json()
    assert employee.get(url(identity))["ETag"] == reply["ETag"]
    rows = Skill.objects.filter(employee_id=identity)
    assert list(rows.values_list("code", "certificate")) == [
        ("brakes", ""), ("high_voltage", "DGUV 209-093 3S"),
    ]  # fmt: skip
    event = emitted()[-1]
    assert (event.name, event.subject) == ("employee.changed.v1", identity)
    assert event.data["skills"] == [
        {"code": "brakes", "expires_on": None}, {"code": "high_voltage", "expires_on": "2028-05-31"},
    ]  # fmt: skip
    assert event.data["skills"][0].keys() == example(event.name)["skills"][0].keys()


def test_the_office_may_too(hire, api):
    identity, office = hire(), api.as_employee(groups=["office"])
    assert office.put(url(identity), {"skills": [BRAKES]}).json() == {"skills": [BRAKES]}


def test_the_same_skills_again_tell_nothing_whatever_their_order(hire, admin, emitted):
    identity = hire()
    admin.put(url(identity), {"skills": [BRAKES, VOLTAGE]})
    as_they_were, published = list(Skill.objects.values()), len(emitted())
    reply = admin.put(url(identity), {"skills": [VOLTAGE, {"code": "brakes"}]})
    assert (reply.status_code, reply.json()) == (200, {"skills": [BRAKES, VOLTAGE]})
    assert list(Skill.objects.values()) == as_they_were
    assert len(emitted()) == published


def test_a_skill_that_is_named_again_stays_the_same(hire, admin, emitted):
    identity = hire()
    admin.put(url(identity), {"skills": [BRAKES, VOLTAGE]})
    kept = Skill.objects.get(code="high_voltage").id
    renewed = {**VOLTAGE, "expires_on": "2031-05-31"}
    assert admin.put(url(identity), {"skills": [renewed]}).json() == {"skills": [renewed]}
    assert Skill.objects.get().id == kept
    assert emitted()[-1].data["skills"] == [{"code": "high_voltage", "expires_on": "2031-05-31"}]


def test_a_certificate_has_its_number_issuer_and_day(hire, admin, employee, emitted):
    identity = hire()
    certified = {**VOLTAGE, **ISSUE}
    assert admin.put(url(identity), {"skills": [certified]}).json() == {"skills": [certified]}
    assert employee.get(url(identity)).json() == {"skills": [certified]}
    row = Skill.objects.get()
    assert (row.certificate_number, row.issuer, str(row.issued_on)) == tuple(ISSUE.values())
    assert emitted()[-1].data["skills"] == [{"code": "high_voltage", "expires_on": "2028-05-31"}]


def test_what_a_client_does_not_know_of_a_certificate_stays(hire, admin, emitted):
    identity = hire()
    certified = {**VOLTAGE, **ISSUE}
    admin.put(url(identity), {"skills": [certified]})
    published = len(emitted())
    older = {name: VOLTAGE[name] for name in ("code", "certificate", "expires_on")}
    assert admin.put(url(identity), {"skills": [older]}).json() == {"skills": [certified]}
    assert len(emitted()) == published
    assert admin.put(url(identity), {"skills": [VOLTAGE]}).json() == {"skills": [VOLTAGE]}


def test_a_certificate_that_expires_before_its_issue_is_refused(hire, admin, emitted):
    identity = hire()
    one_day = {**VOLTAGE, "issued_on": VOLTAGE["expires_on"]}
    assert admin.put(url(identity), {"skills": [one_day]}).status_code == 200
    published = len(emitted())
    reply = admin.put(url(identity), {"skills": [BRAKES, {**VOLTAGE, "issued_on": "2028-06-01"}]})
    assert (reply.status_code, reply.json()["code"]) == (422, "expires_before_issued")
    assert admin.get(url(identity)).json() == {"skills": [one_day]}
    assert len(emitted()) == published


def test_one_employees_skills_leave_anothers_alone(hire, admin):
    one, other = hire(), hire()
    admin.put(url(one), {"skills": [BRAKES]})
    admin.put(url(other), {"skills": [BRAKES]})
    admin.put(url(one), {"skills": []})
    assert admin.get(url(one)).json() == {"skills": []}
    assert admin.get(url(other)).json() == {"skills": [BRAKES]}


def test_a_skill_named_twice_is_refused_and_the_old_ones_stay(hire, admin, emitted):
    identity = hire()
    admin.put(url(identity), {"skills": [VOLTAGE]})
    reply = admin.put(url(identity), {"skills": [BRAKES, BRAKES]})
    assert (reply.status_code, reply.json()["code"]) == (422, "skill_named_twice")
    assert admin.get(url(identity)).json() == {"skills": [VOLTAGE]}
    assert len(emitted()) == 2


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"skills": None},
        {"skills": "brakes"},
        {"skills": ["brakes"]},
        {"skills": [{}]},
        {"skills": [{"code": "Brakes!"}]},
        {"skills": [{"code": ""}]},
        {"skills": [{"code": "x" * 51}]},
        {"skills": [{"code": "brakes", "expires_on": "31.05.2028"}]},
        {"skills": [{"code": "brakes", "level": 3}]},
        {"skills": [{"code": f"skill_{number}"} for number in range(101)]},
    ],
)
def test_a_body_that_is_no_set_of_skills_is_refused(hire, admin, emitted, body):
    reply = admin.put(url(hire()), body)
    assert reply.status_code == 400
    assert reply.json()["errors"]
    assert not Skill.objects.exists()
    assert len(emitted()) == 1


def test_skills_that_were_replaced_meanwhile_are_not_replaced(hire, admin, emitted):
    identity = hire()
    stale = admin.get(url(identity))["ETag"]
    admin.put(url(identity), {"skills": [BRAKES]})
    assert admin.put(url(identity), {"skills": []}, headers={"If-Match": stale}).status_code == 412
    assert Skill.objects.count() == 1
    assert len(emitted()) == 2


def test_only_whoever_may_manage_people_may(hire, api, employee, customer):
    identity = hire(employee)
    for other in (employee, api.as_employee(groups=["foreman"])):
        reply = other.put(url(identity), {"skills": [BRAKES]})
        assert (reply.status_code, reply.json()["code"]) == (403, "permission_denied")
    assert customer.get(url(identity)).status_code == 403
    assert not Skill.objects.exists()


def test_an_unknown_employee_has_none(admin):
    assert admin.get(url(new_id())).status_code == 404
    assert admin.put(url(new_id()), {"skills": []}).status_code == 404


def url(identity):
    return f"/api/v1/employees/{identity}/skills/"
