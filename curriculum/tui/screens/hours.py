"""Hours: each week of a run of the cycle, what every rule says of it, and what a closed day costs it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from curriculum.model.errors import CurriculumError
from curriculum.planning.reports.calendar import CalendarWeek
from curriculum.tui.action import Where
from curriculum.tui.board import Board
from curriculum.tui.pages.hours import HoursShown, hours_shown, summary, week_lines
from curriculum.tui.reading import Paper
from curriculum.tui.screens.page import Page, page_bindings
from curriculum.tui.screens.week import WeekScreen
from curriculum.tui.widgets.sheet import SheetView


class HoursScreen(Page[HoursShown]):
    """The minutes of every planned week."""

    WHERE = Where.HOURS
    NAME = "Hours"
    BINDINGS: ClassVar[list[BindingType]] = page_bindings(Where.HOURS)

    def __init__(self, planner: WeekScreen) -> None:
        super().__init__(planner)
        self._run = planner.desk.board.subject.runs[0]
        self._week: int | None = planner.desk.week

    def work_out(self, board: Board) -> HoursShown:
        """Return the hours of the run that is shown. Raises CurriculumError where nothing is planned."""
        if not board.track.plan:
            raise CurriculumError("Nothing is planned yet.", "Place modules in the week.")
        return hours_shown(board.subject, self._run)

    def summary(self, shown: HoursShown) -> str:
        """Return how the run stands."""
        return summary(shown)

    def draw_main(self, shown: HoursShown) -> None:
        """Draw the sheet; the first time with the cursor on the week from which it was opened."""
        sheet = self.query_one(SheetView)
        sheet.show(shown.sheet)
        if self._week is not None:
            weeks = [week.hours.week for week in shown.weeks]
            sheet.put(weeks.index(self._week) if self._week in weeks else 0)
            self._week = None

    def side(self, shown: HoursShown, paper: Paper) -> Iterable[Content]:
        """Return the lines about the marked week."""
        return week_lines(self._marked(shown), paper)

    def _marked(self, shown: HoursShown) -> CalendarWeek:
        return shown.weeks[self.query_one(SheetView).line]

    def action_run(self, runs: int) -> None:
        """Show another run of the cycle."""
        run, last = self._run + runs, self.shown.last if self.shown else None
        if run < 1:
            self.refuse("This is the first run of the cycle.")
        elif last is not None and run > last:
            self.refuse("The track ends in this run.")
        else:
            self._run = run
            self.refresh_shown()

    def action_week(self) -> None:
        """Show the marked week in the plan."""
        if self.shown is not None:
            week = self._marked(self.shown).hours.week
            self.dismiss(None)
            self.planner.show(self.planner.desk.on_week(week))

    def action_make_up(self) -> None:
        """Open what making up for the marked week's closed day asks."""
        from curriculum.planning.changes import Policy
        from curriculum.tui.screens.closing import ClosingScreen

        if self.shown is None:
            return
        week = self._marked(self.shown)
        made_up = dict(week.made_up)
        open_ = [day for day, _ in week.hours.closures if day not in made_up]
        if not open_:
            self.refuse("No day of this week is closed without being made up for.")
            return
        self.app.switch_screen(ClosingScreen(self.planner, open_[0], Policy.MAKEUP))
