"""What of the library is shown: words, filters, and the rows that remain. Knows no widget."""

from dataclasses import dataclass, replace

from textual.content import Content

from curriculum.model.library import Library
from curriculum.model.module import Kind, Modality, Module, Status
from curriculum.search import Filter, find_modules
from curriculum.tui.board import Board
from curriculum.tui.text import clipped, joined, literal, padded, width_of
from curriculum.tui.theme import Look
from curriculum.tui.weekview import SlotView

MOST_ROWS = 300
"""Rows built at once; typing narrows the rest."""
ONE_LINE_FROM = 40
"""From so many cells on, a row is one line."""


@dataclass(frozen=True)
class Choice:
    """One answer to a question: what it stands for, and its words."""

    value: str
    words: str


@dataclass(frozen=True)
class Shelf:
    """The filters of the library. An empty one shows everything."""

    modality: Modality | None = None
    kind: Kind | None = None
    topic: str | None = None
    fits: bool = False
    """Only what fits the slot under the cursor."""
    unused: bool = False
    """Only what the track does not place yet."""

    def narrowed(self, field: str, value: str) -> "Shelf":
        """Return the filters with `modality`, `kind` or `topic` set to a value; an empty one takes it away."""
        match field:
            case "modality":
                return replace(self, modality=Modality(value) if value else None)
            case "kind":
                return replace(self, kind=Kind(value) if value else None)
            case _:
                return replace(self, topic=value or None)

    def found(self, words: str, board: Board, slot: SlotView | None) -> tuple[str, ...]:
        """Return the ids that remain, best first."""
        only = Filter(
            modality=self.modality,
            kind=self.kind,
            topic=self.topic,
            minutes=slot.minutes if self.fits and slot else None,
            not_in=frozenset(board.uses) if self.unused else frozenset(),
        )
        return find_modules(board.library, words, only)


@dataclass(frozen=True)
class Row:
    """A module as the library lists it."""

    module: Module
    weeks: tuple[int, ...]
    """The weeks of the track that hold it."""
    here: bool
    """The week that is shown holds it."""


def row_of(module_id: str, library: Library, board: Board, week: int) -> Row:
    """Return a module of the library with where the track uses it."""
    weeks = board.uses.get(module_id, ())
    return Row(library.modules[module_id], weeks, week in weeks)


def drawn_row(row: Row, width: int, look: Look) -> Content:
    """Return a row of the library: letters, title, minutes, and whether and where it is used."""
    module, colours = row.module, look.colours
    code = literal(f"{module.modality.letters:<4}", f"bold {colours.modalities[module.modality]}")
    minutes = minutes_words(module)
    used = used_words(row)
    used_style = colours.lead if row.here else colours.quiet
    if width >= ONE_LINE_FROM:
        room = width - 4 - 11 - 11
        return joined(
            code,
            padded(module.title, room),
            literal(f" {minutes:>10}", colours.quiet),
            literal(f"{used:>11}", used_style),
        )
    title, minutes = clipped(module.title, width - 4), minutes.replace(" min", "m")
    gap = " " * max(1, width - 4 - width_of(minutes) - width_of(used))
    return joined(code, title, "\n    ", literal(minutes, colours.quiet), gap, literal(used, used_style))


def minutes_words(module: Module) -> str:
    """Return how long a session may take, such as `45-75 min`."""
    least, most = module.minutes.least, module.minutes.most
    return f"{least} min" if least == most else f"{least}-{most} min"


def used_words(row: Row) -> str:
    """Return where the track uses a module: `this week`, `week 3`, `3 weeks`; else `draft` where it is one."""
    if row.here:
        return "this week"
    if not row.weeks:
        return row.module.status.value if row.module.status in (Status.DRAFT, Status.RETIRED) else ""
    return f"week {row.weeks[0]}" if len(row.weeks) == 1 else f"{len(row.weeks)} weeks"
