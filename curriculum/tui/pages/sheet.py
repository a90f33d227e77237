"""A sheet: lines down, columns across, a word in each cell. What the sheet widget draws; knows no widget itself."""

from dataclasses import dataclass
from enum import StrEnum

from curriculum.tui.text import width_of
from curriculum.tui.theme import Look


class Tone(StrEnum):
    """How much a word asks to be seen. It says so by itself; the colour only helps to find it."""

    WORD = "word"
    QUIET = "quiet"
    LEAD = "lead"
    WARN = "warn"
    BLOCK = "block"

    def colour(self, look: Look) -> str:
        """Return the colour of this tone in a look."""
        colours = look.colours
        return {
            Tone.WORD: colours.word,
            Tone.QUIET: colours.quiet,
            Tone.LEAD: colours.lead,
            Tone.WARN: colours.warn,
            Tone.BLOCK: colours.block,
        }[self]


@dataclass(frozen=True)
class Mark:
    """The word in a cell."""

    text: str
    tone: Tone = Tone.WORD

    @property
    def loud(self) -> bool:
        """Tell whether it is drawn bold."""
        return self.tone in (Tone.WARN, Tone.BLOCK)


@dataclass(frozen=True)
class Line:
    """One line of a sheet. A line without cells is a heading, and the cursor passes over it."""

    label: str
    cells: tuple[Mark, ...] = ()
    tone: Tone = Tone.WORD

    @property
    def heading(self) -> bool:
        """Tell whether it only names what follows."""
        return not self.cells


@dataclass(frozen=True)
class Sheet:
    """Lines under column heads."""

    corner: str
    """What the labels at the left are."""
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    by_line: bool = False
    """The cursor is a whole line, not one cell of it."""

    @property
    def widths(self) -> tuple[int, ...]:
        """The cells that each column needs."""
        return tuple(
            max([width_of(head), *(width_of(line.cells[place].text) for line in self.lines if line.cells)])
            for place, head in enumerate(self.heads)
        )

    @property
    def label_width(self) -> int:
        """The cells that the labels need."""
        return max([width_of(self.corner), *(width_of(line.label) for line in self.lines if line.cells)])

    def nearest(self, line: int, step: int = 1) -> int:
        """Return a line that is no heading: this one, or the next one that way, or else the other way."""
        line = max(0, min(line, len(self.lines) - 1))
        ahead = range(line, len(self.lines)) if step > 0 else range(line, -1, -1)
        back = range(line - 1, -1, -1) if step > 0 else range(line + 1, len(self.lines))
        return next((place for place in (*ahead, *back) if not self.lines[place].heading), 0)
