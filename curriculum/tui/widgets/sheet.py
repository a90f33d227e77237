"""A sheet on the screen: labels and heads stay while the rest scrolls, and a cursor walks from cell to cell."""

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from curriculum.tui.pages.sheet import Line, Mark, Sheet
from curriculum.tui.text import clean, padded, width_of
from curriculum.tui.theme import Look, look_of

_GAP = 2
"""Cells between columns."""
_ASIDE = 8
"""Cells to scroll aside where the cursor is a whole line."""
_HEAD = 1
"""Lines of the column heads."""


class SheetView(ScrollView):
    """Draws a sheet line by line."""

    ALLOW_SELECT = False

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell."""

    @dataclass
    class Opened(Message):
        """A cell was double-clicked."""

    def __init__(self) -> None:
        super().__init__(classes="sheet-view")
        self._sheet = Sheet("", (), ())
        self._rail = 0
        self.line = 0
        self.column = 0

    def show(self, sheet: Sheet) -> None:
        """Draw another sheet, with the cursor where it was as far as that goes."""
        self._sheet = sheet
        self._place(self.line, self.column, 1)
        self._measure()
        self.refresh()

    def put(self, line: int, column: int = 0) -> None:
        """Put the cursor on a cell."""
        self._place(line, column, 1)
        self._reveal()
        self.refresh()

    def step(self, lines: int, columns: int) -> None:
        """Move the cursor by lines and columns, past headings, to the edge at most."""
        if columns and self._sheet.by_line:
            self.scroll_relative(x=columns * _ASIDE, animate=False)
            return
        before = (self.line, self.column)
        self._place(self.line + lines, self.column + columns, lines or 1)
        if before != (self.line, self.column):
            self._reveal()
            self.refresh()
            self.post_message(self.Moved())

    def step_page(self, pages: int) -> None:
        """Move the cursor by as many lines as are seen."""
        self.step(pages * max(1, self.size.height - _HEAD - 1), 0)

    def on_resize(self) -> None:
        """Fit the labels to the new width."""
        self._measure()
        self.call_after_refresh(self._reveal)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the cell that was clicked."""
        at = self._cell_at(event.x, event.y)
        if at is None:
            return
        self.step(at[0] - self.line, 0 if self._sheet.by_line else at[1] - self.column)
        if event.chain == 2:
            self.post_message(self.Opened())

    def _cell_at(self, x: int, y: int) -> tuple[int, int] | None:
        line = y - _HEAD + self.scroll_offset.y
        if y < _HEAD or not 0 <= line < len(self._sheet.lines) or self._sheet.lines[line].heading:
            return None
        inner, column = x - self._rail + self.scroll_offset.x, 0
        for column, width in enumerate(self._sheet.widths):  # noqa: B007 - the last one is wanted beyond the edge
            inner -= width + _GAP
            if inner < 0:
                break
        return line, self.column if x < self._rail or self._sheet.by_line else column

    def _place(self, line: int, column: int, step: int) -> None:
        self.line = self._sheet.nearest(line, step)
        self.column = min(max(0, column), max(0, len(self._sheet.heads) - 1))

    def _measure(self) -> None:
        room = self.size.width
        self._rail = min(self._sheet.label_width, max(8, room * 2 // 5)) + 1 + _GAP
        width = self._rail + sum(cells + _GAP for cells in self._sheet.widths)
        self.virtual_size = Size(width, len(self._sheet.lines) + _HEAD)

    def _reveal(self) -> None:
        widths = self._sheet.widths
        left = self._rail + sum(cells + _GAP for cells in widths[: self.column])
        wide = (widths[self.column] if widths else 0) + _GAP
        first = self.line and all(line.heading for line in self._sheet.lines[: self.line])
        top = 0 if first else self.line + _HEAD
        region = Region(0 if self._sheet.by_line else left, top, wide, 1)
        self.scroll_to_region(region, spacing=Spacing(_HEAD, 0, 0, self._rail), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Return one line as it stands on the screen."""
        look, width = look_of(self.app.theme), self.size.width
        ground = look.on(look.colours.ground, look.colours.word)
        if y < _HEAD:
            rail, body = self._head_line(look)
        else:
            place = y - _HEAD + self.scroll_offset.y
            if not 0 <= place < len(self._sheet.lines):
                return Strip.blank(width, ground)
            rail, body = self._body_line(self._sheet.lines[place], look, here=place == self.line)
            ground = look.on(self._ground(self._sheet.lines[place], look, here=place == self.line), look.colours.word)
        shown = body.crop(self.scroll_offset.x, self.scroll_offset.x + max(0, width - self._rail))
        return Strip.join([rail, shown]).adjust_cell_length(width, ground)

    def _ground(self, line: Line, look: Look, *, here: bool) -> str:
        """Return what a line stands on, over the whole width."""
        if line.heading or not here:
            return look.colours.ground
        return look.colours.chosen if self._sheet.by_line else look.colours.card

    def _head_line(self, look: Look) -> tuple[Strip, Strip]:
        quiet, lead = (look.on(look.colours.ground, c) for c in (look.colours.quiet, look.colours.lead))
        rail = Strip([Segment(" ", quiet), Segment(padded(self._sheet.corner, self._rail - 1), quiet)])
        heads = zip(self._sheet.heads, self._sheet.widths, strict=True)
        return rail, Strip(
            [
                Segment(_fitted(head, cells + _GAP), lead if n == self.column and not self._sheet.by_line else quiet)
                for n, (head, cells) in enumerate(heads)
            ]
        )

    def _body_line(self, line: Line, look: Look, *, here: bool) -> tuple[Strip, Strip]:
        colours = look.colours
        if line.heading:
            style = look.on(colours.ground, colours.lead, bold=True)
            text = " " + padded(line.label, max(self._rail, self.size.width) - 1)
            return Strip([Segment(text[: self._rail], style)]), Strip([Segment(text[self._rail :], style)])
        ground = self._ground(line, look, here=here)
        label = look.on(ground, colours.word if here else line.tone.colour(look), bold=here)
        bar = look.on(ground, colours.lead)
        rail = Strip([Segment("█" if here else " ", bar), Segment(padded(line.label, self._rail - 1), label)])
        return rail, Strip([self._cell(mark, n, look, ground) for n, mark in enumerate(line.cells)])

    def _cell(self, mark: Mark, column: int, look: Look, ground: str) -> Segment:
        chosen = ground == look.colours.card and column == self.column
        ground = look.colours.chosen if chosen else ground
        colour = mark.tone.colour(look)
        return Segment(_fitted(mark.text, self._sheet.widths[column] + _GAP), look.on(ground, colour, bold=mark.loud))


def _fitted(text: str, width: int) -> str:
    """Return a line of exactly `width` cells; spaces before it stay, so that figures stand at the right."""
    line = clean(text).replace("\n", " ")
    return line + " " * (width - width_of(line)) if width_of(line) <= width else padded(line, width)
