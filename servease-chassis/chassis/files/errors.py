"""What uploaded files and links to stored ones are refused with."""

from chassis.errors import TOO_LARGE, Conflict, Gone, Refusal, Unprocessable, Unsupported

FILE_TYPE_NOT_ACCEPTED = Refusal(
    Unsupported,
    "file_type_not_accepted",
    "This takes files of these types: {types}. What was sent is none of them, whatever it is called.",
    remedy="Send a file of one of `media_types`.",
    media_types=list[str],
)
FILE_TYPE_MISMATCH = Refusal(
    Unsupported,
    "file_type_mismatch",
    "The file is {media_type}, but its {part} says something else.",
    remedy="Give the file the extension and the Content-Type of what is in it.",
    media_type=str,
)
UNREADABLE_FILE = Refusal(
    Unprocessable,
    "unreadable_file",
    "The file is broken, protected by a password, or too intricate to be checked.",
    remedy="Save it anew with the program that made it, and send that.",
)
ACTIVE_CONTENT = Refusal(
    Unprocessable,
    "active_content",
    "The PDF does more than show pages: it has {what}.",
    remedy="Print it into a new PDF, and send that.",
)
TOO_MANY_PIXELS = Refusal(
    Unprocessable,
    "too_many_pixels",
    "An image may have at most {most_megapixels} million pixels.",
    remedy="Send a smaller version of the image.",
    most_megapixels=int,
)
QUOTA_REACHED = Refusal(
    Conflict,
    "quota_reached",
    "There is no room for this file: {used_files} files with {used_bytes} bytes are stored here already.",
    remedy="Remove files that are no longer needed.",
    used_files=int,
    most_files=int,
    used_bytes=int,
    most_bytes=int,
)
LINK_EXPIRED = Refusal(
    Gone,
    "link_expired",
    "This link has expired.",
    remedy="Read again the thing that the file belongs to: it has a new link.",
)

OF_AN_UPLOAD = (
    FILE_TYPE_NOT_ACCEPTED,
    FILE_TYPE_MISMATCH,
    TOO_LARGE,
    UNREADABLE_FILE,
    ACTIVE_CONTENT,
    TOO_MANY_PIXELS,
    QUOTA_REACHED,
)
