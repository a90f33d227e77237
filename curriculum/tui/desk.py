"""Where the planner is: the track on the table, the week shown, the slot under the cursor, what is carried.

Every method returns another desk, or raises EditRefused with the reason. Nothing here draws, saves or waits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from curriculum.model.track import Cell, Day, Track
from curriculum.planning import edits
from curriculum.planning.edits import EditRefused
from curriculum.tui.board import Board
from curriculum.tui.weekview import SlotView, WeekView
from curriculum.workspace import OpenTrack


@dataclass(frozen=True)
class Carried:
    """What was picked up: a module of the library, or a placement with the slot that it came from."""

    module: str
    source: Cell | None = None


@dataclass(frozen=True)
class Copied:
    """A day or a whole week to copy from."""

    week: int
    day: Day | None = None

    def __str__(self) -> str:
        return f"{self.day.full_name} of week {self.week}" if self.day else f"week {self.week}"


@dataclass(frozen=True, eq=False)
class Desk:
    """The planner's place in a track."""

    board: Board
    week: int = 1
    row: int = 0
    column: int = 0
    carried: Carried | None = None
    copied: Copied | None = None

    @property
    def track(self) -> Track:
        """The track as it stands now."""
        return self.board.track

    @property
    def opened(self) -> OpenTrack:
        """The track with its history."""
        return self.board.opened

    @property
    def view(self) -> WeekView:
        """The week that is shown."""
        return self.board.week(self.week)

    @property
    def slot(self) -> SlotView | None:
        """The slot under the cursor; None where a day has none in that row."""
        return self.view.at(self.row, self.column)

    @property
    def cell(self) -> Cell | None:
        """The address of the slot under the cursor."""
        return self.slot.cell if self.slot else None

    @property
    def module(self) -> str | None:
        """The id of the module under the cursor."""
        return self.slot.module if self.slot else None

    def stepped(self, rows: int, columns: int) -> "Desk":
        """Return the desk with the cursor on the next slot that way; the same at the edge.

        A row without a slot on some day is passed over, up, down or across.
        """
        row, column = self.row + rows, self.column + columns
        while 0 <= row < len(self.view.rows) and 0 <= column < len(self.view.days):
            if self.view.at(row, column) is not None:
                return replace(self, row=row, column=column)
            row, column = row + rows, column + columns
        return self

    def on_week(self, week: int) -> "Desk":
        """Return the desk showing another week, within the cycle."""
        return replace(self, week=min(max(1, week), self.track.cycle)).settled()

    def on_cell(self, cell: Cell) -> "Desk":
        """Return the desk with the cursor on a slot, in its week; the same where the track has no such slot."""
        if not 1 <= cell.week <= self.track.cycle:
            return self
        there = replace(self, week=cell.week)
        position = there.view.position(cell)
        return replace(there, row=position[0], column=position[1]) if position else self

    def settled(self) -> "Desk":
        """Return the desk with week and cursor inside what the track has now."""
        desk = replace(self, week=min(max(1, self.week), self.track.cycle))
        view = desk.view
        row, column = min(desk.row, len(view.rows) - 1), min(desk.column, len(view.days) - 1)
        while row > 0 and view.at(row, column) is None:
            row -= 1
        if view.at(row, column) is None:
            row = next(number for number in range(len(view.rows)) if view.at(number, column) is not None)
        return replace(desk, row=row, column=column)

    def on_board(self, board: Board) -> "Desk":
        """Return the desk with another version of the track, or of the library, under the same cursor."""
        return replace(self, board=board).settled()

    def with_opened(self, opened: OpenTrack) -> "Desk":
        """Return the desk with another version of its open track."""
        return self.on_board(Board(self.board.workspace, opened, self.board.today))

    def edited(self, name: str, change: Callable[[Track], Track]) -> "Desk":
        """Return the desk after an edit. Raises EditRefused where the plan does not allow it."""
        return self.with_opened(self.opened.edit(name, change))

    def why_not(self, cell: Cell, carried: Carried) -> str | None:
        """Return why something may not be dropped into a slot, or None where it may."""
        if carried.source == cell:
            return None
        reason = edits.why_not(self.track, self.board.library, cell, carried.module)
        returning = self.track.planned(cell)
        if reason is not None or carried.source is None or returning is None:
            return reason
        back = edits.why_not(self.track, self.board.library, carried.source, returning.module)
        title = self.board.library.title(returning.module)
        return f'"{title}" cannot take its place: {back}' if back else None

    def placed(self, module: str) -> "Desk":
        """Return the desk with a module placed under the cursor."""
        cell = self._required_cell()
        self._require(cell, Carried(module))
        return self.edited(f'place "{self.board.library.title(module)}"', lambda t: edits.place(t, cell, module))

    def picked_up(self) -> "Desk":
        """Return the desk carrying what is placed under the cursor."""
        cell = self._required_cell()
        closed = edits.why_closed(self.track, cell)
        if closed is not None:
            raise EditRefused(closed)
        placement = self.track.planned(cell)
        if placement is None:
            raise EditRefused("Nothing is placed here to pick up.")
        return replace(self, carried=Carried(placement.module, cell))

    def dropped(self) -> "Desk":
        """Return the desk with what is carried put down under the cursor; two placements change places."""
        carried, cell = self.carried, self._required_cell()
        if carried is None:
            raise EditRefused("Nothing is carried.")
        free = replace(self, carried=None)
        if carried.source is None:
            return free.placed(carried.module)
        if carried.source == cell:
            return free
        self._require(cell, carried)
        source = carried.source
        name = f'move "{self.board.library.title(carried.module)}"'
        return free.edited(name, lambda track: edits.move(track, source, cell))

    def pasted(self) -> "Desk":
        """Return the desk with the copied day or week put into the day or week under the cursor."""
        if self.copied is None:
            raise EditRefused("Nothing is copied yet.")
        copied, week = self.copied, self.week
        if copied.day is None:
            return self.edited(f"paste {copied}", lambda track: edits.copy_week(track, copied.week, week))
        source, target = (copied.week, copied.day), (week, self.view.days[self.column].day)
        return self.edited(f"paste {copied}", lambda track: edits.copy_day(track, source, target))

    def _required_cell(self) -> Cell:
        if self.cell is None:
            raise EditRefused("There is no slot here.")
        return self.cell

    def _require(self, cell: Cell, carried: Carried) -> None:
        reason = self.why_not(cell, carried)
        if reason is not None:
            raise EditRefused(reason)
