"""Anything that is bound from several documents into one PDF: its documents in order, and how they are bound.

Knows no PDF; `bindery` makes one of it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from curriculum.export.binding import Binding
from curriculum.export.documents import Printable
from curriculum.export.pagekind import PageKind
from curriculum.model.track import Day


@dataclass(frozen=True)
class Numbers:
    """Where each leaf begins in the binder, and how many pages it has."""

    first: Mapping[str, int]
    pages: Mapping[str, int]

    @classmethod
    def of(cls, pages: Mapping[str, int], on_the_right: Collection[str] = ()) -> "Numbers":
        """Return the numbers of leaves in order, from how many pages each has.

        One that is `on_the_right` begins on a page of an odd number, after a page that is left free where need be.
        """
        first, number = {}, 1
        for name, many in pages.items():
            number += name in on_the_right and number % 2 == 0
            first[name] = number
            number += many
        return cls(first, pages)


@dataclass(frozen=True)
class Leaf:
    """One document of the binder."""

    name: str
    """Its address in links."""
    title: str
    draw: Printable | Callable[[Numbers], Printable]
    """The document, or what makes it once the numbers of all pages are known."""
    before: Printable | None = None
    """The page that stands before it where it would begin on a left page; None for what may begin on either."""
    single: bool = False
    """Whether it is most likely one page long; one that names page numbers is then printed once."""


class Book(Protocol):
    """What is bound: a binder, a workbook, a packet."""

    @property
    def kind(self) -> PageKind:
        """What kind of book it is."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def week(self) -> int | None:
        """The week that it is about, where it is one."""
        ...

    @property
    def day(self) -> Day | None:
        """The day of the week that it is about, where it is one."""
        ...

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every document, in order."""
        ...

    @property
    def binding(self) -> Binding:
        """How it is bound."""
        ...
