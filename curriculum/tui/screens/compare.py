"""Compare: what has changed in clinical terms since this session began, or since the last commit."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from curriculum.tui.action import Where
from curriculum.tui.board import Board
from curriculum.tui.pages.compare import COMMIT, SESSION, Compared, compared_with, difference_lines, summary
from curriculum.tui.reading import Paper
from curriculum.tui.screens.page import Page, page_bindings
from curriculum.tui.widgets.sheet import SheetView


class CompareScreen(Page[Compared]):
    """The plan beside an earlier version of it."""

    WHERE = Where.COMPARE
    NAME = "Differences"
    TABS = (SESSION, COMMIT)
    BINDINGS: ClassVar[list[BindingType]] = page_bindings(Where.COMPARE)

    def work_out(self, board: Board) -> Compared:
        """Return what differs. Raises CurriculumError where there is nothing to compare with."""
        return compared_with(board, self.TABS[self.tab])

    def summary(self, shown: Compared) -> str:
        """Return how much differs."""
        return summary(shown)

    def draw_main(self, shown: Compared) -> None:
        """Draw the minutes."""
        self.query_one(SheetView).show(shown.sheet)

    def side(self, shown: Compared, paper: Paper) -> Iterable[Content]:
        """Return all else that differs."""
        return difference_lines(shown, paper)

    def action_turn(self, tabs: int) -> None:
        """Compare with another earlier version."""
        self.tab = (self.tab + tabs) % len(self.TABS)
        self.refresh_shown()
