"""The week grid: draws one week line by line, and says which slot was meant by a key or the mouse."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size, Spacing
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from curriculum.model.timing import clock_text
from curriculum.tui.action import Where
from curriculum.tui.keys import bindings
from curriculum.tui.text import padded
from curriculum.tui.theme import LETTERS, Look, look_of
from curriculum.tui.weekview import DayView, WeekView
from curriculum.tui.widgets.card import CardState, card
from curriculum.tui.widgets.dragging import DragBegan, DragEnded, DragMoved
from curriculum.tui.widgets.geometry import GAP, MOST_HEIGHT, RAIL, Geometry, fitted_geometry


@dataclass(frozen=True)
class GridState:
    """What the grid shows beside the week itself."""

    row: int = 0
    column: int = 0
    refused: frozenset[tuple[int, int]] = frozenset()
    """Rows and columns of slots that may not take what is carried."""
    lifted: tuple[int, int] | None = None
    """Where the carried placement came from."""


class WeekGrid(ScrollView, can_focus=True):
    """Days across, slots down. The heads of the days and the clock times stay while the rest scrolls."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.WEEK, Where.CARRYING)

    @dataclass
    class Pointed(Message):
        """A slot was clicked; twice in a row to open it."""

        row: int
        column: int
        times: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._view: WeekView | None = None
        self._state = GridState()
        self._grid = Geometry(1, 1, 1, 1, 1, 0)
        self._pressed: tuple[int, int] | None = None
        self._dragging = False

    def show(self, view: WeekView, state: GridState) -> None:
        """Draw a week with its cursor, and bring the cursor into sight."""
        moved = (state.row, state.column) != (self._state.row, self._state.column)
        self._view, self._state = view, state
        self._measure()
        if moved:
            self._reveal()
        self.refresh()

    @property
    def geometry(self) -> Geometry:
        """Where the cells stand, before scrolling."""
        return self._grid

    def cell_at(self, at: Offset) -> tuple[int, int] | None:
        """Return row and column of the slot at a point of the screen; None where there is none."""
        region = self.content_region
        if self._view is None or not region.contains(*at):
            return None
        x, y = at - region.offset
        if x < RAIL or y < self._grid.head:
            return None
        position = self._grid.cell_at(x + self.scroll_offset.x, y + self.scroll_offset.y)
        return position if position and self._view.at(*position) else None

    def on_resize(self) -> None:
        """Fit the cells to the new size."""
        self._measure()
        self.call_after_refresh(self._reveal)

    def on_focus(self) -> None:
        """Draw the cursor bright."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor calm."""
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines in which every cell has all its room."""
        if self._view is None:
            return 1
        rows = len(self._view.rows)
        return self._head + rows * (MOST_HEIGHT + 1) - 1

    @property
    def _head(self) -> int:
        """Lines of the day heads: a second one where some day is closed."""
        return 2 if self._view and any(day.closed for day in self._view.days) else 1

    def _measure(self) -> None:
        if self._view is None:
            return
        size = (self.size.width, self.size.height)
        self._grid = fitted_geometry(size, len(self._view.rows), len(self._view.days), self._head)
        self.virtual_size = Size(self._grid.full_width, self._grid.full_height)

    def _reveal(self) -> None:
        x, y = self._grid.origin(self._state.row, self._state.column)
        region = Region(x, y, self._grid.width, self._grid.height)
        self.scroll_to_region(region, spacing=Spacing(self._grid.head, 0, 0, RAIL), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Return one line of the grid as it stands on the screen."""
        look = look_of(self.app.theme)
        ground = look.on(look.colours.ground, look.colours.word)
        width = self.size.width
        if self._view is None:
            return Strip.blank(width, ground)
        grid, view = self._grid, self._view
        if y < grid.head:
            rail, body = Strip.blank(RAIL, ground), self._head_line(view, y, look)
        else:
            line = y + self.scroll_offset.y
            rail, body = self._rail_line(view, line, look), self._row_line(view, line, look)
        shown = body.crop(self.scroll_offset.x, self.scroll_offset.x + width - RAIL)
        return Strip.join([rail, shown]).adjust_cell_length(width, ground)

    def _head_line(self, view: WeekView, line: int, look: Look) -> Strip:
        parts: list[Segment] = []
        ground = look.on(look.colours.ground, look.colours.word)
        for column, day in enumerate(view.days):
            here = column == self._state.column
            colour = look.colours.faint if day.closed else look.colours.lead if here else look.colours.word
            style = look.on(look.colours.ground, colour, bold=line == 0)
            parts.append(Segment(padded(_head_text(day, line), self._grid.width), style))
            parts.append(Segment(" " * GAP, ground))
        return Strip(parts)

    def _rail_line(self, view: WeekView, line: int, look: Look) -> Strip:
        place = self._grid.row_of(line)
        text = ""
        if place is not None and place[1] in (0, 1):
            text = clock_text(view.hours[place[0]][place[1]])
        colour = look.colours.word if place and place[1] == 0 else look.colours.quiet
        return Strip([Segment(padded(text, RAIL), look.on(look.colours.ground, colour))])

    def _row_line(self, view: WeekView, line: int, look: Look) -> Strip:
        grid = self._grid
        place = grid.row_of(line)
        ground = look.on(look.colours.ground, look.colours.word)
        if place is None:
            return Strip.blank(grid.full_width, ground)
        row, inner = place
        strips: list[Strip] = []
        for column, slot in enumerate(view.rows[row]):
            if slot is None:
                strips.append(Strip.blank(grid.width + GAP, ground))
                continue
            lines = card(slot, self._card_state(row, column), (grid.width, grid.height), look)
            strips += [lines[inner], Strip.blank(GAP, ground)]
        return Strip.join(strips)

    def _card_state(self, row: int, column: int) -> CardState:
        state = self._state
        chosen = (row, column) == (state.row, state.column)
        return CardState(
            chosen=chosen,
            focused=chosen and self.has_focus,
            refused=(row, column) in state.refused,
            lifted=(row, column) == state.lifted,
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the mouse, in case this becomes a drag."""
        position = self.cell_at(event.screen_offset)
        if event.button != 1 or position is None:
            return
        self._pressed = position
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Begin a drag once the mouse has left the slot that it took hold of."""
        if self._pressed is None:
            return
        if not self._dragging and self.cell_at(event.screen_offset) != self._pressed:
            self._dragging = True
            self.post_message(self.Pointed(*self._pressed, times=1))
            self.post_message(DragBegan(None))
        if self._dragging:
            self.post_message(DragMoved(event.screen_offset))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of what is dragged."""
        if self._dragging:
            self.post_message(DragEnded(event.screen_offset))
        self.let_go()

    def on_click(self, event: events.Click) -> None:
        """Say which slot was clicked."""
        position = self.cell_at(event.screen_offset)
        if position is not None:
            self.post_message(self.Pointed(*position, times=event.chain))

    def let_go(self) -> None:
        """Forget a drag."""
        self._pressed, self._dragging = None, False
        self.release_mouse()


def _head_text(day: DayView, line: int) -> str:
    if line == 1:
        return f"closed: {day.closed}" if day.closed else ""
    mark = f" {LETTERS[day.severity]}" if day.severity in LETTERS and day.severity else ""
    return f"{day.date:%a %b} {day.date.day}{mark}"
