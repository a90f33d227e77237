"""The next groups on paper: what it takes, shown first; Enter prints it, or writes it where there is no printer.

Two keys from the week to the printer. A lot of paper asks for another key than the one that was just pressed.
"""

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from curriculum.model.errors import CurriculumError
from curriculum.tui.action import Where
from curriculum.tui.keys import own_bindings
from curriculum.tui.screens.help import HelpScreen
from curriculum.tui.screens.week import WeekScreen
from curriculum.tui.text import literal
from curriculum.workspace import Workspace

if TYPE_CHECKING:
    from curriculum.export.printing import Manner
    from curriculum.export.run import Outcome
    from curriculum.workspace.printers import Printers, Queue
    from curriculum.workspace.printing import Drawn, PrintWish
    from curriculum.workspace.printout import Printout

_NAMES = 41
"""Characters of a document's name: with the numbers beside it the table fits the sheet."""
_FOOT = "Enter prints, w week, h handouts, d sides, c color, n printer, Esc"


class PaperScreen(ModalScreen[None]):
    """Shows what the next groups need on paper, and prints it."""

    BINDINGS: ClassVar[list[BindingType]] = own_bindings(Where.PAPER)
    DEFAULT_CSS = "PaperScreen VerticalScroll { height: auto; max-height: 75vh; } PaperScreen .said { height: auto; }"

    def __init__(self, planner: WeekScreen) -> None:
        super().__init__()
        board = planner.desk.board
        opened = board.opened
        source = replace(opened.source, text=opened.history.present.text)
        self._workspace: Workspace = board.workspace.with_track(opened.id, opened.track, source)
        self._track, self._today = opened.id, board.today
        self._whole_week = self._handouts_only = False
        self._found: Printers | None = None
        self._queue: Queue | None = None
        self._manner: Manner | None = None
        self._shown: Printout | None = None
        self._made: Drawn | None = None
        self._notes: tuple[str, ...] = ()
        """What could not be laid out, and what is withheld."""
        self._busy = True
        self._over = False
        """True once there is nothing more to do but to close."""

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        with Vertical(classes="sheet"):
            yield Static(literal("For the next groups"), classes="sheet-title", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(literal("Working out what is needed\u2026"), classes="said", markup=False)
            yield Static(literal("Esc leaves"), classes="sheet-foot", markup=False)

    def on_mount(self) -> None:
        """Begin to work out what there is to print."""
        self._look()

    def _look(self) -> None:
        self._busy = True
        self._foot("Working out what is needed\u2026  Esc leaves")
        self.run_worker(self._looked(), group="paper", exclusive=True, exit_on_error=False)

    async def _looked(self) -> None:
        try:
            await self._work_out()
        except CurriculumError as error:
            self._end("Not printed", str(error))

    async def _work_out(self) -> None:
        from curriculum.workspace.printers import printers
        from curriculum.workspace.printing import drawn, manner_of, piles
        from curriculum.workspace.printout import Printout

        wish = self._wish()
        wanted = await asyncio.to_thread(piles, self._workspace, wish)
        if blocked := [finding for pile in wanted for finding in pile.blocked_by]:
            said = "\n\n".join(f"{finding.place}: {finding.message} {finding.fix}" for finding in blocked)
            self._end("Not printed: this has to be mended first", said)
            return
        if self._found is None:
            self._found = await asyncio.to_thread(printers)
            self._queue = self._found.likely(self._workspace.clinic.print.queue)
        self._manner = self._manner or manner_of(self._workspace, wish)
        self._made = await asyncio.to_thread(drawn, self._workspace, wish, wanted)
        with tempfile.TemporaryDirectory(prefix="curriculum-") as folder:
            self._shown = Printout(wanted, (), self._manner, self._queue, self._found.lacking)
            self._shown = await self._laid_out(Path(folder))
        self._busy = False
        self._draw()

    def _wish(self) -> "PrintWish":
        """Return what is wanted: the next day with groups, or the week in which it lies."""
        from curriculum.planning.upcoming import next_day
        from curriculum.workspace.printing import KINDS, PrintWish

        kinds = KINDS - {"guide"} if self._handouts_only else KINDS
        wish = PrintWish(self._today, self._track, kinds=kinds)
        if not self._whole_week:
            return wish
        track = self._workspace.track(self._track)
        day = next_day(track, self._workspace.clinic, self._today)
        if day is None:
            return wish
        from curriculum.planning.calendar import week_of

        return replace(wish, week=week_of(track, day)[1])

    async def _laid_out(self, folder: Path) -> "Printout":
        """Return what is shown with its pages laid out below a folder; what was laid out before is only copied."""
        from curriculum.export.own_copy import withheld_text
        from curriculum.export.run import Format, export
        from curriculum.workspace.folders import page_store
        from curriculum.workspace.printing import jobs_of

        assert self._made
        assert self._shown
        pages, pdf = self._made.pages, frozenset({Format.PDF})
        outcome: Outcome = await export(pages, folder, formats=pdf, progress=lambda _: None, store=page_store())
        failed = (f"Not printed: {failure.name}. {failure.reason}" for failure in outcome.failures)
        self._notes = (*failed, *filter(None, [withheld_text(outcome.withheld)]))
        return replace(self._shown, jobs=jobs_of(self._made, folder, outcome, self._shown.manner))

    def _draw(self) -> None:
        if self._shown is None or not self.is_mounted:
            return
        self._say("\n".join((*self._shown.lines(_NAMES), *self._notes)))
        self._foot(_FOOT)

    def action_begin(self) -> None:
        """Print, close once that is done, or ask for another key where it takes a lot of paper."""
        from curriculum.export.printing import MANY_SHEETS

        if self._over:
            self.dismiss(None)
            return
        if self._busy or self._shown is None:
            return
        if self._queue is None and not self._shown.lacking:
            self._foot("This machine has several printers: n chooses one, Enter prints.")
            return
        sheets = self._shown.together.sheets
        if self._queue is not None and sheets > MANY_SHEETS:
            self._foot(f"This takes {sheets} sheets of paper. y prints them, Esc leaves.")
            return
        self._print()

    def action_begin_surely(self) -> None:
        """Print, however many sheets it takes."""
        if not (self._over or self._busy or self._shown is None) and (self._queue or self._shown.lacking):
            self._print()

    def _print(self) -> None:
        self._busy = True
        self._foot("Printing\u2026")
        self.run_worker(self._printed(), group="paper", exclusive=True, exit_on_error=False)

    async def _printed(self) -> None:
        from curriculum.workspace.printing import exports_folder

        assert self._shown
        try:
            below = exports_folder(self._workspace, self._shown.piles)
            shown = await self._laid_out(below)
            if shown.queue is None:
                self._by_hand(shown)
            else:
                await self._send(shown, shown.queue)
        except CurriculumError as error:
            self._end("Not printed", str(error))

    def _by_hand(self, shown: "Printout") -> None:
        from curriculum.workspace.printing import leave_instructions

        notes = leave_instructions(shown.jobs, shown.manner, shown.piles)
        folders = "\n".join(str(note.parent) for note in notes)
        said = f"{shown.where}\n\n{len(shown.jobs)} files, and how-to-print.txt, which says how often each, are in\n"
        self._end("Ready to print by hand", "\n".join((f"{said}{folders}", *self._notes)))

    async def _send(self, shown: "Printout", queue: "Queue") -> None:
        from curriculum.export.printing import job_titles, queue_options
        from curriculum.workspace.printers import send

        sent: list[str] = []
        titles = job_titles(shown.jobs)
        for job, title in zip(shown.jobs, titles, strict=True):
            self._foot(f"{len(sent)} of {len(titles)} sent to {queue.name}")
            options = queue_options(job, shown.manner)
            try:
                sent.append(await asyncio.to_thread(send, job.file, queue, job.copies, title, options))
            except CurriculumError as error:
                left = "\n".join(str(each.file) for each in shown.jobs[len(sent) :])
                said = f"{error}\n\n{len(sent)} of {len(titles)} documents were sent. Not sent:\n{left}"
                self._end("Printed, but not all", said)
                return
        together = shown.together
        said = f"{len(sent)} documents, {together.sheets} sheets, {together.sides} sides, to {queue.name}."
        self._end("Sent to the printer", "\n".join((said, *self._notes, f"To stop it: cancel {' '.join(sent)}")))

    def action_widen(self) -> None:
        """Print the week in which the next day with groups lies, or that day alone."""
        if not self._over:
            self._whole_week = not self._whole_week
            self._look()

    def action_leave_guides(self) -> None:
        """Leave the guides out, or print them as well."""
        if not self._over:
            self._handouts_only = not self._handouts_only
            self._look()

    def action_turn_over(self) -> None:
        """Print on one side of the sheet, or on both."""
        if self._manner is not None:
            self._print_as(replace(self._manner, duplex=not self._manner.duplex))

    def action_color(self) -> None:
        """Print in color, or in black."""
        if self._manner is not None:
            self._print_as(replace(self._manner, color=not self._manner.color))

    def _print_as(self, manner: "Manner") -> None:
        if self._busy or self._over or self._shown is None:
            return
        self._manner, self._shown = manner, self._shown.printed(manner)
        self._draw()

    def action_next_queue(self) -> None:
        """Go on to the next printer that takes something."""
        if self._busy or self._over or self._shown is None or self._found is None:
            return
        able = [queue for queue in self._found.queues if not queue.refuses]
        if not able:
            self._foot("This machine has no printer that takes anything now. Enter writes files.")
            return
        at = able.index(self._queue) + 1 if self._queue in able else 0
        self._queue = able[at % len(able)]
        self._shown = replace(self._shown, queue=self._queue)
        self._draw()

    def action_read(self, lines: int) -> None:
        """Go on or back in the list."""
        self.query_one(VerticalScroll).scroll_relative(y=3 * lines, animate=False)

    def action_keys(self) -> None:
        """Show every key."""
        self.app.push_screen(HelpScreen(Where.PAPER))

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)

    def _end(self, title: str, said: str) -> None:
        self._over, self._busy = True, False
        if self.is_mounted:
            self.query_one(".sheet-title", Static).update(literal(title))
            self._say(said)
            self._foot("Enter closes")

    def _say(self, said: str) -> None:
        self.query_one(".said", Static).update(literal(said))

    def _foot(self, said: str) -> None:
        if self.is_mounted:
            self.query_one(".sheet-foot", Static).update(literal(said))
