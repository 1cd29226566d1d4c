"""What several bodies have in common."""

from rest_framework import serializers

from appointments.assignment import AssignmentReason
from chassis.fields import LineField, UUIDField


class OverrideReasonField(LineField):
    """Why the policy is set aside. It cannot be empty."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            max_length=500,
            help_text="Lets whoever may override a policy take any minute from now on within opening hours: "
            "sooner or later than it says, and outside of the service's own hours. The staff read it in the "
            "history.",
        )


class PreferredTechnicianField(UUIDField):
    def __init__(self) -> None:
        super().__init__(
            required=False,
            help_text="Who is to do it, if they have the skill and are free; else whoever has the least to "
            "do. `assignment_reason` of the answer says which.",
        )


class AssignmentReasonField(serializers.ChoiceField):
    def __init__(self) -> None:
        super().__init__(
            choices=AssignmentReason.choices,
            read_only=True,
            allow_null=True,
            help_text="Why this technician. Null of what was booked before that was kept.",
        )
