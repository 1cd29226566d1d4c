"""What can happen to a vehicle, and to whose it is.

Every change locks the vehicle's row first.
"""

from vehicles.actions.odometer import new_reading, record_reading
from vehicles.actions.transfers import accept_transfer, make_transfer_code, share_history, transfer_vehicle
from vehicles.actions.vehicles import change_vehicle, enter_vehicle, register_vehicle, remove_vehicle

__all__ = [
    "accept_transfer",
    "change_vehicle",
    "enter_vehicle",
    "make_transfer_code",
    "new_reading",
    "record_reading",
    "register_vehicle",
    "remove_vehicle",
    "share_history",
    "transfer_vehicle",
]
