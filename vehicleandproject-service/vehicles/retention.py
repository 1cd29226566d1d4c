"""How long what is stored here stays."""

from chassis.retention import keep
from vehicles.models import TransferCode

keep(TransferCode, "codes to hand over a vehicle", days=30, since="expires_at")
