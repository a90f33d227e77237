"""Fill: a proposal beside the plan, each slot with its reason. Nothing is changed before it is accepted.

The search runs in a thread with the solver in a process of its own, so that the screen stays awake; Esc ends both.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from curriculum.model.errors import CurriculumError
from curriculum.model.track import Cell
from curriculum.planning.fill.proposal import Left, Proposal, Proposed
from curriculum.planning.fill.stages import Chosen
from curriculum.planning.fill.why import Alternative
from curriculum.tui.action import Where
from curriculum.tui.desk import Desk
from curriculum.tui.pages.filling import (
    Filling,
    Scope,
    checked,
    conflict_lines,
    other_lines,
    others,
    reason_lines,
    sheet_of,
    summary,
    waiting_lines,
    wish_lines,
)
from curriculum.tui.reading import Paper
from curriculum.tui.screens.page import Page, page_bindings
from curriculum.tui.screens.prompt import PromptScreen
from curriculum.tui.screens.week import WeekScreen
from curriculum.tui.text import literal
from curriculum.tui.widgets.sheet import SheetView
from curriculum.workspace.filling import Nothing, Search, fill

_REASON, _OTHERS, _WISHES = range(3)


class FillScreen(Page[Filling]):
    """Asks for a proposal, shows it, and takes all of it or some."""

    WHERE = Where.FILLING
    NAME = "Fill"
    TABS = ("reason", "why not", "wishes")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings(Where.FILLING)

    def __init__(self, planner: WeekScreen) -> None:
        super().__init__(planner)
        self._scope = Scope((planner.desk.week,))
        self._another = 0
        self._others: Mapping[Cell, tuple[Alternative, ...]] = {}
        self._search: tuple[asyncio.AbstractEventLoop, asyncio.Task[Proposal | Nothing]] | None = None
        self._number = 0
        self._began = 0.0

    def on_mount(self) -> None:
        """Say from second to second how long a search has run."""
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        if self._looking and self.shown is not None:
            self._head(self.summary(self.shown))

    def _plan_changed(self, desk: Desk) -> None:
        """Say that the plan is another one; a proposal is never made anew by itself."""
        shown = self.shown
        if shown and shown.proposal and desk.track != shown.accepted(shown.taken):
            self.say("The plan has changed since. t, w or c proposes anew.")

    def refresh_shown(self) -> None:
        """Begin another search; one that still runs is ended."""
        self._stop()
        self._number += 1
        self._others, self._began = {}, monotonic()
        board = self.board
        problem = self._scope.problem(board)
        self.shown = Filling(board, self._scope, len(problem.cells), another=self._another)
        self.query_one(SheetView).put(0)
        if problem.cells:
            self.begin(partial(self._sought, self._number, self.shown), group="fill")
        self.call_after_refresh(self.draw)

    @property
    def _looking(self) -> bool:
        return self.shown is not None and self.shown.found is None and self.shown.slots > 0

    async def _sought(self, number: int, filling: Filling) -> None:
        screen = asyncio.get_running_loop()

        def show(chosen: Chosen) -> None:
            screen.call_soon_threadsafe(self._first_stage, number, chosen)

        try:
            found = await asyncio.to_thread(self._solved, number, filling, show)
        except CurriculumError as error:
            if number == self._number:
                self.lament(str(error))
            return
        if found is not None and number == self._number:
            self.shown = found
            self.draw()

    def _solved(self, number: int, filling: Filling, show: Callable[[Chosen], None]) -> Filling | None:
        """Return the filling with what was found; None where the search was stopped. Runs in a thread of its own."""

        async def search() -> Proposal | Nothing:
            from curriculum.solver.line import SolverLine

            async with SolverLine() as line:
                task = asyncio.ensure_future(
                    fill(
                        filling.scope.problem(filling.board),
                        line,
                        Search(filling.board.today, another=filling.another),
                        show,
                    )
                )
                self._search = (asyncio.get_running_loop(), task)
                if number != self._number:
                    task.cancel()
                return await task

        try:
            found = asyncio.run(search())
        except asyncio.CancelledError:
            return None
        return checked(replace(filling, found=found))

    def _first_stage(self, number: int, chosen: Chosen) -> None:
        if number == self._number and self.shown is not None and self.shown.found is None:
            self.shown = replace(self.shown, chosen=chosen)
            self.draw()

    def _stop(self) -> None:
        search, self._search = self._search, None
        if search is not None and not search[1].done():
            search[0].call_soon_threadsafe(search[1].cancel)

    def on_unmount(self) -> None:
        """End a search with the screen."""
        self._number += 1
        self._stop()

    def action_back(self) -> None:
        """Stop a search that runs, else go back."""
        if self._looking and self._search is not None:
            self._number += 1
            self._stop()
            assert self.shown is not None
            self.shown = None
            self.lament("Stopped. Nothing was changed. t, w or c looks again; Esc goes back.")
            return
        super().action_back()

    def summary(self, shown: Filling) -> str:
        """Return how it stands."""
        if not shown.slots:
            what = shown.scope.name(shown.board.track)
            return f"No slot of {what} is empty. c looks in the whole cycle, p plans anew what is not locked."
        return summary(shown, int(monotonic() - self._began))

    def draw_main(self, shown: Filling) -> None:
        """Draw the slots with what is proposed."""
        sheet, _ = sheet_of(shown)
        self.query_one(SheetView).show(sheet)

    def _marked(self, shown: Filling) -> Proposed | Left | None:
        _, offers = sheet_of(shown)
        line = self.query_one(SheetView).line
        return offers[line] if line < len(offers) else None

    def side(self, shown: Filling, paper: Paper) -> Iterable[Content]:
        """Return the reason of the marked slot, what else could stand there, or what the wishes say."""
        if isinstance(shown.found, Nothing):
            return conflict_lines(shown.found, paper)
        if shown.found is None:
            return waiting_lines(shown, paper) if shown.slots else ()
        offer = self._marked(shown)
        if self.tab == _WISHES or offer is None:
            return wish_lines(shown, paper)
        if self.tab == _REASON:
            return reason_lines(shown, offer, paper)
        if offer.cell in self._others:
            return other_lines(shown, self._others[offer.cell], paper)
        return (literal("Comparing with every other module…", paper.look.colours.quiet),)

    def draw_side(self) -> None:
        """Draw the lines about the marked slot, and compare with other modules where that is asked for."""
        super().draw_side()
        shown = self.shown
        offer = self._marked(shown) if shown and shown.proposal else None
        if shown and offer and self.tab == _OTHERS and offer.cell not in self._others:
            self.begin(partial(self._compared, self._number, shown, offer.cell), group="why")

    async def _compared(self, number: int, shown: Filling, cell: Cell) -> None:
        found = await asyncio.to_thread(others, shown, cell)
        if number == self._number:
            self._others = {**self._others, cell: found}
            self.draw_side()

    def _ask(self, scope: Scope) -> None:
        self._scope, self._another = scope, 0
        self.refresh_shown()

    def action_this_week(self) -> None:
        """Propose for the week that is shown in the plan."""
        self._ask(replace(self._scope, weeks=(self.planner.desk.week,)))

    def action_cycle(self) -> None:
        """Propose for every week."""
        self._ask(replace(self._scope, weeks=tuple(range(1, self.board.track.cycle + 1))))

    def action_weeks(self) -> None:
        """Ask for a range of weeks."""
        cycle = self.board.track.cycle

        def why_not(text: str) -> str | None:
            return None if weeks_in(text, cycle) else f"Write it as 3-5, between 1 and {cycle}."

        def typed(text: str | None) -> None:
            if text:
                self._ask(replace(self._scope, weeks=weeks_in(text, cycle)))

        now = f"{self._scope.weeks[0]}-{self._scope.weeks[-1]}"
        self.app.push_screen(PromptScreen("Which weeks? Write them as 3-5.", now, why_not), typed)

    def action_anew(self) -> None:
        """Plan anew what is not locked, or fill empty slots only again."""
        self._ask(replace(self._scope, anew=not self._scope.anew))

    def action_another(self) -> None:
        """Ask for the next different proposal."""
        if self.shown is None or self.shown.proposal is None:
            self.refuse("There is no proposal to differ from.")
        elif self.shown.taken:
            self.refuse("Some of this one is taken already: t, w or c proposes for what is left.")
        else:
            self._another += 1
            self.refresh_shown()

    def action_why(self) -> None:
        """Tell why this module stands in the marked slot and not another."""
        self.tab = _OTHERS
        self._begin_side()
        self.draw()

    def action_accept(self) -> None:
        """Take all of the proposal, as one change."""
        shown = self.shown
        if shown is None or shown.proposal is None or not self._current(shown):
            return
        count, name = len(shown.proposal.changed), f"fill {shown.scope.name(shown.board.track)}"
        said = f"Filled {count} slot{'s' * (count != 1)}. u takes {'all of it' if count > 1 else 'it'} back."
        first = next((offer.cell for offer in shown.offers if isinstance(offer, Proposed) and offer.changes), None)

        def change(desk: Desk) -> Desk:
            filled = desk.edited(name, lambda _: shown.accepted())
            return filled.on_cell(first) if first else filled

        if self.planner.attempt(change, said):
            self.dismiss(None)
            self.planner.grid.focus()

    def action_accept_slot(self) -> None:
        """Take the marked slot of the proposal alone."""
        shown = self.shown
        if shown is None or shown.proposal is None or not self._current(shown):
            return
        offer = self._marked(shown)
        if offer is None or offer.cell in shown.taken:
            self.refuse("This slot is taken already." if offer else "Mark a slot first.")
            return
        taken = shown.taken | {offer.cell}
        self.shown = replace(shown, taken=taken)
        title = shown.board.library.title(offer.placement.module) if isinstance(offer, Proposed) else "nothing"

        def change(desk: Desk) -> Desk:
            return desk.edited(f'fill "{title}"', lambda _: shown.accepted(taken)).on_cell(offer.cell)

        if self.planner.attempt(change, f'Took "{title}" into {offer.cell}.'):
            self.draw()
            self.say(self.planner.hints.said)
        else:
            self.shown = shown
            self.refuse(self.planner.hints.said)

    def _current(self, shown: Filling) -> bool:
        """Tell whether a proposal is for the plan as it stands, and say so where it is not."""
        if self.board.track == shown.accepted(shown.taken):
            return True
        self.refuse("The plan has changed since this was proposed. t, w or c proposes anew.")
        return False


def weeks_in(text: str, cycle: int) -> tuple[int, ...]:
    """Return the weeks of a range such as `3-5` or `4`; nothing where it is none within the cycle."""
    first, dash, last = text.replace(" ", "").partition("-")
    last = last if dash else first
    if not (first.isdecimal() and last.isdecimal()):
        return ()
    return tuple(range(int(first), int(last) + 1)) if 1 <= int(first) <= int(last) <= cycle else ()
