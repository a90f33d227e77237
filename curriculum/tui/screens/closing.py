"""Closing a day: questions at one side, what their answers come to at the other. Nothing is changed before `a`."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from curriculum.model.track import Cell, Day
from curriculum.planning.calendar import held_on, week_of
from curriculum.planning.changes import Policy
from curriculum.tui.action import Where
from curriculum.tui.board import Board
from curriculum.tui.pages.closing import (
    Preview,
    Question,
    Wish,
    accepted_name,
    accepted_text,
    meeting_day,
    preview,
    preview_lines,
    why_no_meeting,
)
from curriculum.tui.reading import Paper
from curriculum.tui.screens.choice import ChoiceScreen
from curriculum.tui.screens.page import Page, page_bindings
from curriculum.tui.screens.prompt import PromptScreen, anything
from curriculum.tui.screens.week import WeekScreen
from curriculum.tui.shelf import Choice
from curriculum.tui.widgets.sheet import SheetView


class ClosingScreen(Page[Preview]):
    """Asks how a day is closed, and shows what that does."""

    WHERE = Where.CLOSING
    NAME = "Close a day"
    BINDINGS: ClassVar[list[BindingType]] = page_bindings(Where.CLOSING)

    def __init__(self, planner: WeekScreen, day: date, policy: Policy = Policy.BUMP) -> None:
        super().__init__(planner)
        held = held_on(planner.desk.track, day)
        self._wish = Wish(day if held else planner.desk.track.starts, usual=policy)

    def work_out(self, board: Board) -> Preview:
        """Return what the answers come to."""
        return preview(board, self._wish)

    def summary(self, shown: Preview) -> str:
        """Return whether it can be accepted."""
        why = shown.why_not
        if why is not None:
            return why
        moved = any(each.moves for each in shown.change.sequences) if shown.change else False
        repeats = " The plan repeats: what moves here moves in every run of the cycle." if moved else ""
        return f"Nothing is changed yet; a accepts.{repeats}"

    def draw_main(self, shown: Preview) -> None:
        """Draw the questions."""
        self.query_one(SheetView).show(shown.sheet)

    def side(self, shown: Preview, paper: Paper) -> Iterable[Content]:
        """Return what the answers come to."""
        return preview_lines(shown, paper)

    def on_sheet_view_moved(self) -> None:
        """Leave what is said where it is: it is the same whatever question is marked."""
        self.hint()

    def on_sheet_view_opened(self) -> None:
        """Ask for the answer to a question that was double-clicked."""
        self.action_answer()

    def _question(self) -> Question | None:
        if self.shown is None:
            return None
        return self.shown.questions[min(self.query_one(SheetView).line, len(self.shown.questions) - 1)]

    def _answered(self, wish: Wish) -> None:
        self._wish = wish
        self.refresh_shown()

    def action_change(self, answers: int) -> None:
        """Take the next answer to the marked question, or the one before."""
        question = self._question()
        if question is None:
            return
        if question.name == "day":
            self._step_day(answers)
        elif question.answers:
            wishes = [wish for _, wish in question.answers]
            now = next((n for n, (words, _) in enumerate(question.answers) if words in question.now), -1)
            self._answered(wishes[(now + answers) % len(wishes)] if now >= 0 else wishes[0 if answers > 0 else -1])
        else:
            self.refuse("Enter types another answer to this one.")

    def _step_day(self, step: int) -> None:
        day = meeting_day(self.board.track, self._wish.day, step)
        if day is None:
            self.refuse("The track starts here." if step < 0 else "The track ends here.")
        else:
            self._answered(replace(self._wish, day=day, makeup=0, overflow=None))

    def action_answer(self) -> None:
        """Ask for the answer to the marked question: from a list, or typed."""
        question = self._question()
        if question is None:
            return
        if question.name == "day":
            prompt = PromptScreen("Which day is closed? Write it as 2027-03-29.", str(self._wish.day), self._no_day)
            self.app.push_screen(prompt, self._day_typed)
        elif question.name == "reason":
            prompt = PromptScreen("Why is it closed? This is printed.", self._wish.reason, anything)
            self.app.push_screen(prompt, self._reason_typed)
        else:
            choices = [Choice(str(n), words) for n, (words, _) in enumerate(question.answers)]
            now = next((choice.value for choice in choices if choice.words in question.now), "0")

            def chosen(value: str | None) -> None:
                if value is not None:
                    self._answered(question.answers[int(value)][1])

            self.app.push_screen(ChoiceScreen(f"{question.name}:", choices, now), chosen)

    def _no_day(self, text: str) -> str | None:
        return why_no_meeting(self.board.track, text)

    def _day_typed(self, text: str | None) -> None:
        if text is not None:
            self._answered(replace(self._wish, day=date.fromisoformat(text), makeup=0, overflow=None))

    def _reason_typed(self, text: str | None) -> None:
        if text is not None:
            self._answered(replace(self._wish, reason=text))

    def action_accept(self) -> None:
        """Close the day in the plan, as one change."""
        shown = self.shown
        if shown is None or shown.wish != self._wish or shown.board.track is not self.board.track:
            self.refuse("The preview is not of these answers yet: wait a moment, look, and accept again.")
            return
        change = shown.change
        if shown.why_not is not None or change is None:
            self.refuse(shown.why_not or shown.trouble)
            return
        _, week = week_of(change.after, change.day)
        slot = change.after.timetable[list(Day)[change.day.weekday()]][0].slot.name
        cell = Cell(week, list(Day)[change.day.weekday()], slot)
        done = self.planner.attempt(
            lambda desk: desk.edited(accepted_name(change), lambda _: change.after).on_cell(cell), accepted_text(change)
        )
        if done:
            self.dismiss(None)
            self.planner.grid.focus()
        else:
            self.refuse(self.planner.hints.said)
