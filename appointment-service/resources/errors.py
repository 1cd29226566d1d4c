"""What changes of the workshop's services, bays, hours and policy are refused with."""

from chassis.errors import Conflict, InvalidField, Refusal, Unprocessable

BEFORE_OPENING = Refusal(
    InvalidField, "before_opening", "The closing time must be later than the opening time."
)
OVERLAPPING = Refusal(
    Unprocessable,
    "overlapping",
    "Periods of one day must not overlap.",
    remedy="Join the periods that overlap, and send all of them again.",
)
CODE_TAKEN = Refusal(
    Conflict, "code_taken", "Another service type has this code.", remedy="Choose another code."
)
NAME_TAKEN = Refusal(Conflict, "name_taken", "Another bay has this name.", remedy="Choose another name.")
EQUIPMENT_NAME_TAKEN = Refusal(
    Conflict, "equipment_name_taken", "Other equipment has this name.", remedy="Choose another name."
)
LENDABLE_NAME_TAKEN = Refusal(
    Conflict, "lendable_name_taken", "Another thing to lend has this name.", remedy="Choose another name."
)
LOCATION_NAME_TAKEN = Refusal(
    Conflict, "location_name_taken", "Another location has this name.", remedy="Choose another name."
)
NO_SUCH_REGION = Refusal(
    InvalidField,
    "unknown_region",
    "This country has no such region; give its code, such as BY in DE, or leave it empty.",
)
INVALID_IBAN = Refusal(
    InvalidField, "invalid_iban", "There is no such IBAN: see to its country, length and check digits."
)
INVALID_BIC = Refusal(InvalidField, "invalid_bic", "Give a BIC of 8 or 11 characters, such as COBADEFF.")
INVALID_VAT_ID = Refusal(
    InvalidField,
    "invalid_vat_id",
    "Give the VAT number with its state's prefix, such as DE136695976, and the right check digits.",
)
NO_SUCH_LOCATION = Refusal(InvalidField, "unknown", "There is no such location.")
KIND_TWICE = Refusal(InvalidField, "kind_twice", "Name each kind of equipment once, with its count.")
