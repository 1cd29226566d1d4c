from drf_spectacular.utils import extend_schema_serializer

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import BooleanField, InstantField, LineField, UUIDField
from vehicles import examples
from vehicles.models import Ownership


@extend_schema_serializer(examples=[examples.TRANSFER])
class TransferVehicleSerializer(Serializer):
    owner_id = UUIDField(help_text="The customer whose vehicle it is from now on.")
    shares_history = BooleanField(
        default=True, help_text="Whether they see the work that was done for the owners before them."
    )


@extend_schema_serializer(examples=[examples.TRANSFER_CODE])
class TransferCodeSerializer(Serializer):
    """A code by which another customer takes over the vehicle."""

    code = LineField(read_only=True, help_text="Shown here alone.")
    expires_at = InstantField(read_only=True)


@extend_schema_serializer(examples=[examples.ACCEPT])
class AcceptTransferSerializer(Serializer):
    code = LineField(max_length=100, help_text="As its owner gave it to you.")


@extend_schema_serializer(examples=[examples.OWNERSHIP])
class OwnershipSerializer(ModelSerializer):
    """Whose a vehicle is, since when, and from when on they see the work on it: null for all of it."""

    vehicle_id = UUIDField(read_only=True)

    class Meta:
        model = Ownership
        fields = ["vehicle_id", "owner_id", "since", "sees_from"]
        read_only_fields = fields
