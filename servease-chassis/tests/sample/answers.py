"""Routes whose answers are more than one shape of one status."""

from uuid import UUID

from django.db import transaction
from django.http import FileResponse, HttpResponseRedirect, StreamingHttpResponse
from rest_framework import serializers

from chassis.api.operations import Answer, listing, operation
from chassis.api.permissions import IsSignedIn, IsStaff
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.api.views import View
from chassis.fields import LineField
from chassis.files.accepted import JPEG, Accepted
from chassis.files.serializers import UploadField
from tests.sample.models import Box


class LabelSerializer(ModelSerializer):
    class Meta:
        model = Box
        fields = ["id", "label"]


class CostSerializer(ModelSerializer):
    class Meta:
        model = Box
        fields = ["id", "label", "facts", "weight"]


BY_ROLE = {IsStaff: CostSerializer, IsSignedIn: LabelSerializer}


class LabelledSerializer(Serializer):
    label = LineField(max_length=20)
    facts = serializers.JSONField(required=False)


class PhotoSerializer(Serializer):
    photo = UploadField()


def lighter_than(boxes, text):
    """A weight that is not reached."""
    return boxes.filter(weight__lt=int(text))


class CostsView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}

    @listing(response=BY_ROLE, search=lighter_than)
    def get(self, request):
        """List boxes, with what they cost us for the staff."""
        return Box.objects.all()

    @operation(
        request=LabelledSerializer,
        response=BY_ROLE,
        status=201,
        answers={202: LabelSerializer},
        location="/api/v1/costs/{id}/",
        idempotent=True,
    )
    def post(self, request, data):
        """Make a box."""
        with transaction.atomic():
            box = Box.objects.create(owner_id=request.user.id, **data)
            self.store_reply(box)


class CostView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn, "DELETE": IsStaff}

    @operation(response=BY_ROLE)
    def get(self, request, box_id: UUID):
        """Read a box."""
        return Box.objects.filter(pk=box_id)

    @operation(request=LabelledSerializer, response=BY_ROLE)
    def patch(self, request, data, box_id: UUID):
        """Change a box."""
        with transaction.atomic():
            box = Box.objects.select_for_update().get(pk=box_id)
            self.check_precondition(box)
            box.update(data)
        return box

    @operation(status=204)
    def delete(self, request, box_id: UUID):
        """Remove a box."""
        with transaction.atomic():
            box = Box.objects.select_for_update().get(pk=box_id)
            self.check_precondition(box)
            box.delete()


class WeighedView(View):
    access = {"GET": IsSignedIn}

    @operation(response=CostSerializer, answers={200: LabelSerializer})
    def get(self, request, box_id: UUID):
        """Read a box, or its label while it was not weighed."""
        box = Box.objects.get(pk=box_id)
        return box if box.weight else Answer(200, box)


class PrintedView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}

    @operation(answers={200: "application/pdf", 303: None, 202: LabelSerializer})
    def get(self, request, box_id: UUID):
        """Print a box: as a file, elsewhere, or later."""
        box = Box.objects.get(pk=box_id)
        if box.label == "moved":
            answer = HttpResponseRedirect("/elsewhere/")
            answer.status_code = 303
            return answer
        if box.label == "later":
            return Answer(202, box, {"Retry-After": "5"})
        if box.label == "streamed":
            return StreamingHttpResponse(iter([b"%PDF", b"-1.7"]), content_type="application/pdf")
        if box.label == "undeclared":
            return Answer(207, box)
        return FileResponse(iter([b"%PDF-1.7"]), content_type="application/pdf")

    @operation(
        request=PhotoSerializer,
        response=LabelSerializer,
        files=Accepted([JPEG], largest=200_000),
        idempotent=True,
    )
    def post(self, request, data, box_id: UUID):
        """Add a photo to a box."""
        with transaction.atomic():
            box = Box.objects.get(pk=box_id)
            box.update({"weight": data["photo"].size // 1000})
            self.store_reply(box)


class ForgetfulView(View):
    access = {
        "GET": IsSignedIn,
        "POST": IsSignedIn,
        "PUT": IsSignedIn,
        "PATCH": IsSignedIn,
        "DELETE": IsSignedIn,
    }

    @operation(response=LabelSerializer)
    def get(self, request):
        return Box.objects.all()

    @operation(response=LabelSerializer, idempotent=True)
    def post(self, request):
        return Box.objects.get()

    @operation(response=LabelSerializer)
    def put(self, request):
        return Box.objects.get()

    @operation(response=LabelSerializer)
    def patch(self, request):
        return Box.objects.get()

    @operation(status=204)
    def delete(self, request):
        """Remove nothing."""
