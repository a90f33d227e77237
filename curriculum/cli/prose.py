"""Text from files as lines of a terminal: wrapped with its lists kept, and harmless. Knows no model."""

import re
from collections.abc import Iterable, Iterator
from textwrap import TextWrapper

from curriculum.cli.words import plain

WIDTH = 88
"""Cells of a line at most: what the eye follows without losing its way back."""

_ITEM = re.compile(r"(\s*)([-*+]|\d{1,3}[.)])\s+")
_OWN_LINE = ("|", "#", ">", "```", "---")
"""What a line begins with that is never joined to its neighbours: tables, headings, quotes."""


def wrapped(text: str, indent: int = 0) -> Iterator[str]:
    """Yield the lines of a CommonMark text, each paragraph and list item wrapped anew."""
    for paragraph in _paragraphs(text):
        if not paragraph:
            yield ""
            continue
        item = _ITEM.match(paragraph)
        hang = len(item[0]) if item else len(paragraph) - len(paragraph.lstrip())
        body = plain(paragraph[hang:])
        lead = " " * indent + (item[0] if item else " " * hang)
        yield from TextWrapper(
            width=WIDTH,
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
            break_long_words=False,
            break_on_hyphens=False,
        ).wrap(body) or [lead.rstrip()]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield each paragraph or list item as one line, its indent kept, and an empty line between paragraphs."""
    joined = ""
    for line in text.strip("\n").split("\n"):
        bare = line.strip()
        begins = not bare or _ITEM.match(line) or bare.startswith(_OWN_LINE) or joined.lstrip().startswith(_OWN_LINE)
        if begins and joined:
            yield joined
            joined = ""
        if not bare:
            yield ""
        else:
            joined = f"{joined} {bare}" if joined else line.rstrip()
    if joined:
        yield joined


def listed(texts: Iterable[str], indent: int = 0) -> Iterator[str]:
    """Yield the lines of a list, an item each."""
    for text in texts:
        first, *rest = list(wrapped(text, indent + 2)) or [""]
        yield f"{' ' * indent}- {first.strip()}"
        yield from rest


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield an empty line, a title and its lines; nothing at all where there are no lines."""
    body = list(lines)
    if body:
        yield ""
        yield title
        yield from body
