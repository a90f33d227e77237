"""Editions of printed pages: which there are, what each is for, which pages it changes, and what file names say of it.

Knows the kinds of page by name and their style sheets; no page and no template.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from curriculum.export.pagekind import PageKind

PLAIN_NAME = "plain"
"""What to ask for where a clinic has editions of its own and one print is to have none."""


@dataclass(frozen=True)
class PageEdition:
    """An edition."""

    name: str
    help: str
    """What it is for, in one line."""
    styles: Mapping[PageKind, str]
    """The kinds of page that it changes, each with the style sheet that comes after all others."""
    within: frozenset[PageKind] = frozenset()
    """Books that hold such pages, and so may be asked for in this edition."""
    formats: frozenset[str] = frozenset({"pdf", "html"})
    """What it can be written as."""
    not_with: Mapping[str, str] = field(default_factory=dict)
    """Editions that it does not combine with, and why."""

    @property
    def kinds(self) -> frozenset[PageKind]:
        """The kinds of print that it goes with."""
        return self.within | frozenset(self.styles)


_EVERY_KIND: tuple[PageKind, ...] = get_args(PageKind)
_HANDED_OUT: tuple[PageKind, ...] = ("handout", "workbook", "catch-up")
_MASTERS: frozenset[PageKind] = frozenset({"binder", "copies"})
_FOLDED = "booklet"

PAGE_EDITIONS: dict[str, PageEdition] = {
    edition.name: edition
    for edition in (
        PageEdition(
            "large-print",
            "18 points and more, for readers with low vision (handouts, workbook, catch-up, clients' month)",
            {**dict.fromkeys(_HANDED_OUT, "large-print"), "month": "large-print-month"},
            within=_MASTERS,
        ),
        PageEdition(
            "low-ink",
            "no filled areas, hairlines, black on white (every kind of page)",
            dict.fromkeys(_EVERY_KIND, "low-ink"),
        ),
        PageEdition(
            "compact",
            "guides on as few pages as can be read at arm's length",
            {"guide": "compact"},
            within=frozenset({"binder"}),
        ),
        PageEdition(
            _FOLDED,
            "two pages on a side, to print on both sides and fold (guides, handouts, workbook, catch-up)",
            {**dict.fromkeys(_HANDED_OUT, "half-sheet"), "guide": "half-sheet-guide"},
            formats=frozenset({"pdf"}),
            not_with={
                "large-print": "a booklet prints at 82 percent, so its 18 points would come to 15",
                "compact": "a booklet prints at 82 percent, so its 9 points would come to 7",
            },
        ),
        PageEdition(
            "fillable",
            "handouts with fields to fill in on a screen",
            {"handout": "fillable"},
            not_with={_FOLDED: "fields are for a screen, a booklet is for paper"},
        ),
    )
}
"""Every edition, by name, in the order in which file names say them."""

_HALF = "half-sheet"
"""What a page of a book is in where the whole book is folded: the same page, which is not folded by itself."""


@dataclass(frozen=True)
class Editions:
    """What a print is made in: editions that combine, and the length of a shortened session."""

    names: tuple[str, ...] = ()
    """In the order of the table."""
    minutes: int | None = None
    """How long each session is; None for as long as its slot."""

    @classmethod
    def named(cls, names: Iterable[str], minutes: int | None = None) -> "Editions":
        """Return editions by name, in the order of the table, whatever the order in which they are asked for."""
        asked = frozenset(names)
        return cls(tuple(name for name in PAGE_EDITIONS if name in asked), minutes)

    def of(self, kind: "PageKind") -> tuple[str, ...]:
        """Return the editions that change a kind of page."""
        return tuple(name for name in self.names if kind in PAGE_EDITIONS[name].styles)

    def ending(self, kind: "PageKind") -> str:
        """Return what a file name says of them, such as `-45-minutes-compact`."""
        minutes = (f"{self.minutes}-minutes",) if self.minutes and kind == "guide" else ()
        asked = (name for name in self.names if kind in PAGE_EDITIONS[name].kinds)
        return "".join(f"-{part}" for part in (*minutes, *asked))


PLAIN = Editions()
"""The ordinary edition."""


def bound(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the editions of a page that is bound into a book: the book is folded, not the page."""
    return tuple(_HALF if name == _FOLDED else name for name in names)


def edition_styles(names: Iterable[str], kind: "PageKind") -> tuple[str, ...]:
    """Return the names of the style sheets that editions add to a kind of page, in order."""
    tables = (PAGE_EDITIONS[_FOLDED if name == _HALF else name].styles for name in names)
    return tuple(styles[kind] for styles in tables if kind in styles)


def on_half_sheets(names: Iterable[str]) -> bool:
    """Tell whether a page in these editions is laid out for one half of a folded sheet."""
    return not {_FOLDED, _HALF}.isdisjoint(names)


def folded(names: Iterable[str]) -> bool:
    """Tell whether a document in these editions is folded by itself."""
    return _FOLDED in names
