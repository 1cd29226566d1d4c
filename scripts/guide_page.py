"""Write nginx/docs/guide.html from URL_STRUCTURE_GUIDE.md, up to its last route; with --check only compare.

What comes after the routes is for whoever works on the services, in the repository.
"""

import argparse
import re
import sys
from itertools import pairwise

from list_routes import END, GUIDE, ROOT
from markdown_it import MarkdownIt
from markdown_it.token import Token

PAGE = ROOT / "nginx" / "docs" / "guide.html"
FRAME = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Guide to the ServEase API</title>
  <link rel="icon" type="image/png" href="/api/docs/swagger-ui/favicon-32x32.png">
  <link rel="stylesheet" href="/api/docs/pages.css">
</head>
<body class="guide">
<nav aria-label="Documentation">
  <a href="/">ServEase</a> <a href="/api/docs/">Try the API</a> <a href="/api/docs/errors/">Errors</a>
</nav>
<!-- Written by scripts/guide_page.py. -->
{body}</body>
</html>
"""


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
    return FRAME.format(body=tables)


def slug(text: Token) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.content.lower()).strip("-")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if the page is out of date")
    check = parser.parse_args().check
    current = page(GUIDE.read_text())
    if check:
        sys.exit(None if current == PAGE.read_text() else "nginx/docs/guide.html: run scripts/contracts.sh.")
    PAGE.write_text(current)


if __name__ == "__main__":
    main()
