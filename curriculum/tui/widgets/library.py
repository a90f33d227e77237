"""The library beside the week: a search, filters, and the modules that remain."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from curriculum.tui.action import Where
from curriculum.tui.desk import Desk
from curriculum.tui.keys import bindings
from curriculum.tui.shelf import MOST_ROWS, Shelf, drawn_row, row_of
from curriculum.tui.text import literal
from curriculum.tui.theme import look_of
from curriculum.tui.widgets.dragging import DragBegan, DragEnded, DragMoved
from curriculum.tui.widgets.filters import Filters


class Search(Input):
    """Words to look for. The arrow keys move through what is found while the words stay."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.SEARCH)


class ModuleRows(OptionList):
    """The modules that remain. A click marks one, a double click places it, a drag carries it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.LIBRARY)

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._pressed: Offset | None = None
        self._dragging = False

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        index = event.style.meta.get("option")
        if isinstance(index, int):
            self.highlighted = index
            if event.chain == 2:
                self.post_message(Library.Opened())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the mouse, in case this becomes a drag."""
        index = event.style.meta.get("option")
        if event.button == 1 and isinstance(index, int):
            self.highlighted = index
            self._pressed = event.screen_offset
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Begin a drag once the mouse has left the list."""
        if self._pressed is None:
            return
        option = self.highlighted_option
        outside = not self.region.contains(*event.screen_offset)
        if outside and not self._dragging and option is not None and option.id is not None:
            self._dragging = True
            self.post_message(DragBegan(option.id))
        if self._dragging:
            self.post_message(DragMoved(event.screen_offset))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of what is dragged."""
        if self._dragging:
            self.post_message(DragEnded(event.screen_offset))
        self._pressed, self._dragging = None, False
        self.release_mouse()


class Library(Vertical):
    """Search, filters and rows. It shows what it is told of the desk and says what is marked."""

    @dataclass
    class Opened(Message):
        """The marked module was double-clicked."""

    @dataclass
    class Marked(Message):
        """Another module is marked."""

        module: str | None

    def __init__(self) -> None:
        super().__init__(id="library")
        self.state = Shelf()
        self.search = Search(placeholder="/ search the library", compact=True, select_on_focus=False)
        self.filters = Filters()
        self.rows = ModuleRows()
        self._desk: Desk | None = None
        self._shown: object = None

    def compose(self) -> ComposeResult:
        """Lay out search, filters and rows."""
        yield self.search
        yield self.filters
        yield self.rows

    @property
    def marked(self) -> str | None:
        """The id of the marked module."""
        option = self.rows.highlighted_option
        return option.id if option else None

    def show(self, desk: Desk) -> None:
        """List what belongs to the desk; nothing is built anew where nothing differs."""
        self._desk = desk
        self._list()

    def filter(self, state: Shelf) -> None:
        """List with other filters."""
        self.state = state
        self.filters.show(state)
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        event.stop()
        self._list(first=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave Enter to the action table."""
        event.stop()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say which module is marked."""
        event.stop()
        self.post_message(self.Marked(event.option.id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Leave Enter to the action table."""
        event.stop()

    def on_resize(self) -> None:
        """Draw the rows for another width."""
        self._list()

    def _list(self, *, first: bool = False) -> None:
        desk = self._desk
        if desk is None or not self.is_mounted:
            return
        minutes = desk.slot.minutes if self.state.fits and desk.slot else None
        width = self.rows.scrollable_content_region.width
        look = look_of(self.app.theme)
        drawn = (self.search.value, self.state, minutes, width, look, desk.week, desk.board.library, desk.board.uses)
        if self._shown == drawn:
            return
        self._shown = drawn
        marked = None if first else self.marked
        ids = self.state.found(self.search.value, desk.board, desk.slot)
        options = [
            Option(drawn_row(row_of(i, desk.board.library, desk.board, desk.week), width, look), id=i)
            for i in ids[:MOST_ROWS]
        ]
        if len(ids) > MOST_ROWS:
            more = f"{len(ids) - MOST_ROWS} more; type to narrow"
            options.append(Option(literal(more, look.colours.quiet), disabled=True))
        if not ids:
            options.append(Option(literal("Nothing is found.", look.colours.quiet), disabled=True))
        with self.prevent(OptionList.OptionHighlighted):
            self.rows.set_options(options)
            self.rows.highlighted = (ids.index(marked) if marked in ids[:MOST_ROWS] else 0) if ids else None
        self.post_message(self.Marked(self.marked))
