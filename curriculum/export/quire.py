"""A quire: the pages of one PDF, taken apart so that binding many of them is little more than writing them down.

Its objects are numbered from 1; whatever depends on the place in a book is a token between two NUL bytes. A decimal
token is a reference to an object of the quire; `gather` says what the others are, and `merge` puts words for all.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MARK, END = b"\0", b"\1"
"""What is on both sides of a token, and what divides objects. PDF text as qpdf writes it has neither."""


@dataclass(frozen=True)
class Heading:
    """A line of a PDF's own outline."""

    title: str
    place: str
    """Its destination, with tokens."""
    count: int
    below: tuple["Heading", ...]

    @classmethod
    def read(cls, told: Sequence[Any]) -> "Heading":
        """Return a heading from its values."""
        title, place, count, below = told
        return cls(title, place, count, tuple(map(cls.read, below)))


@dataclass(frozen=True)
class Sheet:
    """A page."""

    number: int
    """Of its object."""
    right: float
    """Its right edge in points."""
    top: float


@dataclass(frozen=True)
class Drawn:
    """A stream: a picture, a font, what is drawn on a page."""

    number: int
    length: int
    """Bytes."""
    same: str
    """The same for streams that are one in every respect; empty where it may not be shared."""


@dataclass(frozen=True)
class Head:
    """What a quire is made of."""

    count: int
    """Objects, numbered from 1."""
    plain: tuple[int, ...]
    """Those that are no streams, as they follow one another."""
    drawn: tuple[Drawn, ...]
    sheets: tuple[Sheet, ...]
    root: int
    """The element above its structure."""
    language: str
    owners: tuple[tuple[int, int], ...]
    """Who owns each number of its marked pieces and links, as an object."""
    ids: tuple[tuple[str, int], ...]
    """The elements that have an id."""
    places: tuple[tuple[str, str], ...]
    """Its named destinations, with tokens."""
    headings: tuple[Heading, ...]

    @classmethod
    def read(cls, line: bytes) -> "Head":
        """Return the head in the first line of a quire."""
        told = json.loads(line)
        return cls(
            count=told["count"],
            plain=tuple(told["plain"]),
            drawn=tuple(Drawn(*each) for each in told["drawn"]),
            sheets=_sheets(told),
            root=told["root"],
            language=told["language"],
            owners=tuple(map(tuple, told["owners"])),
            ids=tuple(map(tuple, told["ids"])),
            places=tuple(map(tuple, told["places"])),
            headings=tuple(map(Heading.read, told["headings"])),
        )

    def line(self) -> bytes:
        """Return it as one line. `dataclasses.asdict` copies all below it, which takes as long as printing a page."""
        return json.dumps(vars(self), default=lambda each: tuple(vars(each).values())).encode() + b"\n"


@dataclass(frozen=True)
class Quire:
    """A head, and the objects in its order: those without streams, then the dictionaries of the streams."""

    head: Head
    text: bytes
    """The objects, divided by `END`, with tokens."""
    streams: bytes
    """What the streams hold, one after the other."""

    @classmethod
    def read(cls, data: bytes) -> "Quire":
        """Return a quire as `written` wrote it."""
        line, _, rest = data.partition(b"\n")
        packed = zlib.decompressobj()
        text = packed.decompress(rest)
        return cls(Head.read(line), text, packed.unused_data)


def sheets_in(line: bytes) -> tuple[Sheet, ...]:
    """Return the pages that the first line of a quire names."""
    return _sheets(json.loads(line))


def _sheets(told: Mapping[str, Any]) -> tuple[Sheet, ...]:
    return tuple(Sheet(*each) for each in told["sheets"])


def written(head: Head, text: bytes, streams: Iterable[bytes]) -> bytes:
    """Return a quire as bytes."""
    return head.line() + zlib.compress(text, 1) + b"".join(streams)
