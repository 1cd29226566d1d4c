"""Documents on the workshop's paper: A4, its identity on top, the number of each page beneath."""

import logging
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from fpdf import FPDF, FontFace
from fpdf.enums import Align, DocumentCompliance, MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont
from PIL import Image

FONTS = Path(__file__).with_name("fonts")
FONT, FONT_OF_THE_EAST = "DejaVu", "DroidFallback"
LINE_MM, MARGIN_MM, FOOTER_MM = 5.5, 20, 15
LOGO_MM = (50, 22)
SMALL, SMALL_LINE_MM, MOST_FOOTER_LINES = 8, 4, 10
# What stands for how many pages there are, until they are written: no text that somebody entered has it.
PAGES = "\x02999"
# What stands for a letter that the font lacks: PDF/A has no place for one without a shape.
NO_SUCH_LETTER = "\ufffd"
KEPT = {"\n", "\t", PAGES[0]}
# Both say at length how they make a font smaller.
for name in ("fontTools", "fpdf"):
    logging.getLogger(name).setLevel(logging.ERROR)

# In whose name: a location's identity as in `location.changed.v1`, with its `location_name` and `phone`.
Sender = dict[str, Any]


class Letter(FPDF):
    """Text in DejaVu Sans, of which the letters that occur are embedded: Latin, Greek, Cyrillic, Hebrew,
    Arabic and more; those that it lacks are Droid Sans Fallback's: Chinese, Japanese and Korean. It is
    PDF/A-3b (ISO 19005-3), made to be kept.

    `text` is all that will be written. What only some of it needs takes time: the second font a fifth of a
    second, and shaping three times as long as without.
    """

    def __init__(
        self, sender: Sender, title: str, *, logo: bytes | None = None, footer: str = "", text: str = ""
    ) -> None:
        super().__init__(format="A4", enforce_compliance=DocumentCompliance.PDFA_3B)
        self.sender, self.footer_lines, self.footer_mm = sender, list[str](), 0.0
        self.add_font(FONT, "", FONTS / "DejaVuSans.ttf")
        self.add_font(FONT, "B", FONTS / "DejaVuSans-Bold.ttf")
        self._prepare_for(f"{text}{title}{footer}{sender}")
        self.alias_nb_pages(PAGES)
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_line_width(0.1)
        self.set_title(title)
        self.set_author(name_of(sender))
        self.set_lang("en")
        self.add_page()
        self.footer_lines = self._lines_of(footer)
        self.footer_mm = SMALL_LINE_MM * len(self.footer_lines)
        self.set_auto_page_break(True, margin=MARGIN_MM + self.footer_mm)
        self._identity(logo)
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

    def columns(self, *columns: Iterable[str]) -> None:
        """Lines beside other lines, each column as wide as the others."""
        top, lowest, width = self.get_y(), self.get_y(), self.epw / len(columns)
        self.set_font(FONT, "", 10)
        for number, lines in enumerate(columns):
            self.set_xy(self.l_margin + number * width, top)
            self.multi_cell(width, LINE_MM, "\n".join(lines), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            lowest = max(lowest, self.get_y())
        self.set_y(lowest)

    def table_of(self, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """Rows under headings that each page repeats; the first column is text, the others are numbers."""
        self.set_font(FONT, "", 9)
        alignment = (Align.L, *[Align.R] * (len(widths) - 1))
        with self.table(
            col_widths=tuple(widths),
            text_align=alignment,
            line_height=LINE_MM - 0.5,
            borders_layout="HORIZONTAL_LINES",
            headings_style=FontFace(emphasis="BOLD"),
            v_align="TOP",
            padding=(0.5, 1),
        ) as table:
            table.row(headings)
            for row in rows:
                table.row(row)

    def sums(self, rows: Iterable[tuple[str, str, bool]]) -> None:
        """What something comes to, at the right margin: name, amount, and whether that matters most."""
        amounts = 46
        for label, amount, matters in rows:
            self.set_font(FONT, "B" if matters else "", 10)
            self.cell(self.epw - amounts, LINE_MM, label, align="R")
            self.cell(amounts, LINE_MM, amount, align="R")
            self.ln()

    def space(self) -> None:
        self.ln(LINE_MM / 2)

    def room_for(self, lines: float) -> None:
        """Begin another page if so many lines would not fit on this one."""
        if self.will_page_break(lines * LINE_MM):
            self.add_page()

    def as_bytes(self) -> bytes:
        return bytes(self.output())

    def footer(self) -> None:
        self.set_y(-FOOTER_MM - self.footer_mm)
        self.set_font(FONT, "", SMALL)
        for line in self.footer_lines:
            self.cell(0, SMALL_LINE_MM, line, align="C", new_x="LMARGIN", new_y="NEXT")
        self.cell(0, LINE_MM, f"{self.page_no()} / {PAGES}", align="C")

    def normalize_text(self, text: str) -> str:
        """Rule: what the font has no letter for is shown to be missing."""
        fonts = (self.current_font, self.fonts.get(FONT_OF_THE_EAST.lower()))
        known = [font.cmap for font in fonts if isinstance(font, TTFFont)]
        text = super().normalize_text(text)
        return "".join(
            one if one in KEPT or any(ord(one) in cmap for cmap in known) else NO_SUCH_LETTER for one in text
        )

    def _prepare_for(self, text: str) -> None:
        letters = set(text)
        self.set_text_shaping(any(map(_needs_shaping, letters)))
        cmap = self.fonts[FONT.lower()].cmap
        if any(ord(one) not in cmap for one in letters - KEPT):
            self.add_font(FONT_OF_THE_EAST, "", FONTS / "DroidSansFallback.ttf")
            self.set_fallback_fonts([FONT_OF_THE_EAST], exact_match=False)

    def _lines_of(self, footer: str) -> list[str]:
        """Rule: a footer takes ten lines at most, so that each page has room; what is longer ends in `…`."""
        if not footer:
            return []
        self.set_font(FONT, "", SMALL)
        lines: list[str] = self.multi_cell(
            0, SMALL_LINE_MM, footer, dry_run=True, output=MethodReturnValue.LINES
        )
        if len(lines) > MOST_FOOTER_LINES:
            lines = [*lines[: MOST_FOOTER_LINES - 1], "…"]
        return lines

    def _identity(self, logo: bytes | None) -> None:
        """The legal name, or the location's own until there is one; its address; how it is reached."""
        sender = self.sender
        if logo:
            width, height = LOGO_MM
            box = (self.w - self.r_margin - width, self.t_margin - 5)
            self.image(
                _in_screen_colours(logo),
                *box,
                width,
                height,
                keep_aspect_ratio=True,
                alt_text=name_of(sender),
            )
        address = sender.get("address") or {}
        reached = (sender.get("phone"), sender.get("email"), sender.get("website"))
        numbers = [f"{name} {sender[key]}" for name, key in NUMBERS if sender.get(key)]
        self.set_right_margin(MARGIN_MM + (LOGO_MM[0] if logo else 0))
        self.paragraph(name_of(sender), bold=True, size=11)
        for parts in (address_lines(address), reached, numbers):
            if text := " · ".join(filter(None, parts)):
                self.paragraph(text, size=9)
        self.set_right_margin(MARGIN_MM)
        self.set_y(max(self.get_y(), self.t_margin + (LOGO_MM[1] - 5 if logo else 0)) + LINE_MM)


NUMBERS = (("VAT ID", "vat_id"), ("Tax ID", "tax_id"))


def name_of(sender: Sender) -> str:
    return sender.get("legal_name") or sender["location_name"]


def address_lines(address: dict[str, Any]) -> list[str]:
    """Street; postal code and city; region; country, each if there is one."""
    city = " ".join(filter(None, (address.get("postal_code"), address.get("city"))))
    parts = (address.get("street"), city, address.get("region"), address.get("country"))
    return [part for part in parts if part]


def in_words(day: date) -> str:
    """As in 29 November 2026, which is the same day everywhere."""
    return f"{day.day} {day:%B %Y}"


def _in_screen_colours(logo: bytes) -> Image.Image:
    """Rule: colours are those of the screen (sRGB); of no others does the file say how they look."""
    picture = Image.open(BytesIO(logo))
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _needs_shaping(letter: str) -> bool:
    """Whether it is written from right to left, where letters change with what is beside them."""
    return unicodedata.bidirectional(letter) in {"R", "AL"}
