"""What attachments are refused with; what files are, `chassis.files.errors` says."""

from chassis.errors import Forbidden, Refusal

NOT_THE_AUTHOR = Refusal(
    Forbidden,
    "not_the_author",
    "The workshop added this.",
    remedy="Ask the workshop to remove it.",
)
