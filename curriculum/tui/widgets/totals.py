"""The head of the screen: which track and week, its minutes against the least, and whether all is saved."""

from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from curriculum.model.finding import Severity
from curriculum.tui.board import Totals as WeekTotals
from curriculum.tui.keeping import State
from curriculum.tui.text import clipped, joined, literal, width_of
from curriculum.tui.theme import LETTERS, Look, look_of

WORDS_FROM = 100
"""From so many cells on, findings are counted in words instead of letters."""
PROVISO_FROM = 130
"""From so many cells on, there is room to say what the minutes are not."""


@dataclass(frozen=True)
class Head:
    """What the head says."""

    title: str
    totals: WeekTotals
    findings: tuple[tuple[Severity, int], ...]
    """How many findings there are of each weight."""
    state: State


class Totals(Static):
    """Two lines, drawn for the width there is."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="totals", markup=False)
        self._head: Head | None = None
        self._theme = ""

    def show(self, head: Head) -> None:
        """Draw another head."""
        if (head, self.app.theme) != (self._head, self._theme):
            self._head, self._theme = head, self.app.theme
            self._draw()

    def on_resize(self) -> None:
        """Draw for another width."""
        self._draw()

    def _draw(self) -> None:
        if self._head is not None and self.size.width:
            look = look_of(self.app.theme)
            self.update(
                Content("\n").join(
                    [_first(self._head, self.size.width, look), _second(self._head, self.size.width, look)]
                )
            )


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


def _second(head: Head, width: int, look: Look) -> Content:
    colours, totals = look.colours, head.totals
    gap = " " * (2 if width < WORDS_FROM else 4)
    count = _letters if width < WORDS_FROM else _words
    findings = [
        literal(gap + count(severity, number), f"bold {look.severity(severity)}") for severity, number in head.findings
    ]
    return joined(
        literal(totals.sessions, f"bold {colours.word}" if totals.enough else f"bold {colours.warn}"),
        literal("" if totals.enough else " (short)", colours.warn),
        literal(f"{gap}{totals.breaks}{gap}{totals.clock}", colours.quiet),
        *(findings or [literal(f"{gap}nothing to mend", colours.quiet)]),
        literal("" if width < PROVISO_FROM else f"{gap}planned, not delivered", colours.quiet),
    )


def _letters(severity: Severity, number: int) -> str:
    return f"{LETTERS[severity]} {number}"


def _words(severity: Severity, number: int) -> str:
    words = {Severity.BLOCK: "blocking", Severity.WARN: "warning", Severity.NOTE: "note"}
    several = "s" if number != 1 and severity is not Severity.BLOCK else ""
    return f"{number} {words[severity]}{several}"
