"""Rule: a read keeps its SQL where nothing but role, caller and path tells which rows it shows."""

from uuid import UUID, uuid4

import pytest
from django.db.models import F, Q
from django.utils import timezone

from chassis.api import kept_sql
from chassis.api.kept_sql import CannotBeKept, kept_pages, kept_row, prepare
from chassis.api.representation import Computed
from chassis.api.serializers import ModelSerializer
from chassis.auth import Actor
from chassis.testing.kept_sql import differences_from_the_orm
from tests.sample.models import Box
from tests.sample.views import BoxSerializer, BoxView, WholeBoxSerializer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """What a test declares is gone after it."""
    monkeypatch.setattr(kept_sql, "_declared", list(kept_sql._declared))


@pytest.fixture
def boxes(customer):
    parent = Box.objects.create(owner_id=customer.account_id, label="parent", weight=3)
    inside = [
        Box.objects.create(
            owner_id=customer.account_id, label=f"box {i}", weight=i % 2, parent=parent, price_amount="1.50"
        )
        for i in range(4)
    ]
    return [parent, *inside]


def test_what_is_kept_asks_and_answers_what_the_orm_does(customer, stranger, employee, admin, boxes):
    everybody = [customer, stranger, employee, admin]
    for box in boxes[:2]:
        assert differences_from_the_orm(everybody, box_id=box.id) == []
    assert customer.get(f"/api/v1/boxes/{boxes[1].id}/").json()["parent"]["label"] == "parent"
    assert len(customer.get("/api/v1/boxes/").json()["results"]) == 5


def test_ids_of_one_request_are_not_in_the_next(customer, stranger, boxes):
    assert customer.get(f"/api/v1/boxes/{boxes[0].id}/").json()["id"] == str(boxes[0].id)
    assert customer.get(f"/api/v1/boxes/{boxes[1].id}/").json()["id"] == str(boxes[1].id)
    assert stranger.get(f"/api/v1/boxes/{boxes[0].id}/").status_code == 404
    assert stranger.get("/api/v1/boxes/").json()["results"] == []


def test_the_orm_is_not_asked_for_what_is_kept(customer, boxes, monkeypatch):
    path = f"/api/v1/boxes/{boxes[0].id}/"
    assert customer.get(path).status_code == 200
    monkeypatch.setattr(BoxView.get.kept, "handler", None)
    assert customer.get(path).json()["label"] == "parent"


def test_a_page_that_is_kept_leads_to_the_next(customer, boxes):
    first = customer.get("/api/v1/boxes/?page_size=2").json()
    second = customer.get(first["next"]).json()
    shown = [row["label"] for row in first["results"] + second["results"]]
    assert shown == ["box 3", "box 2", "box 1", "box 0"]
    assert [row["label"] for row in customer.get(second["previous"]).json()["results"]] == ["box 3", "box 2"]


def test_filters_and_searches_are_heard(customer, boxes):
    assert len(customer.get("/api/v1/boxes/?weight=3").json()["results"]) == 1
    assert len(customer.get("/api/v1/boxes/?search=parent").json()["results"]) == 1
    by_due = customer.get("/api/v1/boxes/?ordering=due_at").json()
    assert len(by_due["results"]) == 5, "a column that may be null is read in two stretches, and not kept"


def test_an_unknown_parameter_is_refused_all_the_same(customer, boxes):
    for path in ("/api/v1/boxes/?wieght=3", f"/api/v1/boxes/{boxes[0].id}/?foo=1"):
        assert customer.get(path).status_code == 400


def test_who_sees_nothing_by_their_role_gets_nothing(customer, employee):
    def get(self, request, box_id: UUID):
        return Box.objects.filter(pk=box_id) if request.user.is_staff else Box.objects.none()

    kept = kept_row(get, BoxSerializer)
    box = Box.objects.create(owner_id=uuid4(), label="one")
    rows = [kept.row(caller, {"box_id": box.id}).rows for caller in (actor("customer"), actor("employee"))]
    assert [len(found) for found in rows] == [0, 1]


def reads_now(self, request, box_id: UUID):
    return Box.objects.filter(pk=box_id, due_at__lt=timezone.now())


def reads_a_list(self, request, box_id: UUID):
    return Box.objects.filter(pk__in=[box_id, request.user.id])


def reads_a_constant(self, request, box_id: UUID):
    return Box.objects.filter(pk=box_id, label="one")


def reads_a_permission(self, request, box_id: UUID):
    return Box.objects.filter(pk=box_id) if request.user.may("see_cost") else Box.objects.none()


def reads_a_session(self, request, box_id: UUID):
    return Box.objects.filter(pk=box_id, owner_id=request.user.session_id)


def reads_a_header(self, request, box_id: UUID):
    return Box.objects.filter(pk=box_id) if request.headers.get("X-All") else Box.objects.none()


def reads_itself(self, request, box_id: UUID):
    return Box.objects.filter(pk=box_id, owner_id=self.owner_id)


def asks_before(self, request, box_id: UUID):
    return Box.objects.filter(pk=box_id) if Box.objects.filter(pk=box_id).exists() else Box.objects.none()


def compares_ids(self, request, box_id: UUID):
    own = Box.objects.filter(pk=box_id)
    return own if box_id == request.user.id else own.filter(Q(owner_id=request.user.id))


def limits(self, request, box_id: UUID):
    return Box.objects.filter(pk=box_id)[:1]


def locks(self, request, box_id: UUID):
    return Box.objects.select_for_update().filter(pk=box_id)


def answers_a_row(self, request, box_id: UUID):
    return Box(id=box_id)


@pytest.mark.parametrize(
    "read",
    [
        reads_now, reads_a_list, reads_a_constant, reads_a_permission, reads_a_session, reads_a_header,
        reads_itself, asks_before, compares_ids, limits, locks, answers_a_row,
    ],
)  # fmt: skip
def test_what_depends_on_anything_else_fails_the_start(read, monkeypatch):
    read.__name__ = "get"
    prepare()
    kept_row(read, BoxSerializer)
    with pytest.raises(CannotBeKept, match=read.__qualname__):
        prepare()


def test_what_is_computed_by_the_database_of_its_columns_may_be_kept():
    def get(self, request, box_id: UUID):
        return Box.objects.filter(pk=box_id, weight__gte=F("weight"))

    kept = kept_row(get, BoxSerializer)
    prepare()
    assert '"weight" >= ("sample_box"."weight")' in kept.statement("customer").sql


class FactsSerializer(ModelSerializer):
    class Meta:
        model = Box
        fields = ["id", "facts"]


class OneFact(Computed):
    columns = ("facts__colour",)

    def shown(self, colour):
        return colour


class OneFactSerializer(ModelSerializer):
    colour = OneFact()

    class Meta:
        model = Box
        fields = ["id", "colour"]


@pytest.mark.parametrize("facts", [{"colour": "red", "sizes": [1, None]}, {}, []])
def test_a_document_is_decoded_as_django_does(customer, boxes, facts):
    def get(self, request, box_id: UUID):
        return Box.objects.filter(pk=box_id)

    boxes[0].facts = facts
    boxes[0].save()
    kept = kept_row(get, FactsSerializer)
    ((_, read),) = kept.statement("customer").fetch(Actor(uuid4(), "customer"), {"box_id": boxes[0].id}, 1)
    assert read == facts == Box.objects.get(pk=boxes[0].id).facts


def test_what_else_django_converts_is_left_to_it():
    def get(self, request, box_id: UUID):
        return Box.objects.filter(pk=box_id)

    kept_row(get, OneFactSerializer)
    with pytest.raises(CannotBeKept, match="converts"):
        prepare()


class OwnersName(Computed):
    columns = ("owner_id",)

    def shown(self, owner_id):
        return owner_id.hex


class OwnersNameSerializer(ModelSerializer):
    owner = OwnersName()

    class Meta:
        model = Box
        fields = ["label", "owner"]


def test_nothing_is_computed_from_an_id_of_which_the_text_is_read():
    def get(self, request, box_id: UUID):
        return Box.objects.filter(pk=box_id)

    kept_row(get, OwnersNameSerializer)
    with pytest.raises(CannotBeKept, match="reads an id"):
        prepare()


def test_one_shape_for_everybody_without_lists_inside_is_declared_or_refused():
    def get(self, request, box_id: UUID):
        return Box.objects.filter(pk=box_id)

    with pytest.raises(CannotBeKept, match="lists inside"):
        kept_row(get, WholeBoxSerializer)
    with pytest.raises(CannotBeKept, match="one shape"):
        kept_pages(get, {}, {})
    with pytest.raises(CannotBeKept, match="number of its path"):
        kept_row(by_number, BoxSerializer)


def by_number(self, request, number: int):
    return Box.objects.filter(weight=number)


by_number.__name__ = "get"


def actor(role):
    return Actor(id=uuid4(), role=role)
