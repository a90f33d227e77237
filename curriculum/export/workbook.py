"""A client's workbook: every handout of a track once, in the order in which somebody who joins in a week meets them.

Knows no date and no leader. Clients read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from curriculum.export.binding import Binding, Bookmark
from curriculum.export.book import Leaf
from curriculum.export.booklet import Shop
from curriculum.export.pagekind import PageKind
from curriculum.model.track import Day


@dataclass(frozen=True)
class Chapter:
    """What is met for the first time in one week of the stay."""

    week: int | None
    """The week of the stay, from 1; None for what is not met at all."""
    modules: tuple[str, ...]


@dataclass(frozen=True)
class Workbook:
    """A workbook, complete but for page numbers."""

    shop: Shop
    entry: int
    """The week of the cycle in which its reader joins."""
    chapters: tuple[Chapter, ...]

    kind: ClassVar[PageKind] = "workbook"
    day: ClassVar[Day | None] = None

    @property
    def week(self) -> int:
        """The week of the cycle in which its reader joins."""
        return self.entry

    @property
    def title(self) -> str:
        """Its title: nothing that says what for its reader comes here."""
        return self.shop.voices[0].words.workbook

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every document, in order."""
        contents = self.shop.own_leaf(
            "contents", "booklet-contents", lambda words: words.contents, chapters=self.chapters
        )
        crisis = self.shop.own_leaf("crisis", "booklet-crisis", lambda words: words.crisis)
        return (self._cover(), contents, *self._handouts(), crisis)

    def _cover(self) -> Leaf:
        titles = [voice.words.workbook for voice in self.shop.voices]
        title = " / ".join(titles)
        html = self.shop.drawn("booklet-cover", title, self.shop.voices[0], titles=titles, yours=True)
        return Leaf("cover", title, self.shop.loose_page(html, title))

    def _handouts(self) -> Iterator[Leaf]:
        for chapter in self.chapters:
            for module_id in chapter.modules:
                yield from self.shop.handout_leaves(module_id)

    @property
    def binding(self) -> Binding:
        """How it is bound."""
        words = self.shop.voices[0].words
        outline = (
            Bookmark(self.title, "cover"),
            Bookmark(words.contents, "contents"),
            *(self._bookmark(chapter) for chapter in self.chapters),
            Bookmark(words.crisis, "crisis"),
        )
        return self.shop.binding(self.title, outline)

    def _bookmark(self, chapter: Chapter) -> Bookmark:
        words = self.shop.voices[0].words
        title = words.your_week.format(week=chapter.week) if chapter.week else words.more
        leaves = [leaf for module_id in chapter.modules for leaf in self.shop.handout_leaves(module_id)]
        return Bookmark(title, leaves[0].name, tuple(Bookmark(leaf.title, leaf.name) for leaf in leaves))
