"""The outline of a merged PDF: bookmarks as a tree, and below a document's own bookmark its own headings, folded."""

from collections.abc import Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from curriculum.export.binding import Bookmark


def outline_of(
    pdf: Pdf, bookmarks: Sequence[Bookmark], places: Mapping[str, Array], inner: dict[str, Object | None]
) -> Object:
    """Return the outline. `places` are destinations by part, `inner` the copied outlines of the parts themselves.

    A part that is named more than once has its own headings below the first of its bookmarks: each belongs to one.
    """
    top = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    items = [_item(pdf, bookmark, places, inner) for bookmark in bookmarks]
    _chain(top, items)
    top.Count = sum(1 + max(0, int(item.get(Name.Count, 0))) for item in items)
    return top


def _item(pdf: Pdf, bookmark: Bookmark, places: Mapping[str, Array], inner: dict[str, Object | None]) -> Object:
    item = pdf.make_indirect(Dictionary(Title=String(bookmark.title), Dest=places[bookmark.part]))
    if bookmark.below:
        kids = [_item(pdf, below, places, inner) for below in bookmark.below]
    else:
        kids = _headings(inner.pop(bookmark.part, None))
    if kids:
        _chain(item, kids)
        visible = sum(1 + max(0, int(kid.get(Name.Count, 0))) for kid in kids)
        item.Count = -visible if bookmark.folded or not bookmark.below else visible
    return item


def _headings(outline: Object | None) -> list[Object]:
    """Return the first level of a part's own headings; its single title is left out, as the bookmark names it."""
    if outline is None or Name.First not in outline:
        return []
    level = _siblings(outline.First)
    return _siblings(level[0].First) if len(level) == 1 and Name.First in level[0] else level[1:]


def _siblings(first: Object) -> list[Object]:
    found = [first]
    while Name.Next in found[-1]:
        found.append(found[-1].Next)
    return found


def _chain(parent: Object, items: Sequence[Object]) -> None:
    """Link items to one another and to what they are nested in."""
    for place, item in enumerate(items):
        item.Parent = parent
        for key, neighbour in ((Name.Prev, place - 1), (Name.Next, place + 1)):
            if 0 <= neighbour < len(items):
                item[key] = items[neighbour]
            elif key in item:
                del item[key]
    if items:
        parent.First, parent.Last = items[0], items[-1]
