"""The week: grid, library, findings, totals and hints around one desk. It shows, dispatches and keeps nothing else."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.signal import Signal
from textual.widgets import Static

from curriculum.files.yamltext import Source
from curriculum.model.errors import CurriculumError
from curriculum.tui import opening
from curriculum.tui.action import Action, Where
from curriculum.tui.actions import action_for, actions_of, named
from curriculum.tui.board import Board, news
from curriculum.tui.desk import Carried, Desk
from curriculum.tui.doing import editing
from curriculum.tui.keeping import QUIET_SECONDS, Keeper, Listener, State, with_source
from curriculum.tui.keys import bindings
from curriculum.tui.session import Place, keep_place
from curriculum.tui.shelf import Shelf
from curriculum.tui.text import literal
from curriculum.tui.weekview import SlotView
from curriculum.tui.widgets.details import Details
from curriculum.tui.widgets.dragging import DragBegan, DragEnded, DragMoved
from curriculum.tui.widgets.filters import Filters
from curriculum.tui.widgets.findings import Findings, counted
from curriculum.tui.widgets.geometry import least_width
from curriculum.tui.widgets.grid import GridState, WeekGrid
from curriculum.tui.widgets.hints import Hints, hints_of, hints_while_typing
from curriculum.tui.widgets.library import Library
from curriculum.tui.widgets.totals import Head, Totals

LIBRARY_WIDTH = 27
"""Cells of the library on a narrow screen; below what it leaves for the days it becomes a drawer."""


@dataclass(frozen=True)
class Setting:
    """What a session is told from outside: where things are, and what day it is."""

    root: Path
    drafts: Path
    session: Path
    today: date
    track: str | None = None
    quiet_seconds: float = QUIET_SECONDS
    watch: bool = True


class WeekScreen(Screen[None]):
    """Home. Actions of the table are done here; what they do stands in `doing`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.ANYWHERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    AUTO_FOCUS = "#grid"

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.grid = WeekGrid(id="grid")
        self.shelf = Library()
        self.findings = Findings()
        self.totals = Totals()
        self.details = Details()
        self.hints = Hints()
        self.notice = Static("Reading the library…", id="notice", markup=False)
        self.keeper = Keeper(
            Listener(
                newest=lambda: self.desk.opened,
                saved=self._saved,
                state=self._state_changed,
                conflict=lambda: self.start(opening.ask_about_conflict(self)),
                failed=lambda error: self.refuse(str(error)),
            ),
            setting.quiet_seconds,
        )
        self.desk_shown = Signal[Desk](self, "desk-shown")
        self._desk: Desk | None = None
        self._news: tuple[tuple[Any, ...], tuple[Any, ...]] = ((), ())
        self._state = State.SAVED

    def compose(self) -> ComposeResult:
        """Lay out the frame, which is painted before anything is read."""
        yield self.totals
        with Horizontal(id="body"):
            with Vertical(id="plan"):
                yield self.notice
                yield self.grid
                yield self.findings
            with Vertical(id="side"):
                yield self.shelf
                yield self.details
        yield self.hints

    def on_mount(self) -> None:
        """Read the workspace once the frame is painted."""
        self.call_after_refresh(lambda: self.start(opening.open_first(self)))

    @property
    def desk(self) -> Desk:
        """Where the planner is. Nothing may ask for it before a track is open."""
        assert self._desk is not None, "no track is open yet"
        return self._desk

    @property
    def ready(self) -> bool:
        """Tell whether a track is open."""
        return self._desk is not None

    @property
    def state(self) -> State:
        """Whether the file holds what the screen shows."""
        return self._state

    @property
    def where(self) -> Where:
        """What has focus, as the action table names it."""
        if self.shelf.search.has_focus:
            return Where.SEARCH
        if self.shelf.rows.has_focus:
            return Where.LIBRARY
        if self.findings.has_focus:
            return Where.FINDINGS
        return Where.CARRYING if self._desk and self._desk.carried else Where.WEEK

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin work that the screen does not wait for; a failure in it ends the app as any other would."""
        self.run_worker(work, exit_on_error=False)

    def action_press(self, where: str, key: str) -> None:
        """Do what a key means where it was pressed."""
        place = Where[where]
        if self._desk is None:
            if action_for(key, place) is named("quit"):
                self.app.exit()
            return
        carrying = place is Where.WEEK and self._desk.carried is not None
        action = action_for(key, Where.CARRYING, place) if carrying else action_for(key, place)
        if action is not None:
            self.do(action)

    def perform(self, action_id: str) -> None:
        """Do the action of an id."""
        self.do(named(action_id))

    def do(self, action: Action) -> None:
        """Do an action, or say why not."""
        if self._desk is None:
            return
        reason = action.why_not(self)
        if reason is not None:
            self.refuse(reason)
        elif not isinstance(action.run, str):
            action.run(self)

    def attempt(self, change: Callable[[Desk], Desk], said: str = "") -> bool:
        """Show the desk after a change, or say why it is refused; tell which."""
        try:
            desk = change(self.desk)
        except CurriculumError as error:
            self.refuse(str(error))
            return False
        self.show(desk, said)
        return True

    def show(self, desk: Desk, said: str = "") -> None:
        """Draw a desk, keep what was edited, and say what came of it."""
        before, self._desk = self._desk, desk
        same_track = before is not None and before.opened.id == desk.opened.id
        edited = same_track and before is not None and before.opened.history is not desk.opened.history
        if before is not None and edited:
            self._news = news(before.board, desk.board)
            self.keeper.edited()
            said = f"{said} {_told(*self._news)}".strip()
        elif not same_track:
            self._news = ((), ())
        self._draw()
        self._hint(said)
        self.desk_shown.publish(desk)

    def _draw(self) -> None:
        desk = self.desk
        self.grid.show(desk.view, self._grid_state())
        found = desk.board.week_findings(desk.week)
        self.findings.show(found, *self._news)
        self.totals.show(Head(desk.track.title, desk.board.totals(desk.week), counted(found), self._state))
        self.shelf.show(desk)
        self._draw_details()
        room = self.size.width - LIBRARY_WIDTH
        self.set_class(room < least_width(len(desk.view.days)), "-drawer")

    def _grid_state(self) -> GridState:
        desk = self.desk
        if desk.carried is None:
            return GridState(desk.row, desk.column)
        slots = [(r, c, slot) for r, row in enumerate(desk.view.rows) for c, slot in enumerate(row) if slot]
        refused = frozenset((r, c) for r, c, slot in slots if desk.why_not(slot.cell, desk.carried))
        source = desk.carried.source
        return GridState(desk.row, desk.column, refused, desk.view.position(source) if source else None)

    def _draw_details(self) -> None:
        if not self.details.is_mounted or not self.has_class("-wide"):
            return
        in_library = self.shelf.search.has_focus or self.shelf.rows.has_focus
        slot = None if in_library else self.desk.slot
        module = self.shelf.marked if in_library else self.desk.module
        self.details.show(self.desk.board.library.get(module), slot)

    def _hint(self, said: str = "") -> None:
        carried = self.desk.carried
        if carried is not None and not said:
            title = self.desk.board.library.title(carried.module)
            reason = self.desk.why_not(self.desk.cell, carried) if self.desk.cell else None
            if reason:
                self.hints.refuse(f"Not here: {reason}")
                return
            said = f'Carrying "{title}".  Enter drops it here, Esc puts it back.'
        if self.where is Where.CARRYING:
            hints = hints_of(actions_of(Where.CARRYING))
        else:
            actions = tuple(a for a in actions_of(self.where, Where.ANYWHERE) if a.hint and a.why_not(self) is None)
            hints = hints_while_typing(actions) if self.where is Where.SEARCH else hints_of(actions)
        self.hints.show(hints, said)

    def say(self, said: str) -> None:
        """Say something in the hint line."""
        if self._desk is not None:
            self._hint(said)

    def refuse(self, reason: str) -> None:
        """Say in the hint line why something is not done."""
        self.hints.refuse(reason)

    def toast(self, said: str, *, title: str = "") -> None:
        """Say something that outlives the next key."""
        self.app.notify(said, title=title, markup=False, timeout=10)

    def filter(self, state: Shelf) -> None:
        """Show the library through other filters."""
        self.open_drawer()
        self.shelf.filter(state)

    def open_drawer(self) -> None:
        """Show the library where it hides while the days need its room."""
        self.add_class("-open")

    def read(self, module: str, slot: SlotView | None) -> None:
        """Open the reader on a module, with the clock times of a slot where it is held in one."""
        from curriculum.tui.screens.reader import ReaderScreen

        library = self.desk.board.library
        if library.get(module) is not None:
            self.app.push_screen(ReaderScreen(module, library, slot))

    async def open_track(self, track_id: str) -> None:
        """Save, and open another track."""
        if self.desk.opened.changed and not await self.keeper.save():
            return
        await opening.open_track_of(self, self.desk.board.workspace, track_id)

    async def reload(self) -> None:
        """Read the workspace again and show what others changed in it."""
        await self.keeper.alone(lambda: opening.take_from_disk(self))

    def keep_place(self) -> None:
        """Remember track and week for the next session."""
        if self._desk is not None:
            place = Place(self._desk.opened.id, self._desk.week, self.app.theme)
            keep_place(self.setting.session, self.setting.root, place)

    def board_of(self, board: Board) -> None:
        """Show the same place over another version of the workspace."""
        self.show(self.desk.on_board(board))

    def first(self, desk: Desk) -> None:
        """Show the first desk of the session."""
        self.notice.display = False
        self.show(desk)

    def lament(self, said: str) -> None:
        """Say why there is nothing to show."""
        self.notice.update(literal(said))

    def redraw(self) -> None:
        """Draw everything anew, in other colours."""
        self._draw()
        self._hint(self.hints.said)
        for widget in (self.grid, self.shelf.filters):
            widget.refresh()

    def _saved(self, source: Source) -> None:
        opened = with_source(self.desk.opened, source)
        workspace = self.desk.board.workspace.with_track(opened.id, opened.track, source)
        self._desk = self.desk.on_board(Board(workspace, opened, self.desk.board.today))

    def _state_changed(self, state: State) -> None:
        self._state = state
        if self._desk is not None and self.is_mounted:
            desk = self._desk
            found = counted(desk.board.week_findings(desk.week))
            self.totals.show(Head(desk.track.title, desk.board.totals(desk.week), found, state))

    def on_descendant_focus(self) -> None:
        """Hint at the keys of what has focus now; close the drawer once the week has it."""
        if self._desk is None:
            return
        if self.grid.has_focus:
            self.remove_class("-open")
        self._draw_details()
        self._hint(self.hints.said if self.grid.has_focus else "")

    def on_screen_resume(self) -> None:
        """Draw again after a screen above has closed."""
        if self._desk is not None:
            self._draw()

    def on_resize(self) -> None:
        """Decide anew whether the library has room beside the week."""
        if self._desk is not None:
            self.call_after_refresh(self._draw)

    def on_library_marked(self) -> None:
        """Show details of the marked module."""
        if self._desk is not None:
            self._draw_details()

    def on_library_opened(self) -> None:
        """Place a module that was double-clicked."""
        self.perform("place")

    def on_filters_pressed(self, event: Filters.Pressed) -> None:
        """Change the filter that was clicked."""
        self.perform(event.action)

    def on_hints_pressed(self, event: Hints.Pressed) -> None:
        """Do the action whose hint was clicked."""
        self.perform(event.action)

    def on_week_grid_pointed(self, event: WeekGrid.Pointed) -> None:
        """Move the cursor to the slot that was clicked; open it the second time."""
        if self._desk is None:
            return
        self.show(replace(self.desk, row=event.row, column=event.column))
        if event.times == 2:
            self.perform("open")

    def on_drag_began(self, event: DragBegan) -> None:
        """Carry what is dragged."""
        if event.module is None:
            self.perform("pick-up")
        else:
            carried = Carried(event.module)
            self.show(replace(self.desk, carried=carried))
            self.grid.focus()

    def on_drag_moved(self, event: DragMoved) -> None:
        """Move the cursor with the mouse, so that the hint line says what may be dropped where."""
        position = self.grid.cell_at(event.at)
        if self.desk.carried and position and position != (self.desk.row, self.desk.column):
            self.show(replace(self.desk, row=position[0], column=position[1]))

    def on_drag_ended(self, event: DragEnded) -> None:
        """Drop what is dragged where it may be dropped; put it back everywhere else."""
        if self.desk.carried is None:
            return
        position = self.grid.cell_at(event.at)
        cell = self.desk.cell
        reason = self.desk.why_not(cell, self.desk.carried) if position and cell else "Dropped outside the week."
        if reason is None:
            editing.drop(self)
        else:
            editing.put_back(self)
            self.refuse(f"Put back. {reason}")


def _told(brought: tuple[Any, ...], mended: tuple[Any, ...]) -> str:
    """Return what an edit brought and mended, in a few words."""
    parts = []
    if brought:
        parts.append(f"New: {', '.join(dict.fromkeys(finding.rule for finding in brought))}.")
    if mended:
        parts.append(f"Mended: {', '.join(dict.fromkeys(finding.rule for finding in mended))}.")
    return " ".join(parts)
