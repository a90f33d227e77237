"""The head of the screen: which track and week, its minutes against the least, and whether all is saved."""

from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from curriculum.tui.board import Totals as WeekTotals
from curriculum.tui.keeping import State
from curriculum.tui.text import clipped, joined, literal, width_of
from curriculum.tui.theme import Look, look_of


@dataclass(frozen=True)
class Head:
    """What the head says."""

    title: str
    totals: WeekTotals
    findings: str
    state: State


class Totals(Static):
    """Two lines, drawn for the width there is."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="totals", markup=False)
        self._head: Head | None = None

    def show(self, head: Head) -> None:
        """Draw another head."""
        if head != self._head:
            self._head = head
            self._draw()

    def on_resize(self) -> None:
        """Draw for another width."""
        self._draw()

    def _draw(self) -> None:
        if self._head is not None and self.size.width:
            look = look_of(self.app.theme)
            self.update(Content("\n").join([_first(self._head, self.size.width, look), _second(self._head, look)]))


def _first(head: Head, width: int, look: Look) -> Content:
    state = head.state.value
    left = f"  {head.totals.heading}"
    title = clipped(head.title, width - width_of(left) - width_of(state) - 2)
    gap = " " * max(1, width - width_of(title) - width_of(left) - width_of(state))
    trouble = head.state in (State.CONFLICT, State.FAILED)
    return joined(
        literal(title, f"bold {look.colours.lead}"),
        literal(left, f"bold {look.colours.word}"),
        gap,
        literal(state, look.colours.block if trouble else look.colours.quiet),
    )


def _second(head: Head, look: Look) -> Content:
    colours, totals = look.colours, head.totals
    return joined(
        literal(totals.sessions, f"bold {colours.word}" if totals.enough else f"bold {colours.warn}"),
        literal("" if totals.enough else " (short)", colours.warn),
        literal(f"   {totals.breaks}   {totals.clock}   {head.findings}", colours.quiet),
    )
