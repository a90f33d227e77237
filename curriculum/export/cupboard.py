"""What to fetch and what to copy for a week, as pages of their own, outside of a binder. For staff."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from curriculum.export.binding import Binding, Bookmark
from curriculum.export.book import Leaf, Numbers
from curriculum.export.documents import Printable
from curriculum.export.extra_pages import sheet_leaf
from curriculum.export.html import render
from curriculum.export.materials import Copies, Group, materials
from curriculum.export.pagekind import PageKind
from curriculum.export.words import short_date_text
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.track import Day, Track

_LIST = "list"


@dataclass(frozen=True)
class Cupboard:
    """A week's groups, and for how many."""

    track: Track
    clinic: Clinic
    week: int
    groups: tuple[Group, ...]
    """Those that are held, in the order held."""
    paper: Paper

    lead: ClassVar[str | None] = None
    """Nobody's share: it is for all groups."""

    @property
    def span(self) -> str:
        """The first and last date in words, such as `Jan 4 to Jan 7`."""
        first, last = self.groups[0].session.date, self.groups[-1].session.date
        return short_date_text(first) if first == last else f"{short_date_text(first)} to {short_date_text(last)}"

    def page(self, kind: PageKind, title: str, stem: str, **values: Any) -> Printable:
        """Return a page about what the week needs."""
        said = {"binder": self, "stock": self, "week": self, "groups": self.groups}
        return Printable(
            kind=kind,
            stem=stem,
            title=title,
            week=self.week,
            paper=self.paper,
            html=render("binder-materials", self.clinic.house, title=title, **said, **values),
            house=self.clinic.house,
        )


def materials_page(cupboard: Cupboard, stem: str) -> Printable:
    """Return what the groups of a week need: what is used up, what comes back, sharps to count."""
    needed = materials(cupboard.groups, cupboard.track.census)
    title = f"Materials, week {cupboard.week}"
    advice = "Check the cupboard against these lists, then buy or fetch what is missing."
    return cupboard.page("materials", title, stem, heading="Materials", advice=advice, needed=needed, copies=())


@dataclass(frozen=True)
class CopyMasters:
    """The handouts of a week, each once, behind a list that says how many copies of each."""

    cupboard: Cupboard
    handouts: Mapping[str, tuple[Printable, ...]]
    """Of each module, by id."""

    kind: ClassVar[PageKind] = "copies"
    day: ClassVar[Day | None] = None

    @property
    def week(self) -> int:
        """The week of the cycle."""
        return self.cupboard.week

    @property
    def title(self) -> str:
        """Its title, such as `Copies, week 3`."""
        return f"Copies, week {self.week}"

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every document, in order."""
        masters = ((module_id, *each) for module_id, pages in self.handouts.items() for each in enumerate(pages))
        return (
            Leaf(_LIST, self.title, self._list),
            *(sheet_leaf(_name(module_id, place), page.title, page) for module_id, place, page in masters),
        )

    def _list(self, numbers: Numbers) -> Printable:
        advice = "Print this once, and copy each page from it: the list says how often, and where it is."
        return self.cupboard.page(
            "copies",
            self.title,
            "",
            heading="Copies",
            advice=advice,
            needed=None,
            copies=tuple(self._copies(numbers)),
            numbers=numbers,
        )

    def _copies(self, numbers: Numbers) -> Iterator[Copies]:
        track, spares = self.cupboard.track, self.cupboard.clinic.print.spares
        for module_id, pages in self.handouts.items():
            groups = tuple(group for group in self.cupboard.groups if group.session.module == module_id)
            for place, (page, handout) in enumerate(zip(pages, groups[0].module.handouts, strict=True)):
                name = _name(module_id, place)
                copies = handout.copies(track.census, spares) * len(groups)
                yield Copies(page.title, name, numbers.pages[name], copies, groups)

    @property
    def binding(self) -> Binding:
        """How it is bound."""
        outline = tuple(Bookmark(leaf.title, leaf.name) for leaf in self.leaves)
        return Binding(title=self.title, outline=outline)


def _name(module_id: str, place: int) -> str:
    return f"{module_id}/{place}"
