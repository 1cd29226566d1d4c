"""Files that are written from others of the repository, and the frame of the pages among them."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "/": "ServEase",
    "/api/docs/": "Try the API",
    "/api/docs/guide.html": "Guide",
    "/api/docs/errors/": "Errors",
}
FRAME = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>{title}</title>
  <link rel="icon" type="image/png" href="/api/docs/swagger-ui/favicon-32x32.png">
{styles}
</head>
<body{kind}>
<nav aria-label="Documentation">
  {links}
</nav>
<!-- Written by scripts/{writer}. -->
{body}</body>
</html>
"""


def write_or_check(file: Path, text: str, description: str | None) -> None:
    """What such a script does: write the file, or with --check end with 1 if it is out of date."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if the file is out of date")
    if not parser.parse_args().check:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    elif not file.exists() or file.read_text() != text:
        sys.exit(f"{file.relative_to(ROOT)}: run scripts/contracts.sh.")


def framed(
    address: str, title: str, body: str, *, writer: str, styles: tuple[str, ...] = (), kind: str = ""
) -> str:
    """A page of documentation: its body, between links to the other pages."""
    sheets = ("/api/docs/pages.css", *styles)
    return FRAME.format(
        title=title,
        styles="\n".join(f'  <link rel="stylesheet" href="{sheet}">' for sheet in sheets),
        kind=f' class="{kind}"' if kind else "",
        links=" ".join(f'<a href="{page}">{name}</a>' for page, name in PAGES.items() if page != address),
        writer=writer,
        body=body,
    )
