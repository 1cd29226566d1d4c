"""Something with a file, as an app of a service has it."""

from uuid import UUID

from django.db import transaction

from chassis.api.idempotency import forget_replies
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.api.views import View
from chassis.fields import LineField
from chassis.files.accepted import IMAGES, MEBIBYTE, PDF, Accepted
from chassis.files.serializers import FileSerializer, UploadField
from chassis.files.uploads import received
from chassis.locking import locked
from tests.sample.errors import NEVER
from tests.sample.models import Picture

PICTURES = Accepted([*IMAGES, PDF], largest=MEBIBYTE)


class PictureSerializer(ModelSerializer):
    file = FileSerializer(read_only=True)

    class Meta:
        model = Picture
        fields = ["id", "title", "file"]


class ChangePictureSerializer(Serializer):
    title = LineField(max_length=20)


class AddPictureSerializer(ChangePictureSerializer):
    file = UploadField()


def add_picture(actor, data, *, store_reply):
    with received(data["file"], PICTURES, subject=actor.id, by=actor.id) as file, transaction.atomic():
        file.keep()
        picture = Picture.objects.create(owner_id=actor.id, title=data["title"], file=file)
        if picture.title == "never":
            raise NEVER()
        store_reply(picture)
    return picture


class PicturesView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}

    @listing(response=PictureSerializer)
    def get(self, request):
        """List pictures."""
        return Picture.objects.filter(owner_id=request.user.id)

    @operation(
        request=AddPictureSerializer,
        response=PictureSerializer,
        status=201,
        idempotent=True,
        files=PICTURES,
        refuses=[NEVER],
    )
    def post(self, request, data):
        """Add a picture."""
        return add_picture(request.user, data, store_reply=self.store_reply)


class PictureView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn, "DELETE": IsSignedIn}

    @operation(response=PictureSerializer)
    def get(self, request, picture_id: UUID):
        """Read a picture."""
        return Picture.objects.filter(owner_id=request.user.id, pk=picture_id)

    @operation(request=ChangePictureSerializer, response=PictureSerializer)
    def patch(self, request, data, picture_id: UUID):
        """Change what a picture is called."""
        with transaction.atomic():
            picture = locked(Picture.objects.filter(owner_id=request.user.id), picture_id)
            self.check_precondition(picture)
            picture.update(data)
        return picture

    @operation(status=204)
    def delete(self, request, picture_id: UUID):
        """Remove a picture."""
        with transaction.atomic():
            picture = locked(Picture.objects.filter(owner_id=request.user.id), picture_id)
            self.check_precondition(picture)
            picture.delete()
            picture.file.release()
            forget_replies(picture_id)
