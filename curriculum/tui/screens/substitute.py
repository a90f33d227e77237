"""Somebody is out: for each group of that day who can stand in, or what can be held instead, with reasons."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from curriculum.planning.bench import Candidate
from curriculum.planning.substitute import taken
from curriculum.planning.swaps import Shelved
from curriculum.tui.action import Where
from curriculum.tui.board import Board
from curriculum.tui.pages.closing import meeting_day, why_no_meeting
from curriculum.tui.pages.substitute import StandIns, leaders_of, offer_lines, stand_ins, summary
from curriculum.tui.reading import Paper
from curriculum.tui.screens.choice import ChoiceScreen
from curriculum.tui.screens.page import Page, page_bindings
from curriculum.tui.screens.prompt import PromptScreen
from curriculum.tui.screens.week import WeekScreen
from curriculum.tui.shelf import Choice
from curriculum.tui.widgets.sheet import SheetView


class SubstituteScreen(Page[StandIns]):
    """Who can stand in, group by group."""

    WHERE = Where.SUBSTITUTE
    NAME = "Somebody is out"
    BINDINGS: ClassVar[list[BindingType]] = page_bindings(Where.SUBSTITUTE)

    def __init__(self, planner: WeekScreen, day: date, out: str) -> None:
        super().__init__(planner)
        self._day, self._out = day, out

    def work_out(self, board: Board) -> StandIns:
        """Return what can be done that day."""
        return stand_ins(board, self._day, self._out)

    def summary(self, shown: StandIns) -> str:
        """Return who is out when."""
        return summary(shown)

    def draw_main(self, shown: StandIns) -> None:
        """Draw the groups with their options."""
        self.query_one(SheetView).show(shown.sheet)

    def side(self, shown: StandIns, paper: Paper) -> Iterable[Content]:
        """Return the reasons of the marked option."""
        return offer_lines(shown, self.query_one(SheetView).line, paper)

    def action_day(self, step: int) -> None:
        """Go to another meeting day."""
        day = meeting_day(self.board.track, self._day, step)
        if day is None:
            self.refuse("The track starts here." if step < 0 else "The track ends here.")
            return
        self._go(day)

    def _go(self, day: date) -> None:
        """Show another day, with the same person out."""
        self._day = day
        self.query_one(SheetView).put(0)
        self.refresh_shown()

    def action_type(self) -> None:
        """Ask for a date."""

        def why_not(text: str) -> str | None:
            return why_no_meeting(self.board.track, text)

        def typed(text: str | None) -> None:
            if text is not None:
                self._go(date.fromisoformat(text))

        self.app.push_screen(PromptScreen("Which day? Write it as 2027-03-29.", str(self._day), why_not), typed)

    def action_choose(self) -> None:
        """Ask who is out; those who lead something that day stand first."""
        clinic = self.board.workspace.clinic
        leading = leaders_of(self.board, self._day)
        choices = [Choice(name, f"{clinic.person_name(name)}  leads that day") for name in leading]
        choices += [Choice(name, person.name) for name, person in clinic.people.items() if name not in leading]

        def chosen(name: str | None) -> None:
            if name:
                self._out = name
                self.query_one(SheetView).put(0)
                self.refresh_shown()

        self.app.push_screen(
            ChoiceScreen(f"Who is out on {self._day:%A %Y-%m-%d}?", choices, self.shown.out if self.shown else ""),
            chosen,
        )

    def action_accept(self) -> None:
        """Take the marked option into the plan, as one change."""
        shown, line = self.shown, self.query_one(SheetView).line
        held = shown.offers[line] if shown and line < len(shown.offers) else None
        if shown is None or held is None or shown.board.track is not self.board.track or shown.day != self._day:
            self.refuse("There is nothing to take here.")
            return
        gap, offer = held
        if offer is None or (isinstance(offer, Candidate) and offer.barred):
            self.refuse(f"Barred: {'; '.join(offer.barred)}." if offer else gap.no_swap)
            return
        if isinstance(offer, Shelved):
            self.refuse("The emergency shelf is for the day alone: print it with the binder; the plan stays.")
            return
        option = offer
        name = shown.clinic.person_name(option.team[0])
        session = f"{gap.session.cell.slot} of {gap.session.date:%a %b} {gap.session.date.day}"
        what = name if isinstance(option, Candidate) else f'"{shown.library.title(option.module)}" with {name}'
        done = self.planner.attempt(
            lambda desk: desk.edited(f"substitute {name}", lambda track: taken(track, gap, option)).on_cell(
                gap.session.cell
            ),
            f"{what} takes {session}.",
        )
        if done:
            self.say(self.planner.hints.said)
        else:
            self.refuse(self.planner.hints.said)
