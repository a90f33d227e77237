"""What the screens of track design have in common: a head, a sheet or list, lines about what is marked, and hints.

What they show is worked out in a thread from the plan as it stands, and again whenever the plan changes.
"""

import asyncio
from collections.abc import Iterable
from itertools import accumulate, dropwhile, pairwise
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import WorkType

from curriculum.model.errors import CurriculumError
from curriculum.tui.action import Where
from curriculum.tui.actions import PAGES, actions_of, named
from curriculum.tui.board import Board
from curriculum.tui.desk import Desk
from curriculum.tui.keys import own_bindings
from curriculum.tui.pages.sheet import Sheet
from curriculum.tui.reading import Paper
from curriculum.tui.screens.help import HelpScreen
from curriculum.tui.screens.week import WeekScreen
from curriculum.tui.text import clipped, joined, literal, width_of
from curriculum.tui.theme import look_of
from curriculum.tui.widgets.hints import Hints, do_hinted, hints_by_place
from curriculum.tui.widgets.sheet import SheetView

ShownT = TypeVar("ShownT")


def page_bindings(where: Where) -> list[BindingType]:
    """Return the bindings of a page: its own, those of every page, and the keys of the other pages."""
    taken = {key for action in actions_of(where, Where.PAGE) for key in action.keys}
    others = [
        Binding(key, f"go_to('{page}')", show=False, priority=True)
        for page in PAGES
        for key in named(page).keys
        if key not in taken
    ]
    return [*own_bindings(where, Where.PAGE), *others]


class Page(Screen[None], Generic[ShownT]):
    """A screen over the week. Tells what follows from the plan; what it changes, it changes through the week screen."""

    WHERE: ClassVar[Where]
    NAME: ClassVar[str]
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    TABS: ClassVar[tuple[str, ...]] = ()
    """What the lines at the side can be about, one key apart."""

    def __init__(self, planner: WeekScreen) -> None:
        super().__init__(classes="work-page")
        self.planner = planner
        self.shown: ShownT | None = None
        self.hints = Hints()
        self.tab = 0
        self._said = ""
        self._tabs_from = 0
        """The cell of the head in which the first tab begins."""

    def compose(self) -> ComposeResult:
        """Lay out the frame, which is painted before anything is worked out."""
        yield Static(classes="page-head", markup=False)
        yield Static(classes="page-sum", markup=False)
        with Container(classes="parts"):
            yield SheetView()
            with VerticalScroll(classes="side", can_focus=False):
                yield Static(classes="side-text", markup=False)
        yield self.hints

    def on_mount(self) -> None:
        """Work out what is shown, now and after each change of the plan."""
        self.planner.desk_shown.subscribe(self, self._plan_changed)
        self._head("Working it out…")
        self.refresh_shown()

    def _plan_changed(self, desk: Desk) -> None:  # noqa: ARG002 - the signal's own argument
        self.refresh_shown()

    @property
    def board(self) -> Board:
        """The plan as it stands."""
        return self.planner.desk.board

    def refresh_shown(self) -> None:
        """Begin to work out what is shown; what was asked for before is forgotten."""
        self.begin(self._worked_out, group="page")

    def begin(self, work: WorkType[None], *, group: str) -> None:
        """Begin work that the screen does not wait for; earlier work of its group is forgotten.

        Takes the function and not its coroutine: one that is forgotten before it begins must not be left over.
        """
        self.run_worker(work, group=group, exclusive=True, exit_on_error=False)

    async def _worked_out(self) -> None:
        board = self.board
        try:
            shown = await asyncio.to_thread(self.work_out, board)
        except CurriculumError as error:
            self.lament(str(error))
            return
        self.shown = shown
        self.call_after_refresh(self.draw)

    def work_out(self, board: Board) -> ShownT:
        """Return what is shown of a plan. Runs in a thread: it may ask nothing of the screen."""
        raise NotImplementedError

    def lament(self, said: str) -> None:
        """Say why there is nothing to show."""
        self.shown = None
        self._head(said)
        self.query_one(".side-text", Static).update("")
        self.query_one(SheetView).show(Sheet("", (), ()))
        self.hint()

    def draw(self) -> None:
        """Draw everything anew for the width there is."""
        if self.shown is not None and self.is_mounted:
            self._head(self.summary(self.shown))
            self.draw_main(self.shown)
            self.draw_side()
            self.hint()

    def summary(self, shown: ShownT) -> str:
        """Return what there is to say of it all, in a sentence or two."""
        raise NotImplementedError

    def draw_main(self, shown: ShownT) -> None:
        """Draw what the cursor walks in."""
        raise NotImplementedError

    def side(self, shown: ShownT, paper: Paper) -> Iterable[Content]:
        """Return the lines about what is marked."""
        raise NotImplementedError

    def draw_side(self) -> None:
        """Draw the lines about what is marked."""
        text = self.query_one(".side-text", Static)
        width = text.size.width or self.size.width
        if self.shown is not None and width >= 8:
            lines = dropwhile(lambda line: not line.plain, self.side(self.shown, Paper(width, look_of(self.app.theme))))
            text.update(Content("\n").join(lines))

    def heading(self) -> str:
        """Return the name of the page with what it is about."""
        return f"{self.NAME}: {self.board.track.title}"

    def _head(self, said: str) -> None:
        look, width = look_of(self.app.theme), self.size.width
        colours = look.colours
        tabs = [(f" {name} ", number == self.tab) for number, name in enumerate(self.TABS)]
        title = clipped(self.heading(), width - 4 - sum(width_of(name) for name, _ in tabs))
        self._tabs_from = 1 + width_of(title) + 2
        self.query_one(".page-head", Static).update(
            joined(
                literal(title, f"bold {colours.lead}"),
                "  ",
                *(
                    literal(name, f"bold {colours.ground} on {colours.lead}" if on else colours.quiet)
                    for name, on in tabs
                ),
            )
        )
        self.query_one(".page-sum", Static).update(literal(said, colours.word))

    def hint(self) -> None:
        """Hint at the keys, or show what was said last."""
        hints = hints_by_place(self.WHERE, Where.PAGE)
        self.hints.show(tuple(hint for hint in hints if self.TABS or hint.action != "turn-page"), self._said)

    def say(self, said: str) -> None:
        """Say something in the place of the hints, until the cursor moves."""
        self._said = said
        self.hint()

    def refuse(self, reason: str) -> None:
        """Say why something is not done."""
        self.hints.refuse(reason)

    @property
    def reading(self) -> bool:
        """Tell whether the lines about what is marked have all the room."""
        return self.has_class("-reading")

    def on_resize(self) -> None:
        """Draw for another width."""
        self.call_after_refresh(self.draw)

    def on_screen_resume(self) -> None:
        """Draw again after a screen above has closed."""
        self.draw()

    def on_sheet_view_moved(self) -> None:
        """Tell about another cell."""
        self._begin_side()

    def on_sheet_view_opened(self) -> None:
        """Give the lines about a cell that was double-clicked all the room."""
        self.action_read()

    def on_click(self, event: events.Click) -> None:
        """Turn to the tab that was clicked."""
        if event.screen_y:
            return
        ends = list(accumulate((width_of(name) + 2 for name in self.TABS), initial=self._tabs_from))
        for number, (start, end) in enumerate(pairwise(ends)):
            if start <= event.screen_x < end:
                self.action_turn(number - self.tab)

    def on_hints_pressed(self, event: Hints.Pressed) -> None:
        """Do the action whose hint was clicked."""
        do_hinted(self, event, self.WHERE, Where.PAGE)

    def _begin_side(self) -> None:
        self.query_one(".side", VerticalScroll).scroll_home(animate=False)
        self._said = ""
        self.draw_side()
        self.hint()

    def action_step(self, lines: int, columns: int) -> None:
        """Move the cursor, or read on where the lines about it have all the room."""
        if self.reading:
            self.action_scroll(lines)
        else:
            self.query_one(SheetView).step(lines, columns)

    def action_scroll(self, lines: int) -> None:
        """Read on, or back, by lines."""
        self.query_one(".side", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, pages: int) -> None:
        """Read on, or back, by pages, with a line in common."""
        self.action_scroll(pages * max(1, self.query_one(".side").size.height - 1))

    def action_read(self) -> None:
        """Give the lines about what is marked all the room, or take it back."""
        self.toggle_class("-reading")
        self.call_after_refresh(self._begin_side)

    def action_turn(self, tabs: int) -> None:
        """Tell something else about what is marked."""
        if self.TABS:
            self.tab = (self.tab + tabs) % len(self.TABS)
            self._begin_side()
            self.draw()

    def action_undo(self) -> None:
        """Take back the last change of the plan, or say why that cannot be."""
        reason = named("undo").why_not(self.planner)
        if reason is not None:
            self.refuse(reason)
            return
        self.planner.perform("undo")
        self.say(self.planner.hints.said)

    def action_keys(self) -> None:
        """List the keys, first those of this page."""
        self.app.push_screen(HelpScreen(self.WHERE, Where.PAGE))

    def action_back(self) -> None:
        """Leave the lines that have all the room, else the page."""
        if self.reading:
            self.action_read()
        else:
            self.dismiss(None)

    def action_go_to(self, page: str) -> None:
        """Open another page in the place of this one."""
        self.dismiss(None)
        self.planner.perform(page)
