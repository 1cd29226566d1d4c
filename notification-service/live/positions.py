"""How far each stream was read: the `id` of what is sent, by which whoever comes back goes on exactly there.

As text `appointment:1764460800000-0,project:1764460801234-2`: of each stream the entry that came last.
"""

import re

from chassis.events.streams import as_entry_id, as_number

# By the word that a stream's events begin with; an entry's id as one number (chassis.events.streams).
Positions = dict[str, int]

WELL_FORMED = re.compile(r"[a-z_]{1,30}:\d{1,15}-\d{1,6}(,[a-z_]{1,30}:\d{1,15}-\d{1,6}){0,30}")


def text_of(positions: Positions) -> str:
    return ",".join(f"{stream}:{as_entry_id(number)}" for stream, number in positions.items())


def positions_in(text: str) -> Positions | None:
    """None for what no server of ours has sent."""
    if not WELL_FORMED.fullmatch(text):
        return None
    return {stream: as_number(entry) for stream, entry in (part.split(":") for part in text.split(","))}
