"""Printing weeks from the app: choose, watch, stop, and see what was written where.

The pages are made by worker processes, so that the screen never waits; what is written already stays whole.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, ProgressBar, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from curriculum.model.errors import CurriculumError
from curriculum.tui.action import Where
from curriculum.tui.board import Board
from curriculum.tui.keys import own_bindings
from curriculum.tui.text import literal
from curriculum.tui.weekview import week_dates
from curriculum.workspace import Workspace

if TYPE_CHECKING:
    from curriculum.export.run import Outcome, Progress


class ExportScreen(ModalScreen[None]):
    """Asks for weeks and prints them."""

    WHERE = Where.EXPORT
    BINDINGS: ClassVar[list[BindingType]] = [
        *own_bindings(Where.EXPORT),
    ]

    def __init__(self, board: Board, week: int) -> None:
        super().__init__()
        self._board = board
        self._planned = [number for number in range(1, board.track.cycle + 1) if number in board.track.plan]
        self._marked = {week} & set(self._planned) or set(self._planned[:1])
        self._work: Worker[None] | None = None
        self._begun = False
        self._as_binder = False

    def compose(self) -> ComposeResult:
        """Lay out the question; progress and outcome take its place."""
        with Vertical(classes="sheet"):
            yield Static(literal("Which weeks shall be printed?"), classes="sheet-title", markup=False)
            yield OptionList(*(Option(self._drawn(week), id=str(week)) for week in self._planned), markup=False)
            yield Static(classes="form", markup=False)
            yield ProgressBar(classes="bar", show_eta=False)
            with VerticalScroll(classes="outcome"):
                yield Static(classes="outcome-text", markup=False)
            yield Static(classes="sheet-foot", markup=False)

    def on_mount(self) -> None:
        """Show the question alone, at the first week that is marked."""
        self.query_one(ProgressBar).display = False
        self.query_one(".outcome").display = False
        if not self._planned:
            self._tell("Nothing to print", "Nothing is planned in this track yet.", "Esc closes")
            return
        self.query_one(OptionList).highlighted = self._planned.index(min(self._marked))
        self._say_form()
        self._foot("Space marks a week, b makes a binder, Enter prints, Esc leaves")

    def _drawn(self, week: int) -> Content:
        mark = "[x]" if week in self._marked else "[ ]"
        return literal(f"{mark} Week {week}  {week_dates(self._board.track, week)}")

    def action_mark(self) -> None:
        """Mark the week under the cursor to be printed, or not."""
        weeks = self.query_one(OptionList)
        if weeks.highlighted is None or self._begun:
            return
        week = self._planned[weeks.highlighted]
        self._marked ^= {week}
        weeks.replace_option_prompt_at_index(weeks.highlighted, self._drawn(week))

    def action_bind(self) -> None:
        """Print one binder instead of single files, or single files again."""
        if not self._begun:
            self._as_binder = not self._as_binder
            self._say_form()

    def _say_form(self) -> None:
        said = "one binder: cover, contents, materials, day tabs" if self._as_binder else "single files"
        self.query_one(".form", Static).update(literal(f"As {said}"))

    def on_option_list_option_selected(self) -> None:
        """Mark the week that was clicked."""
        self.action_mark()

    def action_begin(self) -> None:
        """Print the marked weeks, or close once that is done."""
        if self._begun:
            if self._work is None or self._work.is_finished:
                self.dismiss(None)
            return
        if not self._marked:
            self._foot("Mark a week with Space first. Esc leaves.")
            return
        self._begun = True
        self._work = self.run_worker(self._print(sorted(self._marked)), exit_on_error=False)

    def action_close(self) -> None:
        """Stop what is running, or close."""
        if self._work is not None and not self._work.is_finished:
            self._work.cancel()
            self._tell("Stopped", "Files that were finished before are whole and stay.", "Esc closes")
            return
        self.dismiss(None)

    async def _print(self, weeks: list[int]) -> None:
        from curriculum.workspace.exporting import blocking

        opened = self._board.opened
        source = replace(opened.source, text=opened.history.present.text)
        workspace = self._board.workspace.with_track(opened.id, opened.track, source)
        found = await asyncio.to_thread(blocking, workspace, opened.id, weeks, self._board.today)
        if found:
            said = "\n\n".join(f"{finding.place}: {finding.message} {finding.fix}" for finding in found)
            self._tell("Not printed: this has to be mended first", said, "Esc closes")
            return
        try:
            await self._run(workspace, weeks)
        except CurriculumError as error:
            self._tell("Not printed", str(error), "Esc closes")

    async def _run(self, workspace: Workspace, weeks: list[int]) -> None:
        self.query_one(OptionList).display = False
        self.query_one(".form").display = False
        bar = self.query_one(ProgressBar)
        bar.display = True
        self._title("Printing")
        self._foot("Esc stops")

        def progress(now: "Progress") -> None:
            bar.update(total=now.total, progress=now.done)
            last = f", {now.last}" if now.last else ""
            self._foot(f"{now.done} of {now.total}{last}.  Esc stops")

        printing = self._bound if self._as_binder else self._printed
        folder, outcome = await printing(workspace, weeks, progress)
        title = "Printed, but not all" if outcome.failures else "Printed"
        self._tell(title, _said(outcome, folder), "Enter closes")

    async def _printed(
        self, workspace: Workspace, weeks: list[int], progress: "Callable[[Progress], None]"
    ) -> "tuple[Path, Outcome]":
        """Print the weeks as single files."""
        from curriculum.export.run import Format, Progress, export
        from curriculum.workspace.exporting import pages, print_folder
        from curriculum.workspace.folders import page_store

        track_id = self._board.opened.id
        wanted = await asyncio.to_thread(pages, workspace, track_id, weeks)
        progress(Progress(0, len(wanted), ""))
        folder, pdf = print_folder(workspace, track_id), frozenset({Format.PDF})
        return folder, await export(wanted, folder, formats=pdf, progress=progress, store=page_store())

    async def _bound(
        self, workspace: Workspace, weeks: list[int], progress: "Callable[[Progress], None]"
    ) -> "tuple[Path, Outcome]":
        """Print the weeks as one binder."""
        from curriculum.export.binder import Share
        from curriculum.export.bindery import export_binder
        from curriculum.workspace.binders import binder_for, binder_name
        from curriculum.workspace.exporting import print_folder
        from curriculum.workspace.folders import page_store

        track_id, share = self._board.opened.id, Share(tuple(weeks))
        binder = await asyncio.to_thread(binder_for, workspace, track_id, share, today=self._board.today)
        folder = print_folder(workspace, track_id)
        file = folder / binder_name(track_id, share, () if weeks == self._planned else weeks)
        return folder, await export_binder(binder, file, progress=progress, store=page_store())

    def _tell(self, title: str, said: str, foot: str) -> None:
        self.query_one(OptionList).display = False
        self.query_one(".form").display = False
        self.query_one(ProgressBar).display = False
        outcome = self.query_one(".outcome", VerticalScroll)
        outcome.display = True
        self.query_one(".outcome-text", Static).update(literal(said))
        outcome.focus()
        self._title(title)
        self._foot(foot)
        self._begun = True

    def _title(self, title: str) -> None:
        self.query_one(".sheet-title", Static).update(literal(title))

    def _foot(self, said: str) -> None:
        self.query_one(".sheet-foot", Static).update(literal(said))


def _said(outcome: "Outcome", folder: Path) -> str:
    """Return what was written and where, and what was not."""
    written = outcome.written
    files = "1 file" if len(written) == 1 else f"{len(written)} files"
    lines = [f"{files}, {sum(file.pages for file in written)} pages, in {folder}"]
    lines += [f"{outcome.made} made, {outcome.taken} unchanged"] if outcome.taken else []
    lines.append("")
    lines += [f"Not printed: {failure.name}. {failure.reason}" for failure in outcome.failures]
    lines += [f"{file.path.relative_to(folder)}  {file.pages} p." for file in written]
    return "\n".join(lines)
