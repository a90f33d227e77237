"""Coverage: topics down, entry weeks across, every gap a word; and what one client meets, first week to last."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from curriculum.model.track import Day
from curriculum.planning.coverage import Stay
from curriculum.tui.action import Where
from curriculum.tui.board import Board
from curriculum.tui.pages.coverage import Covered, covered, gate_lines, stay_lines, summary, topic_lines
from curriculum.tui.reading import Paper
from curriculum.tui.screens.page import Page, page_bindings
from curriculum.tui.shelf import Shelf
from curriculum.tui.widgets.sheet import SheetView

_TOPIC, _STAY = 0, 1


class CoverageScreen(Page[Covered]):
    """What clients meet, for every week in which they may join."""

    WHERE = Where.COVERAGE
    NAME = "Coverage"
    TABS = ("topic", "entry week", "gates")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings(Where.COVERAGE)

    def work_out(self, board: Board) -> Covered:
        """Return what clients meet of the plan."""
        return covered(board.track, board.library)

    def summary(self, shown: Covered) -> str:
        """Return who joins when and waits how long."""
        return summary(shown)

    def draw_main(self, shown: Covered) -> None:
        """Draw the sheet; the first time with the cursor on the first gap of a core topic."""
        sheet = self.query_one(SheetView)
        first = not sheet.line
        sheet.show(shown.sheet)
        if first:
            gaps = [n for n, topic in enumerate(shown.topics) if topic in shown.track.core and self._gap(shown, topic)]
            sheet.put(gaps[0] if gaps else 0)

    @staticmethod
    def _gap(shown: Covered, topic: str | None) -> bool:
        return topic is not None and bool(shown.coverage.gaps(topic))

    def side(self, shown: Covered, paper: Paper) -> Iterable[Content]:
        """Return the lines about the marked topic, or the entry week, or gates and waits."""
        topic, stay = self._marked(shown)
        if self.tab == _TOPIC and topic is not None:
            return topic_lines(shown, topic, stay, paper)
        if self.tab in (_TOPIC, _STAY):
            return stay_lines(shown, stay or shown.coverage.stays[0], paper)
        return gate_lines(shown, paper)

    def _marked(self, shown: Covered) -> tuple[str | None, Stay | None]:
        sheet = self.query_one(SheetView)
        return shown.topics[sheet.line], shown.stay(sheet.column)

    def action_mend(self) -> None:
        """Go to the first week that would mend the marked topic, with what the library has on it."""
        if self.shown is None:
            return
        topic, _ = self._marked(self.shown)
        mends = self.shown.coverage.mends(topic) if topic else ()
        if topic is None or not mends:
            self.refuse("Every client meets this topic already." if topic else "Mark a topic first.")
            return
        week, planner = mends[0][0], self.planner
        self.dismiss(None)
        desk = planner.desk.on_week(week)
        empty = [slot.cell for row in desk.view.rows for slot in row if slot and not slot.module and not slot.closed]
        empty.sort(key=lambda cell: (list(Day).index(cell.day), cell.slot))
        planner.show(desk.on_cell(empty[0]) if empty else desk)
        known = any(topic in module.topics for module in planner.desk.board.library.modules.values())
        planner.filter(replace(Shelf(), topic=topic) if known else Shelf())
        planner.shelf.rows.focus()
        where = "this slot is empty" if empty else "no slot of it is empty: choose what gives way"
        planner.say(f'Week {week} would mend "{topic}"; {where}. Enter places what is marked.')
