"""What somebody calls a device, by what its program says of itself."""

from ua_parser import parse

# The names that are shown. The library takes others from the header itself: a client could have our mails say
# what it likes.
PROGRAMS = {
    "Chrome", "Chrome Mobile", "Chrome Mobile iOS", "Edge", "Edge Mobile", "Firefox", "Firefox Mobile",
    "Firefox iOS", "Mobile Safari", "Opera", "Opera Mobile", "Python Requests", "Safari", "Samsung Internet",
    "curl", "okhttp",
}  # fmt: skip
SYSTEMS = {"Android", "Chrome OS", "Linux", "Mac OS X", "Ubuntu", "Windows", "iOS"}


def device_named_by(user_agent: str) -> str:
    """Such as "Firefox on Linux"; as much of it as is recognised, or nothing."""
    parsed = parse(user_agent)
    named = ((parsed.user_agent, PROGRAMS), (parsed.os, SYSTEMS))
    return " on ".join(part.family for part, known in named if part is not None and part.family in known)
