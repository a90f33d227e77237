"""A finished PDF imposed for folding: two pages on each side of a sheet, in the order that folding puts right.

Knows pages and sheets, no layout. What comes of it is for paper: it carries no tags, for a folded sheet has no reading
order on a screen. It is imported by worker processes alone: importing pikepdf takes 50 ms.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from curriculum.files.writing import Content
from curriculum.model.clinic import Paper

MOST_SHEETS = 15
"""Sheets that fold into one another: 60 pages. More of ordinary paper creep out at the edge and do not lie flat."""
_SIZES = {Paper.LETTER: (792.0, 612.0), Paper.A4: (841.89, 595.28)}
"""Points across and down, on its side."""


@dataclass(frozen=True)
class Sheets:
    """Imposed sheets."""

    data: bytes
    sides: int
    told: str
    """How to print and fold them."""


def signatures(pages: int, most_sheets: int = MOST_SHEETS) -> tuple[int, ...]:
    """Return how many sheets each part that is folded by itself has: as few parts as can be, of nearly one size."""
    sheets = max(1, -(-pages // 4))
    parts = -(-sheets // most_sheets)
    each, over = divmod(sheets, parts)
    return tuple(each + (number < over) for number in range(parts))


def sides(pages: int, most_sheets: int = MOST_SHEETS) -> tuple[tuple[int | None, int | None], ...]:
    """Return the pages on the left and right of each side, from 0, front and back in turn; None where it is blank.

    The blank pages are the last ones of the whole.
    """
    first = 0
    order: list[tuple[int | None, int | None]] = []
    for sheets in signatures(pages, most_sheets):
        last = first + 4 * sheets - 1
        for sheet in range(sheets):
            low, high = first + 2 * sheet, last - 2 * sheet
            order += [(high, low), (low + 1, high - 1)]
        first = last + 1
    return tuple((_there(left, pages), _there(right, pages)) for left, right in order)


def _there(page: int | None, pages: int) -> int | None:
    return page if page is not None and page < pages else None


def fold(data: Content, paper: Paper) -> Sheets:
    """Return a PDF imposed on a kind of paper that lies on its side. The same PDF gives the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as pdf:
        many = len(source.pages)
        leaves = [_Leaf.of(pdf, page) for page in source.pages]
        order = sides(many)
        for left, right in order:
            _add_side(pdf, paper, [None if page is None else leaves[page] for page in (left, right)])
        title = str(source.docinfo.get(Name.Title, ""))
        pdf.docinfo[Name.Title] = String(title)
        pdf.Root.Lang = String(str(source.Root.get(Name.Lang, "en")))
        pdf.Root.ViewerPreferences = Dictionary(
            DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None")
        )
        written = io.BytesIO()
        pdf.save(
            written,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return Sheets(written.getvalue(), len(order), _told(signatures(many)))


def _told(parts: Sequence[int]) -> str:
    """Return how to print and fold sheets."""
    how = "print on both sides, turned over the short edge"
    if len(parts) == 1:
        sheets = "the sheet" if parts[0] == 1 else f"the {parts[0]} sheets together"
        return f"A booklet: {how}; then fold {sheets} down the middle."
    stacks = ", then ".join(f"{sheets}" for sheets in parts)
    return f"A booklet: {how}; fold {stacks} sheets together, each part by itself, and lay the parts in a row."


@dataclass(frozen=True)
class _Leaf:
    """A page that can be drawn on a side."""

    form: Object
    width: float
    height: float

    @classmethod
    def of(cls, pdf: Pdf, page: pikepdf.Page) -> "_Leaf":
        """Return a page of another PDF; its links and tags stay behind."""
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        form = pdf.copy_foreign(page.as_form_xobject())
        if Name.StructParents in form:
            del form[Name.StructParents]
        return cls(form, right - left, top - bottom)


def _add_side(pdf: Pdf, paper: Paper, leaves: Sequence[_Leaf | None]) -> None:
    """Add a side with up to two pages, each as large as its half allows, in the middle of it."""
    width, height = _SIZES[paper]
    drawn = "".join(_drawn(number, leaf, width / 2, height) for number, leaf in enumerate(leaves) if leaf)
    forms = {f"/P{number}": leaf.form for number, leaf in enumerate(leaves) if leaf}
    side = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height]),
        Resources=Dictionary(XObject=Dictionary(forms)),
        Contents=pdf.make_stream(drawn.encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(side)))


def _drawn(number: int, leaf: _Leaf, width: float, height: float) -> str:
    scale = min(width / leaf.width, height / leaf.height)
    across, up = (width - leaf.width * scale) / 2, (height - leaf.height * scale) / 2
    return f"q {scale:.5f} 0 0 {scale:.5f} {number * width + across:.3f} {up:.3f} cm /P{number} Do Q\n"
