from uuid import UUID

from django.db import transaction
from django.http import HttpResponse

from chassis.api.operations import listing, operation
from chassis.api.permissions import Anyone, InPerson, IsAdmin, IsService, IsSignedIn, IsStaff, May, Scoped
from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.api.views import View
from chassis.auth import Permission
from chassis.errors import refusing
from chassis.events import emit
from chassis.fields import InstantField, IntegerField, LineField, MoneyField
from chassis.http import ServiceClient
from chassis.locking import locked
from tests.sample.errors import LABEL_TAKEN, NEVER, OF_A_CUSTOMER, RESERVED
from tests.sample.models import Box

customers = ServiceClient("CUSTOMER_SERVICE_URL")


class PartSerializer(ModelSerializer):
    class Meta:
        model = Box
        fields = ["id", "label"]


class BoxSerializer(ModelSerializer):
    price = MoneyField("price_amount", "price_currency")
    parent = PartSerializer(read_only=True)
    parent_label = LineField(source="parent.label", read_only=True)

    class Meta:
        model = Box
        fields = ["id", "owner_id", "label", "weight", "price", "parent", "parent_label", "created_at"]


class WholeBoxSerializer(ModelSerializer):
    parts = PartSerializer(many=True)

    class Meta:
        model = Box
        fields = ["id", "label", "parts"]


class MakeBoxSerializer(Serializer):
    label = LineField(max_length=20)
    weight = IntegerField(min_value=0, max_value=100, required=False)
    price = MoneyField("price_amount", "price_currency", required=False)


class BoxFilters(Query):
    weight = IntegerField(required=False)
    heavier_than = IntegerField(required=False, source="weight__gt")
    from_ = InstantField(required=False, source="created_at__gte")


BOX_ORDERINGS = {"created_at": "id", "weight": "weight", "due_at": "due_at"}


class BoxesView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}

    @listing(
        response=BoxSerializer, filters=BoxFilters, ordering=BOX_ORDERINGS, search=("label",), keeps_sql=True
    )
    def get(self, request):
        """List boxes."""
        return Box.objects.filter(owner_id=request.user.id)

    @operation(
        request=MakeBoxSerializer,
        response=BoxSerializer,
        status=201,
        idempotent=True,
        fields={"label": RESERVED},
        refuses=[LABEL_TAKEN],
    )
    def post(self, request, data):
        """Make a box."""
        taken = refusing(sample_box_label_key=lambda: LABEL_TAKEN(label=data["label"], allowed=["another"]))
        with taken, transaction.atomic():
            box = Box.objects.create(owner_id=request.user.id, **data)
            emit("box.made.v1", subject=box.id, data={"label": box.label})
            self.store_reply(box)
        return box


class BoxView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn, "DELETE": IsStaff}

    @operation(response=BoxSerializer, keeps_sql=True)
    def get(self, request, box_id: UUID):
        """Read a box."""
        return Box.objects.filter(owner_id=request.user.id, pk=box_id)

    @operation(request=MakeBoxSerializer, response=BoxSerializer)
    def patch(self, request, data, box_id: UUID):
        """Change a box."""
        with transaction.atomic():
            box = locked(Box.objects.all(), box_id)
            self.check_precondition(box)
            for name, value in data.items():
                setattr(box, name, value)
            box.save()
        return box

    @operation(status=204)
    def delete(self, request, box_id: UUID):
        """Remove a box."""
        with transaction.atomic():
            box = locked(Box.objects.all(), box_id)
            self.check_precondition(box)
            box.delete()


class CrateView(View):
    access = {"POST": IsSignedIn}

    def post(self, request):
        """Take a body of whatever size this handler says."""
        assert request.data
        return HttpResponse(status=204)

    post.largest = 128 * 1024


class WholeBoxesView(View):
    access = {"GET": IsSignedIn}

    @listing(response=WholeBoxSerializer)
    def get(self, request):
        """List boxes with their parts."""
        return Box.objects.filter(owner_id=request.user.id).prefetch_related("parts")


class CustomerView(View):
    access = {"GET": IsSignedIn}

    @operation(refuses=[LABEL_TAKEN, OF_A_CUSTOMER], upstreams=["customer-service"])
    def get(self, request, customer_id: UUID):
        """Ask an upstream."""
        return customers.get(f"/api/v1/customers/{customer_id}/", request.user)


class FailingView(View):
    access = {"GET": Anyone, "POST": IsAdmin, "PUT": IsService("customer-service")}

    def get(self, request):
        raise RuntimeError("This is what a defect looks like.")

    @operation(refuses=[NEVER])
    def post(self, request):
        raise NEVER()

    @operation()
    def put(self, request):
        return {"service": request.user.name}


class KeptView(View):
    """What not everybody of a role may use, and not by every token."""

    access = {
        "GET": InPerson(IsSignedIn),
        "POST": Scoped(May(Permission.ASSIGN_WORK), "work:assign"),
        "PUT": IsService("employee-service"),
        "DELETE": May(Permission.ASSIGN_WORK),
    }

    @operation()
    def get(self, request):
        """Read what is for people in person."""
        return {"scopes": request.user.scopes}

    @operation(status=204)
    def post(self, request):
        """Give work to somebody."""

    @operation(status=204)
    def put(self, request):
        """Tell of work."""

    @operation(status=204)
    def delete(self, request):
        """Take work from somebody."""
