"""Write nginx/docs/guide.html from URL_STRUCTURE_GUIDE.md, up to its last route; with --check only compare.

What comes after the routes is for whoever works on the services, in the repository.
"""

import re
from itertools import pairwise

from generated_files import ROOT, framed, write_or_check
from list_routes import END, GUIDE
from markdown_it import MarkdownIt
from markdown_it.token import Token

PAGE = ROOT / "nginx" / "docs" / "guide.html"


def page(guide: str) -> str:
    """The guide as a page whose headings can be linked to."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(re.sub(r"<!--.*?-->\n?", "", guide.partition(END)[0]))
    for heading, text in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", slug(text))
    tables = markdown.renderer.render(tokens, markdown.options, {})
    # A wide table is scrolled by itself, not with the whole page.
    tables = tables.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")
    title = "Guide to the ServEase API"
    return framed("/api/docs/guide.html", title, tables, writer="guide_page.py", kind="guide")


def slug(text: Token) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.content.lower()).strip("-")


if __name__ == "__main__":
    write_or_check(PAGE, page(GUIDE.read_text()), __doc__)
