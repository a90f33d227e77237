"""Words on the screen: the one way in which text from files gets there, with no markup surviving it.

Knows cells and lines. It never reads what the text says.
"""

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from textual.content import Content

_KEPT = "\n"
_HIDDEN = ("Cc", "Cs", "Co", "Zl", "Zp")
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Return text that cannot steer a terminal: tabs become spaces, what has no shape becomes a mark."""
    return "".join(map(_shown, text.replace("\r\n", "\n").replace("\t", "    ")))


def _shown(character: str) -> str:
    if character in _KEPT or (character.isascii() and character.isprintable()):
        return character
    hidden = character in _TURNING or unicodedata.category(character) in _HIDDEN
    return "\ufffd" if hidden else character


def literal(text: str, style: str = "") -> Content:
    """Return text as it was written: brackets, stars and slashes in it mean nothing to the screen."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def joined(*parts: Content | str) -> Content:
    """Return parts one after the other; a bare string is literal text."""
    return Content("").join([part if isinstance(part, Content) else literal(part) for part in parts])


def width_of(text: str) -> int:
    """Return how many cells a text takes on the screen."""
    return cell_len(text)


def clipped(text: str, width: int) -> str:
    """Return one line of at most `width` cells; what does not fit ends in an ellipsis."""
    line = " ".join(clean(text).split())
    if cell_len(line) <= width:
        return line
    return set_cell_size(line, width - 1).rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Return one line of exactly `width` cells."""
    return set_cell_size(clipped(text, width), max(0, width))


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """Return at most `lines` lines of at most `width` cells; the last ends in an ellipsis where more follows."""
    if lines <= 0 or width <= 0:
        return []
    broken = list(broken_lines(" ".join(clean(text).split()), width))
    if len(broken) <= lines:
        return broken
    return [*broken[: lines - 1], clipped(" ".join(broken[lines - 1 :]), width)]


def broken_lines(text: str, width: int) -> Iterator[str]:
    """Yield one paragraph in lines of at most `width` cells, broken between words where that is possible."""
    line = ""
    for word in text.split():
        rest = word
        if line and cell_len(line) + 1 + cell_len(rest) <= width:
            line = f"{line} {rest}"
            continue
        if line:
            yield line
        while cell_len(rest) > width:
            head = set_cell_size(rest, width).rstrip() or rest[:1]
            yield head
            rest = rest[len(head) :]
        line = rest
    if line:
        yield line


_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]*(?:\n[^*\n]+)*?)(?<=[^\s*])\1(?![\w*])")


def unstarred(prose: str) -> str:
    """Return CommonMark prose without the stars of its emphasis; every other star is text and stays."""
    return _EMPHASIS.sub(r"\2", prose)


def flowing(prose: str, width: int) -> Iterator[str]:
    """Yield prose in lines of at most `width` cells: paragraphs joined and broken anew, list items hanging."""
    for index, block in enumerate(unstarred(clean(prose)).strip().split("\n\n")):
        if index:
            yield ""
        for item in _items(block):
            mark, rest = _marked(item)
            room = max(1, width - len(mark))
            for number, line in enumerate(broken_lines(rest, room)):
                yield (" " * len(mark) if number else mark) + line


def _items(block: str) -> Iterator[str]:
    """Yield the list items of a block, or the whole block where it is a paragraph."""
    item = ""
    for line in block.split("\n"):
        if item and _marked(line.strip())[0]:
            yield item
            item = ""
        item = f"{item} {line.strip()}".strip()
    if item:
        yield item


def _marked(item: str) -> tuple[str, str]:
    """Return the mark of a list item with its space, and the rest; no mark for a paragraph."""
    mark, space, rest = item.partition(" ")
    numbered = mark[:-1].isdigit() and mark.endswith((".", ")"))
    if space and rest and (mark in ("-", "*", "+") or numbered):
        return f"{mark} ", rest
    return "", item
