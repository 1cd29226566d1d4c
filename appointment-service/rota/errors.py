"""What the rota refuses."""

from chassis.errors import InvalidField, Refusal

LAST_BEFORE_FIRST = Refusal(InvalidField, "before_from", "`to` must not be before `from`.")
