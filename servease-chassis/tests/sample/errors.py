from chassis.errors import Forbidden, InvalidField, Refusal, Refused

LABEL_TAKEN = Refusal(Refused, "label_taken", "The label {label} is taken.", allowed=list[str])
NEVER = Refusal(Forbidden, "never", "Not even an admin.")
NO_SUCH_CUSTOMER = Refusal(InvalidField, "unknown", "There is no such customer.")
