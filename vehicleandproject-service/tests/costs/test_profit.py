"""GET /api/v1/projects/{id}/profit/, and the costs that it counts with."""

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.models import new_id
from costs.models import LabourCost, LineCost
from estimates.models import Line
from projects.models import Task, TaskTime
from tests.answers import answered
from tests.estimates.lines import labour, part
from tests.urls import PROJECTS
from workshop.models import DEFAULT_LOCATION_ID, Location

pytestmark = pytest.mark.django_db
COSTS = f"{PROJECTS}labour-costs/"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CENT = Decimal("0.01")


def euros(amount):
    return {"amount": amount, "currency": "EUR"}


@pytest.fixture
def office(api):
    return api.as_employee(groups=["office"])


@pytest.fixture
def an_hour_costs(admin):
    def costs(amount, valid_from="2026-01-01"):
        return answered(admin.post(COSTS, {"hour": euros(amount), "valid_from": valid_from}))

    return costs


@pytest.fixture
def agreed(estimated, sent, customer):
    """An hour and a half of labour and a part of it that the customer agreed to."""
    lines = sent(labour(90, quantity="1.5"), part("64.90", quantity="2"))
    for line in lines:
        answered(customer.post(f"{line['url']}authorise/", {"revision": 1}))
    return lines


def log(task_id, seconds, started_at=NOON):
    return TaskTime.objects.create(
        pk=new_id(), task_id=task_id, employee_id=new_id(), started_at=started_at, seconds=seconds
    )


def profit(reader, project):
    return answered(reader.get(f"{PROJECTS}{project['id']}/profit/"))


@pytest.mark.shows("PR25")
def test_profit_is_what_is_sold_less_logged_time_and_parts_at_cost(estimated, agreed, office, an_hour_costs):
    an_hour_costs("40.00")
    pads = next(line for line in agreed if line["kind"] == "part")
    answered(office.put(f"{pads['url']}cost/", {"unit_cost": euros("31.25")}))
    log(Task.objects.get().id, 4500)

    read = profit(office, estimated)

    assert read["total"] == {
        "net": euros("264.80"),  # 1.5 x 90.00 and 2 x 64.90
        "sold_hours": "1.500",
        "logged_seconds": 4500,
        "labour_cost": euros("50.00"),
        "bought_cost": euros("62.50"),
        "profit": euros("152.30"),
        "margin_percent": "57.5",
        "uncosted_seconds": 0,
        "uncosted_lines": 0,
    }
    (job,) = read["jobs"]
    assert {name: job[name] for name in read["total"]} == read["total"]
    assert read["beside"]["profit"] == euros("0.00")


@pytest.mark.shows("PR25")
def test_who_may_not_see_cost_sees_none(estimated, agreed, customer, employee, foreman, office):
    url, cost = f"{PROJECTS}{estimated['id']}/profit/", f"{agreed[1]['url']}cost/"
    answered(office.put(cost, {"unit_cost": euros("31.25")}))
    for who in (customer, employee, foreman):
        assert who.get(url).status_code == who.get(COSTS).status_code == 403
        assert who.put(cost, {"unit_cost": euros("1.00")}).status_code == 403
    for what in ("", "estimate/", "jobs/", "tasks/", "estimate/agreements/"):
        for who in (customer, employee):
            assert "31.25" not in who.get(f"{PROJECTS}{estimated['id']}/{what}").content.decode()
    assert LineCost.objects.get().unit_cost_amount == Decimal("31.25")


def test_work_costs_what_an_hour_did_on_its_day(estimated, agreed, office, an_hour_costs):
    an_hour_costs("40.00", "2026-01-01")
    an_hour_costs("50.00", "2026-11-21")
    task = Task.objects.get().id
    log(task, 3600, datetime(2026, 11, 20, 22, 59, tzinfo=UTC))  # Still the 20th in Berlin.
    log(task, 3600, datetime(2026, 11, 20, 23, 1, tzinfo=UTC))
    assert profit(office, estimated)["total"]["labour_cost"] == euros("90.00")


def test_what_nobody_said_the_cost_of_is_counted_and_not_guessed(estimated, agreed, office, an_hour_costs):
    an_hour_costs("40.00", "2026-12-01")
    log(Task.objects.get().id, 1800)
    total = profit(office, estimated)["total"]
    assert (total["uncosted_seconds"], total["uncosted_lines"]) == (1800, 1)
    assert (total["labour_cost"], total["bought_cost"]) == (euros("0.00"), euros("0.00"))


def test_work_that_was_not_sold_costs_all_the_same(
    estimated, sent, customer, office, add_task, an_hour_costs
):
    an_hour_costs("60.00")
    lines = sent(labour(), part())
    for line in lines:
        answered(customer.post(f"{line['url']}decline/", {"revision": 1}))
    log(Task.objects.get().id, 60)
    log(add_task(estimated)["id"], 120)

    read = profit(office, estimated)

    assert read["jobs"][0]["profit"] == {"amount": "-1.00", "currency": "EUR"}
    assert (read["beside"]["logged_seconds"], read["beside"]["labour_cost"]) == (120, euros("2.00"))
    assert (read["total"]["profit"]["amount"], read["total"]["margin_percent"]) == ("-3.00", None)


def test_a_project_without_an_estimate_has_no_profit(approved, office):
    assert office.get(f"{PROJECTS}{approved['id']}/profit/").status_code == 404


def test_a_location_has_one_cost_of_an_hour_a_date(admin, an_hour_costs):
    an_hour_costs("40.00")
    reply = admin.post(COSTS, {"hour": euros("41.00"), "valid_from": "2026-01-01"})
    assert (reply.status_code, reply.json()["code"]) == (409, "labour_cost_taken")
    assert LabourCost.objects.get().hour_amount == 40


def test_a_cost_is_corrected_also_of_work_that_is_done(estimated, agreed, office, admin, an_hour_costs):
    cost = an_hour_costs("40.00")
    log(Task.objects.get().id, 3600)
    answered(admin.patch(f"{COSTS}{cost['id']}/", {}))
    answered(admin.patch(f"{COSTS}{cost['id']}/", {"hour": euros("45.00")}))
    assert profit(office, estimated)["total"]["labour_cost"] == euros("45.00")


def test_costs_are_in_the_currency_of_what_they_are_of(agreed, admin, office):
    Location.objects.filter(pk=DEFAULT_LOCATION_ID).update(currency="EUR")
    yen = {"amount": "40", "currency": "JPY"}
    for reply in (
        admin.post(COSTS, {"hour": yen, "valid_from": "2026-01-01"}),
        office.put(f"{agreed[1]['url']}cost/", {"unit_cost": yen}),
    ):
        assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "invalid")
    assert not LabourCost.objects.exists()
    assert not LineCost.objects.exists()


@pytest.mark.parametrize("amount", ["-1.00", "1.005", "1e3", "10000000000.00", ""])
def test_a_cost_that_is_none_is_refused(agreed, office, amount):
    assert office.put(f"{agreed[1]['url']}cost/", {"unit_cost": euros(amount)}).status_code == 400
    assert not LineCost.objects.exists()


def test_what_a_part_costs_is_read_and_replaced_with_its_tag(agreed, office):
    url = f"{agreed[1]['url']}cost/"
    unknown = office.get(url)
    assert unknown.json() == {"line_id": agreed[1]["id"], "unit_cost": None}
    tag = {"headers": {"If-Match": unknown["ETag"]}}
    assert office.put(url, {"unit_cost": euros("31.25")}, **tag).status_code == 200
    assert office.put(url, {"unit_cost": euros("1.00")}, **tag).status_code == 412
    assert answered(office.get(url))["unit_cost"] == euros("31.25")
    assert LineCost.objects.get().unit_cost_amount == Decimal("31.25")


def test_labour_of_others_is_bought_in(estimated, agreed, office):
    answered(office.put(f"{agreed[0]['url']}cost/", {"unit_cost": euros("40.00")}))
    assert profit(office, estimated)["total"]["bought_cost"] == euros("60.00")


AMOUNTS = st.decimals("0.00", "999.99", places=2)
PARTS = st.lists(
    st.tuples(st.decimals("0.001", "99", places=3), AMOUNTS, st.none() | AMOUNTS, st.booleans()), max_size=5
)
LOGS = st.lists(
    st.tuples(st.integers(0, 40_000), st.integers(0, 60), st.sampled_from((0, 1, None))), max_size=8
)


@pytest.mark.shows("PR25")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=PARTS, logs=LOGS, hours=st.lists(AMOUNTS, min_size=1, max_size=3))
def test_the_figures_are_those_of_a_slow_count(estimated, add_job, add_task, office, parts, logs, hours):
    """Two jobs with labour and parts, some of it agreed to; time on them and beside them, over two months."""
    for model in (TaskTime, LineCost, LabourCost, Line, Task):
        model.objects.all().delete()
    first = date(2026, 11, 1)
    for number, hour in enumerate(hours):
        LabourCost.objects.create(
            location_id=DEFAULT_LOCATION_ID,
            valid_from=first + timedelta(days=20 * number),
            hour_amount=hour,
            hour_currency="EUR",
        )
    for _ in range(2):
        add_job(estimated, labour())
    tasks = [*Task.objects.order_by("id").values_list("id", flat=True), add_task(estimated)["id"]]
    sold = Decimal()
    for quantity, price, cost, is_agreed in parts:
        (read,) = add_job(estimated, part(str(price), quantity=str(quantity)))
        line = Line.objects.get(pk=read["id"])
        line.update({"decision": "authorised" if is_agreed else "deferred"})
        sold += line.net_amount if is_agreed else 0
        if cost is not None:
            LineCost.objects.create(line=line, unit_cost_amount=cost, unit_cost_currency="EUR")
    for seconds, days, which in logs:
        started = datetime(2026, 11, 1, 12, tzinfo=UTC) + timedelta(days=days)
        log(tasks[2 if which is None else which], seconds, started)

    total = profit(office, estimated)["total"]

    spent = Decimal()
    for task in (0, 1, None):
        exact = sum(
            (
                seconds * hours[min(days // 20, len(hours) - 1)] / 3600
                for seconds, days, which in logs
                if which == task
            ),
            Decimal(),
        )
        spent += exact.quantize(CENT, ROUND_HALF_UP)
    bought = sum(
        (
            (quantity * cost).quantize(CENT, ROUND_HALF_UP)
            for quantity, _, cost, agreed in parts
            if agreed and cost is not None
        ),
        Decimal(),
    )
    assert total["net"]["amount"] == str(sold.quantize(CENT))
    assert total["labour_cost"]["amount"] == str(spent.quantize(CENT))
    assert total["bought_cost"]["amount"] == str(bought.quantize(CENT))
    assert total["profit"]["amount"] == str((sold - spent - bought).quantize(CENT))
    assert total["logged_seconds"] == sum(seconds for seconds, _, _ in logs)
    assert total["uncosted_lines"] == sum(1 for *_, cost, agreed in parts if agreed and cost is None)
