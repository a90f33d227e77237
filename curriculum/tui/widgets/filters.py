"""The filters of the library as words to press: what is set stands out, and a click asks for another."""

from dataclasses import dataclass
from itertools import pairwise

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from curriculum.tui.shelf import Shelf
from curriculum.tui.text import joined, literal, width_of
from curriculum.tui.theme import Look, look_of


@dataclass(frozen=True)
class Chip:
    """A filter as a word, and the action that changes it."""

    words: str
    action: str
    on: bool


def chips(shelf: Shelf) -> tuple[Chip, ...]:
    """Return the filters as words, in a fixed order."""
    return (
        Chip(shelf.modality.letters if shelf.modality else "modality", "modality", shelf.modality is not None),
        Chip(str(shelf.kind) if shelf.kind else "kind", "kind", shelf.kind is not None),
        Chip(shelf.topic.replace("-", " ") if shelf.topic else "topic", "topic", shelf.topic is not None),
        Chip("fits slot", "fits", shelf.fits),
        Chip("not used", "unused", shelf.unused),
    )


def chip_lines(shelf: Shelf, width: int) -> list[list[Chip]]:
    """Return the filters in lines of at most `width` cells, each with a space on both sides."""
    lines: list[list[Chip]] = [[]]
    taken = 0
    for chip in chips(shelf):
        needed = width_of(chip.words) + 2
        if lines[-1] and taken + needed > width:
            lines.append([])
            taken = 0
        lines[-1].append(chip)
        taken += needed
    return lines


class Filters(Widget):
    """The filters, drawn in as many lines as they need."""

    ALLOW_SELECT = False

    @dataclass
    class Pressed(Message):
        """A filter was clicked."""

        action: str

    def __init__(self) -> None:
        super().__init__()
        self._shelf = Shelf()

    def show(self, shelf: Shelf) -> None:
        """Draw other filters."""
        self._shelf = shelf
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the filters as text."""
        look = look_of(self.app.theme)
        lines = [joined(*(_drawn(chip, look) for chip in line)) for line in chip_lines(self._shelf, self.size.width)]
        return Content("\n").join(lines)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Return how many lines the filters need."""
        return len(chip_lines(self._shelf, width))

    def on_click(self, event: events.Click) -> None:
        """Say which filter was clicked."""
        lines = chip_lines(self._shelf, self.size.width)
        if event.y >= len(lines):
            return
        ends = [0]
        for chip in lines[event.y]:
            ends.append(ends[-1] + width_of(chip.words) + 2)
        for chip, (start, end) in zip(lines[event.y], pairwise(ends), strict=True):
            if start <= event.x < end:
                self.post_message(self.Pressed(chip.action))


def _drawn(chip: Chip, look: Look) -> Content:
    colours = look.colours
    style = f"bold {colours.ground} on {colours.lead}" if chip.on else colours.quiet
    return literal(f" {chip.words} ", style)
