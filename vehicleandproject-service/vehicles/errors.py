"""What vehicles are refused with."""

from uuid import UUID

from chassis.errors import Conflict, Forbidden, Gone, InvalidField, Refusal, Unprocessable

PLATE_TAKEN = Refusal(
    Conflict,
    "plate_taken",
    "A vehicle with this plate is already registered.",
    remedy="Look for a typing mistake; if the plate is right, the workshop clears up whose it is.",
)
VIN_TAKEN = Refusal(
    Conflict,
    "vin_taken",
    "A vehicle with this VIN is already registered.",
    remedy="Look for a typing mistake; if the VIN is right, the workshop clears up whose it is.",
)
WRONG_CHECK_DIGIT = Refusal(
    Unprocessable,
    "vin_check_digit",
    "The ninth character of this VIN should be {digit}; look for a typing mistake.",
    remedy="Correct the VIN; outside North America say in `vin_check_reason` why it is right.",
)
VEHICLE_IN_USE = Refusal(
    Conflict,
    "vehicle_in_use",
    "This vehicle has open appointments or projects; cancel them first, or wait until they are over.",
    remedy="Cancel the `appointments` and `projects` that it names, or wait until they are over.",
    appointments=list[UUID],
    projects=list[UUID],
)
STILL_IN_USE = Refusal(
    Conflict,
    "vehicle_still_in_use",
    "The vehicle's owner has open appointments or projects with it.",
    remedy="Ask the owner to cancel them, or wait until they are over, then use the same code again.",
)
TRANSFER_CODE_OVER = Refusal(
    Gone,
    "transfer_code_over",
    "This code was used, has expired or was replaced by a newer one.",
    remedy="Ask the vehicle's owner for a new code.",
)

ODOMETER_ROLLBACK = Refusal(
    Conflict,
    "odometer_rollback",
    "The odometer read {least_km} km before; readings only rise.",
    remedy="Look for a typing mistake; the staff set it back with a `reason`, a new one is `exchanged`.",
    least_km=int,
    most_km=int | None,
)
BEFORE_YOUR_TIME = Refusal(
    InvalidField, "invalid", "Readings of before the vehicle was yours are for the workshop to note."
)
STAFF_SET_IT_BACK = Refusal(
    Forbidden,
    "permission_denied",
    "Only the workshop sets an odometer back.",
    remedy="Ask the workshop to correct it.",
)

# Of fields
EXCHANGE_IS_NEWEST = Refusal(
    InvalidField, "invalid", "The vehicle was read after that; note the exchange before other readings."
)
REASON_REQUIRED = Refusal(InvalidField, "required", "Say why the instrument was exchanged.")
NO_SUCH_CODE = Refusal(InvalidField, "unknown", "There is no such code.")
YOURS_ALREADY = Refusal(InvalidField, "yours_already", "This vehicle is yours already.")
NO_SUCH_CUSTOMER = Refusal(InvalidField, "unknown", "There is no such customer.")
OWNER_INACTIVE = Refusal(InvalidField, "inactive", "This customer's account is closed.")
OWN_VEHICLES_ONLY = Refusal(InvalidField, "not_yours", "Customers can register vehicles only for themselves.")
OWNER_REQUIRED = Refusal(InvalidField, "required", "Give the customer whose vehicle this is.")
YEAR_TOO_LATE = Refusal(InvalidField, "max_value", "The year must not be later than {latest}.")
VIN_FORM = Refusal(InvalidField, "vin_form", "A VIN must have 17 letters and digits, without I, O and Q.")
NO_PLATE = Refusal(InvalidField, "invalid", "A plate must contain letters or digits.")
PLATE_TOO_LONG = Refusal(InvalidField, "max_length", "A plate must have at most {longest} characters.")
