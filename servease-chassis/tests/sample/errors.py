from chassis.errors import Conflict, Forbidden, InvalidField, Refusal, Unprocessable

LABEL_TAKEN = Refusal(Conflict, "label_taken", "The label {label} is taken.", allowed=list[str])
NEVER = Refusal(Forbidden, "never", "Not even an admin.")
RESERVED = Refusal(InvalidField, "reserved", "The label {label} is reserved.", remedy="Take another label.")
NO_SUCH_CUSTOMER = Refusal(InvalidField, "unknown", "There is no such customer.")

# What customer-service refuses with, passed on.
OF_A_CUSTOMER = Refusal(Unprocessable, "a_code", "Not so.")
