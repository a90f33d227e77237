"""Pages that a binder adds to those of its documents: its own, one for what is missing, one that is left free."""

from curriculum.export.book import Leaf
from curriculum.export.documents import Printable
from curriculum.export.html import render
from curriculum.model.clinic import Paper
from curriculum.model.house import House


def own_page(html: str, title: str, paper: Paper, house: House) -> Printable:
    """Return one of the binder's own pages."""
    return Printable(
        kind="binder",
        stem="",
        title=title,
        paper=paper,
        html=html,
        house=house,
    )


def sheet_leaf(name: str, title: str, page: Printable) -> Leaf:
    """Return a document as a leaf: one in two languages begins on the right, so that they lie side by side."""
    return Leaf(name, title, page, _free_page(page) if page.facing else None)


def _free_page(page: Printable) -> Printable:
    """Return the page that stands before a sheet which may not begin on the left."""
    said = "The sheet that follows begins on a right-hand page, so that its two languages lie side by side."
    title = "This page is blank"
    html = render("binder-missing", page.house, title=title, page=page, reason=said)
    return own_page(html, title, page.paper, page.house)


def missing_page(page: Printable, reason: str) -> Printable:
    """Return what stands where a document could not be printed."""
    html = render("binder-missing", page.house, title=f"Not printed: {page.title}", page=page, reason=reason)
    return own_page(html, page.title, page.paper, page.house)
