"""Bounds on a page before it is laid out, so that no text can keep a printing process busy without end."""

from html.parser import HTMLParser

MOST_BYTES = 2_000_000
MOST_ELEMENTS = 30_000
MOST_DEPTH = 100
MOST_ROWS = 1_000
MOST_CELLS = 30
MOST_WORD = 1_000
"""Letters without a space between; WeasyPrint takes over 20 s to break one of 200,000."""

_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


class _TooMuch(Exception):
    """What a page has too much of, in words."""


def beyond_bounds(html: str) -> str | None:
    """Return what a page has too much of, in one line; None where it keeps within every bound."""
    if len(html.encode("utf-8", "replace")) > MOST_BYTES:
        return f"the page is larger than {MOST_BYTES // 1_000_000} MB"
    odd = next((character for character in html if character == "\0" or "\ud800" <= character <= "\udfff"), None)
    if odd is not None:
        return f"it holds the character U+{ord(odd):04X}, which cannot be printed"
    try:
        _Counter().feed(html)
    except _TooMuch as error:
        return str(error)
    return None


class _Counter(HTMLParser):
    """Counts as it reads; raises _TooMuch at the first bound that is passed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._elements = self._depth = self._rows = self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise _TooMuch(f"the page has more than {MOST_ELEMENTS} parts")
        if tag == "table":
            self._rows = 0
        elif tag == "tr":
            self._rows += 1
            self._cells = 0
        elif tag in ("td", "th"):
            self._cells += 1
        if self._rows > MOST_ROWS or self._cells > MOST_CELLS:
            raise _TooMuch(f"a table is larger than {MOST_ROWS} rows of {MOST_CELLS} cells")
        if any(name in ("colspan", "rowspan") for name, _ in attrs):
            raise _TooMuch("a table joins cells, which does not print well")
        if tag not in _VOID:
            self._depth += 1
            if self._depth > MOST_DEPTH:
                raise _TooMuch(f"its parts are nested more than {MOST_DEPTH} deep")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element without content."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._depth -= 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - html.parser names it
        """Come back up one level."""
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        """Measure the longest word of a text."""
        if len(data) > MOST_WORD and (longest := max(map(len, data.split()), default=0)) > MOST_WORD:
            raise _TooMuch(f"a word has {longest} letters; {MOST_WORD} are the most")
