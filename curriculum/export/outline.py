"""The outline of a merged PDF: bookmarks as a tree, and below a document's own bookmark its own headings, folded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriculum.export.binding import Bookmark
from curriculum.export.pdftext import dictionary, reference, text
from curriculum.export.pdfwriter import PdfWriter
from curriculum.export.quire import Heading


@dataclass(frozen=True)
class _Line:
    """A line of the outline, and what it shows below it: a count that is negative where that is folded."""

    title: str
    place: bytes
    count: int
    below: tuple["_Line", ...]


def write_outline(
    writer: PdfWriter,
    bookmarks: Sequence[Bookmark],
    places: Mapping[bytes, bytes],
    headings: Mapping[str, tuple[Heading, ...]],
) -> int:
    """Write the outline and return its number. `places` are destinations by part, `headings` the parts' own outlines.

    A part that is named more than once has its own headings below the first of its bookmarks: each belongs to one.
    """
    left = dict(headings)
    lines = tuple(_line(bookmark, places, left) for bookmark in bookmarks)
    top = writer.new()
    first, last = _write(writer, lines, top)
    writer.plain(top, dictionary(Type="/Outlines", First=reference(first), Last=reference(last), Count=_shown(lines)))
    return top


def _line(bookmark: Bookmark, places: Mapping[bytes, bytes], left: dict[str, tuple[Heading, ...]]) -> _Line:
    if bookmark.below:
        below = tuple(_line(each, places, left) for each in bookmark.below)
    else:
        below = _headings(left.pop(bookmark.part, ()))
    folded = bookmark.folded or not bookmark.below
    return _Line(bookmark.title, places[bookmark.part.encode()], -_shown(below) if folded else _shown(below), below)


def _headings(own: tuple[Heading, ...]) -> tuple[_Line, ...]:
    """Return the first level of a part's own headings; its single title is left out, as the bookmark names it."""
    level = own[0].below if len(own) == 1 and own[0].below else own[1:]
    return tuple(_Line(each.title, each.place.encode("latin-1"), each.count, _all(each.below)) for each in level)


def _all(headings: tuple[Heading, ...]) -> tuple[_Line, ...]:
    return tuple(_Line(each.title, each.place.encode("latin-1"), each.count, _all(each.below)) for each in headings)


def _shown(lines: Sequence[_Line]) -> int:
    """Return how many lines are seen while nothing is opened."""
    return sum(1 + max(0, line.count) for line in lines)


def _write(writer: PdfWriter, lines: Sequence[_Line], above: int) -> tuple[int, int]:
    """Write lines that follow one another and what is below them; return the first and the last."""
    before = writer.several(len(lines))
    numbers = range(before + 1, before + 1 + len(lines))
    for number, line in zip(numbers, lines, strict=True):
        told = {"Title": text(line.title), "Parent": reference(above), "Dest": line.place}
        if number > numbers[0]:
            told["Prev"] = reference(number - 1)
        if number < numbers[-1]:
            told["Next"] = reference(number + 1)
        if line.below:
            first, last = _write(writer, line.below, number)
            told |= {"First": reference(first), "Last": reference(last), "Count": b"%d" % line.count}
        writer.plain(number, dictionary(**told))
    return numbers[0], numbers[-1]
