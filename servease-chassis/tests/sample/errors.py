from chassis.errors import Conflict, Forbidden, InvalidField, Refusal

LABEL_TAKEN = Refusal(Conflict, "label_taken", "The label {label} is taken.", allowed=list[str])
NEVER = Refusal(Forbidden, "never", "Not even an admin.")
NO_SUCH_CUSTOMER = Refusal(InvalidField, "unknown", "There is no such customer.")
