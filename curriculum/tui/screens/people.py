"""People: who could take each slot of the week, and what leans on one person alone."""

from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import monday_of
from curriculum.planning.staffing import SlotCover
from curriculum.tui.action import Where
from curriculum.tui.board import Board
from curriculum.tui.pages.people import Staffed, alone_lines, slot_lines, staffed, summary
from curriculum.tui.reading import Paper
from curriculum.tui.screens.page import Page, page_bindings
from curriculum.tui.widgets.sheet import SheetView


class PeopleScreen(Page[Staffed]):
    """Who of the staff could take which slot."""

    WHERE = Where.PEOPLE
    NAME = "People"
    TABS = ("slot", "alone")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings(Where.PEOPLE)

    def work_out(self, board: Board) -> Staffed:
        """Return who could take what. Raises CurriculumError where nothing is held yet."""
        if not board.subject.held:
            raise CurriculumError("Nothing is planned yet.", "Place modules in the week.")
        return staffed(board)

    def summary(self, shown: Staffed) -> str:
        """Return what leans on one person, or on nobody."""
        return summary(shown)

    def draw_main(self, shown: Staffed) -> None:
        """Draw the sheet."""
        self.query_one(SheetView).show(shown.sheet)

    def side(self, shown: Staffed, paper: Paper) -> Iterable[Content]:
        """Return the lines about the marked slot and person, or what leans on one alone."""
        slot = self._slot(shown)
        if self.tab or slot is None:
            return alone_lines(shown, paper)
        return slot_lines(shown, slot, self._person(shown), paper)

    def _slot(self, shown: Staffed) -> SlotCover | None:
        line = self.query_one(SheetView).line
        return shown.slots[line] if line < len(shown.slots) else None

    def _person(self, shown: Staffed) -> str | None:
        column = self.query_one(SheetView).column
        return shown.people[column - 1] if column else None

    def action_out(self) -> None:
        """Open who can stand in for the marked person on the marked day of the week that is shown."""
        from curriculum.tui.screens.substitute import SubstituteScreen

        if self.shown is None:
            return
        desk, slot = self.planner.desk, self._slot(self.shown)
        day = slot.day if slot else desk.view.days[desk.column].day
        when = monday_of(desk.track, desk.week) + timedelta(days=day.number)
        led = [name for name in self.shown.people if slot is not None and slot.people[name].leads]
        person = self._person(self.shown) or next(iter(led), "")
        self.app.push_screen(SubstituteScreen(self.planner, when, person))
