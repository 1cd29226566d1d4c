"""What somebody wrote themselves in a mail that answers another, without what their mail program added.

By what the usual programs write in English, German, Spanish and French. Each line is looked at a few times,
however long the text is.
"""

import re

# Before a quotation: "On Mon, Nov 30, 2026 at 10:00 Jo <jo@example.org> wrote:", in three lines at most.
OPENING = re.compile(r"(On|Am|El|Le) ")
WROTE = re.compile(r"\b(wrote|schrieb|escribió|écrit)\b")
LONGEST_ATTRIBUTION = 3
# Before a whole mail that is not marked as a quotation, as Outlook has it.
RULE = re.compile(r"_{20,}|-{4,} ?\w[^-]{0,60}-{4,}")
SENDER = re.compile(r"\*?(From|Von|De) ?:")
SENT = re.compile(r"\*?(Sent|Gesendet|Enviado|Envoyé|Date|Datum|Fecha)( el| le)? ?:")
HEADERS = 3
# RFC 3676, 4.3; and what telephones sign with.
SIGNATURE = re.compile(r"--|(Sent from my|Von mein(em|er)|Enviado desde mi|Envoyé de(puis)? mon) .{0,60}")
QUOTED = ">"


def own_words(text: str) -> str:
    """Rule: of a reply lands what its sender wrote above, below and between what they quote; the quotations,
    a mail that is appended, and the signature do not."""
    lines = [line.strip() for line in text.split("\n")]
    own: list[str] = []
    number = 0
    while number < len(lines):
        if _ends(lines, number):
            break
        if length := _attribution(lines, number):
            number += length
            if not _is_quoted(lines, number):
                break
            continue
        if not lines[number].startswith(QUOTED):
            own.append(lines[number])
        number += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(own)).strip()


def _ends(lines: list[str], number: int) -> bool:
    line = lines[number]
    if SIGNATURE.fullmatch(line) or RULE.fullmatch(line):
        return True
    following = lines[number + 1 : number + 1 + HEADERS]
    return bool(SENDER.match(line)) and any(SENT.match(one) for one in following)


def _attribution(lines: list[str], number: int) -> int:
    """How many lines name whom the next ones quote; 0: these do not."""
    if not OPENING.match(lines[number]):
        return 0
    said = ""
    for length, line in enumerate(lines[number : number + LONGEST_ATTRIBUTION], 1):
        if not line or (said and OPENING.match(line)):
            return 0
        said = f"{said} {line}"
        if said.endswith(":") and WROTE.search(said):
            return length
    return 0


def _is_quoted(lines: list[str], number: int) -> bool:
    following = next((line for line in lines[number:] if line), "")
    return following.startswith(QUOTED)
