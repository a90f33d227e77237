"""Finished pages and books in the editions that were asked for. Knows neither templates nor PDFs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

from curriculum.export.binding import Binding
from curriculum.export.book import Book, Leaf, Numbers
from curriculum.export.documents import Printable
from curriculum.export.editions import Editions, bound, folded
from curriculum.export.pagekind import PageKind
from curriculum.model.clinic import Paper
from curriculum.model.track import Day


def dressed_pages(pages: tuple[Printable, ...], editions: Editions) -> tuple[Printable, ...]:
    """Return single pages in editions; the name of each file says which."""
    return tuple(
        replace(page, editions=editions.of(page.kind), stem=f"{page.stem}{editions.ending(page.kind)}")
        for page in pages
    )


@dataclass(frozen=True)
class DressedBook:
    """A book in editions."""

    plain: Book
    editions: Editions
    paper: Paper

    @property
    def kind(self) -> PageKind:
        """What kind of book it is."""
        return self.plain.kind

    @property
    def title(self) -> str:
        """Its title."""
        return self.plain.title

    @property
    def week(self) -> int | None:
        """The week that it is about, where it is one."""
        return self.plain.week

    @property
    def day(self) -> Day | None:
        """The day of the week that it is about, where it is one."""
        return self.plain.day

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every document, in order."""
        return tuple(replace(leaf, draw=self._drawn(leaf.draw)) for leaf in self.plain.leaves)

    def _drawn(self, draw: Printable | Callable[[Numbers], Printable]) -> Printable | Callable[[Numbers], Printable]:
        return self._page(draw) if isinstance(draw, Printable) else partial(self._numbered, draw)

    def _numbered(self, draw: Callable[[Numbers], Printable], numbers: Numbers) -> Printable:
        return self._page(draw(numbers))

    def _page(self, page: Printable) -> Printable:
        return replace(page, editions=bound(self.editions.of(page.kind)))

    @property
    def binding(self) -> Binding:
        """How it is bound."""
        plain, names = self.plain.binding, self.editions.of(self.kind)
        large = "large-print" in names and plain.margin == "numbered"
        return replace(plain, margin="large" if large else plain.margin, fold=self.paper.value if folded(names) else "")
