"""Documents on the workshop's paper: A4, its identity on top, the number of each page beneath."""

import logging
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from workshop.models import Location

FONTS = Path(__file__).with_name("fonts")
FONT = "DejaVu"
LINE_MM, MARGIN_MM, FOOTER_MM = 5.5, 20, 15
# Both say at length how they make a font smaller.
for name in ("fontTools", "fpdf"):
    logging.getLogger(name).setLevel(logging.ERROR)


class Letter(FPDF):
    """Text in DejaVu Sans, of which the letters that occur are embedded: Latin, Greek, Cyrillic and more."""

    def __init__(self, location: Location, title: str) -> None:
        super().__init__(format="A4")
        self.location = location
        self.add_font(FONT, "", FONTS / "DejaVuSans.ttf")
        self.add_font(FONT, "B", FONTS / "DejaVuSans-Bold.ttf")
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(True, margin=MARGIN_MM)
        self.set_title(title)
        self.set_lang("en")
        self.add_page()
        self._identity()
        self.paragraph(title, bold=True, size=16)
        self.space()

    def paragraph(self, text: str, *, bold: bool = False, size: int = 10) -> None:
        """Text over the whole width, in as many lines as it takes."""
        self.set_font(FONT, "B" if bold else "", size)
        self.multi_cell(0, LINE_MM * size / 10, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def row(self, *texts: str) -> None:
        """Short texts beside each other."""
        self.set_font(FONT, "", 9)
        width = self.epw / len(texts)
        for text in texts:
            self.cell(width, LINE_MM, text)
        self.ln()

    def space(self) -> None:
        self.ln(LINE_MM / 2)

    def room_for(self, lines: int) -> None:
        """Begin another page if so many lines would not fit on this one."""
        if self.will_page_break(lines * LINE_MM):
            self.add_page()

    def as_bytes(self) -> bytes:
        return bytes(self.output())

    def footer(self) -> None:
        self.set_y(-FOOTER_MM)
        self.set_font(FONT, "", 8)
        self.cell(0, LINE_MM, f"{self.page_no()} / {{nb}}", align="C")

    def _identity(self) -> None:
        """The legal name, or the location's own until there is one; its address; how it is reached."""
        identity = self.location.identity
        address = identity.get("address") or {}
        city = " ".join(filter(None, (address.get("postal_code"), address.get("city"))))
        place = (address.get("street"), city, address.get("region"), address.get("country"))
        reached = (self.location.phone, identity.get("email"), identity.get("website"))
        numbers = (identity.get("vat_id") and f"VAT ID {identity['vat_id']}",)
        self.paragraph(identity.get("legal_name") or self.location.name, bold=True, size=11)
        for parts in (place, reached, numbers):
            if text := " · ".join(filter(None, parts)):
                self.paragraph(text, size=9)
        self.set_y(self.get_y() + LINE_MM)
