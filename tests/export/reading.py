"""Reading pages as people do: the text of HTML and of PDFs, without what only machines see."""

import re
from html.parser import HTMLParser
from pathlib import Path

from pypdf import PdfReader


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag, attrs):
        self._skipped += tag in ("style", "head")

    def handle_endtag(self, tag):
        self._skipped -= tag in ("style", "head")

    def handle_data(self, data):
        if not self._skipped:
            self.parts.append(data)


def text_of_html(html: str) -> str:
    """Return the words of a page, single-spaced."""
    parser = _Text()
    parser.feed(html)
    return " ".join(" ".join(parser.parts).split())


def text_of_pdf(path: Path) -> str:
    """Return the words of a PDF, single-spaced."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def words(text: str) -> str:
    """Return the bare lower-case words of a text, so that marks and markup make no difference."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "
