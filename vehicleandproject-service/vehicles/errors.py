"""What vehicles are refused with."""

from uuid import UUID

from chassis.errors import Conflict, InvalidField, Refusal, Unprocessable

PLATE_TAKEN = Refusal(Conflict, "plate_taken", "A vehicle with this plate is already registered.")
VIN_TAKEN = Refusal(Conflict, "vin_taken", "A vehicle with this VIN is already registered.")
WRONG_CHECK_DIGIT = Refusal(
    Unprocessable,
    "vin_check_digit",
    "The ninth character of this VIN should be {digit}; look for a typing mistake, or set vin_check_waived.",
)
VEHICLE_IN_USE = Refusal(
    Conflict,
    "vehicle_in_use",
    "This vehicle is booked in or worked on; cancel that first, or wait until it is over.",
    appointments=list[UUID],
    projects=list[UUID],
)

# Of fields
NO_SUCH_CUSTOMER = Refusal(InvalidField, "unknown", "There is no such customer.")
OWNER_INACTIVE = Refusal(InvalidField, "inactive", "This customer's account is closed.")
OWN_VEHICLES_ONLY = Refusal(InvalidField, "not_yours", "A customer registers vehicles for themselves.")
OWNER_REQUIRED = Refusal(InvalidField, "required", "Name the customer whose vehicle this is.")
YEAR_TOO_LATE = Refusal(InvalidField, "max_value", "The newest model year is {latest}.")
VIN_FORM = Refusal(InvalidField, "vin_form", "A VIN has 17 letters and digits, without I, O and Q.")
NO_PLATE = Refusal(InvalidField, "invalid", "A plate has letters or digits.")
PLATE_TOO_LONG = Refusal(InvalidField, "max_length", "A plate has at most {longest} characters.")
