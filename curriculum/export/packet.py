"""The packet of a client who joins late: what the group has done, what to read first, and the pages to read.

Knows no date and no leader: the same packet holds for everybody who joins in that week. Clients read it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from curriculum.export.binding import Binding, Bookmark
from curriculum.export.book import Leaf
from curriculum.export.booklet import Shop, leaf_name
from curriculum.export.client_values import ClientModule
from curriculum.export.pagekind import PageKind
from curriculum.model.track import Day
from curriculum.planning.catchup import CatchUp

_FIRST = "first"


@dataclass(frozen=True)
class PacketFront:
    """What the template of the first page is given of a packet."""

    welcome: str
    """Which of the welcomes is right: a field of the words."""
    begins: Callable[[str], str]
    """From a module id to the name of the leaf with which it begins."""


@dataclass(frozen=True)
class Packet:
    """A packet, complete but for page numbers."""

    shop: Shop
    reading: CatchUp

    kind: ClassVar[PageKind] = "catch-up"
    day: ClassVar[Day | None] = None

    @property
    def week(self) -> int:
        """The week of the cycle in which its reader joins."""
        return self.reading.entry

    @property
    def title(self) -> str:
        """Its title: nothing that says what for its reader comes here."""
        return self.shop.voices[0].words.catch_up

    @property
    def welcome(self) -> str:
        """Which of the welcomes is right: a field of the words."""
        if self.reading.entry == 1:
            return "welcome_first"
        return "welcome_once" if self.reading.entry == 2 else "welcome"

    @property
    def _front(self) -> PacketFront:
        return PacketFront(self.welcome, self.begins)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every document, in order."""
        first = self.shop.own_leaf(
            _FIRST, "booklet-catch-up", lambda words: words.catch_up, packet=self._front, reading=self.reading
        )
        cover = [self._cover()] if len(self.shop.languages) > 1 else []
        return (*cover, first, *(leaf for module_id in self.reading.modules for leaf in self._of(module_id)))

    def _cover(self) -> Leaf:
        """Return the title page in both languages, which stands on the right."""
        title = " / ".join(voice.words.catch_up for voice in self.shop.voices)
        titles = [voice.words.catch_up for voice in self.shop.voices]
        html = self.shop.drawn("booklet-cover", title, self.shop.voices[0], titles=titles, yours=False)
        return Leaf("cover", title, self.shop.loose_page(html, title))

    def _of(self, module_id: str) -> Iterator[Leaf]:
        """Yield the version for one person of a module, then its handouts."""
        if self.shop.library.modules[module_id].alternative:
            yield self._alone(module_id)
        yield from self.shop.handout_leaves(module_id)

    def _alone(self, module_id: str) -> Leaf:
        title = self.shop.library.title(module_id)
        module = self.shop.library.modules[module_id]
        leaf = self.shop.own_leaf(
            alone_name(module_id),
            "booklet-alone",
            lambda words: f"{words.alone}: {title}",
            module=ClientModule.of(module),
            id=module_id,
        )
        return Leaf(leaf.name, title, leaf.draw)

    def begins(self, module_id: str) -> str:
        """Return the name of the leaf with which a module begins."""
        module = self.shop.library.modules[module_id]
        return alone_name(module_id) if module.alternative else leaf_name(module_id, 0)

    @property
    def binding(self) -> Binding:
        """How it is bound."""
        outline = (
            Bookmark(self.title, _FIRST),
            *(
                Bookmark(self.shop.library.title(each), self.begins(each), self._below(each))
                for each in self.reading.modules
            ),
        )
        return self.shop.binding(self.title, outline)

    def _below(self, module_id: str) -> tuple[Bookmark, ...]:
        return tuple(Bookmark(leaf.title, leaf.name) for leaf in self.shop.handout_leaves(module_id))


def alone_name(module_id: str) -> str:
    """Return the name of the leaf with the version for one person."""
    return f"{module_id}/alone"
