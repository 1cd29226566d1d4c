"""Bodies of what a location has to lend."""

from drf_spectacular.utils import extend_schema_serializer

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import BooleanField, CodeField, LineField, UUIDField
from resources import examples
from resources.fields import LocationIdField
from resources.models import Lendable


class LendableSerializer(ModelSerializer):
    """A thing that customers are lent while their vehicle is worked on."""

    location_id = UUIDField(read_only=True)

    class Meta:
        model = Lendable
        fields = ["id", "location_id", "name", "kind", "note", "is_active", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_LENDABLE])
class ChangeLendableSerializer(Serializer):
    name = LineField(max_length=50)
    kind = CodeField(help_text="Bookings ask for one of a kind, such as courtesy_car.")
    note = LineField(required=False, allow_blank=True, max_length=200, help_text="Such as its plate.")
    is_active = BooleanField(required=False)


@extend_schema_serializer(examples=[examples.ADD_LENDABLE])
class AddLendableSerializer(ChangeLendableSerializer):
    location_id = LocationIdField()
