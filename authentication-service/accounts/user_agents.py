"""What somebody calls a device, by what its program says of itself."""

from ua_parser import parse


def device_named_by(user_agent: str) -> str:
    """Such as "Firefox on Linux"; as much of it as is recognised, or nothing."""
    parsed = parse(user_agent)
    known = [part.family for part in (parsed.user_agent, parsed.os) if part is not None]
    return " on ".join(known)
