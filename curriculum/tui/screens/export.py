"""While it prints: how far it is and how long it takes, then what was written where, and what was not.

The pages are made by worker processes and drawn in a thread, so that the screen never waits; what is written already
stays whole.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, ProgressBar, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from curriculum.model.errors import CurriculumError
from curriculum.model.words import counted
from curriculum.tui.action import Where
from curriculum.tui.actions import actions_of
from curriculum.tui.desktop import open_on_desktop
from curriculum.tui.keys import own_bindings
from curriculum.tui.pages.orderform import Form
from curriculum.tui.pages.printing import (
    Pace,
    failure_lines,
    file_line,
    folder_of,
    outcome_text,
    progress_text,
    remark_lines,
    subject_text,
    wrapped,
)
from curriculum.tui.screens.choice import ChoiceScreen
from curriculum.tui.screens.help import HelpScreen
from curriculum.tui.shelf import Choice
from curriculum.tui.text import clipped, literal
from curriculum.tui.theme import Look, look_of
from curriculum.tui.widgets.hints import Hints, do_hinted, hints_of
from curriculum.workspace.dispatch import printable_files, send_all
from curriculum.workspace.orders import Docket, fulfil
from curriculum.workspace.printers import printers

if TYPE_CHECKING:
    from curriculum.export.run import Outcome, Progress

ANOTHER = "another"
"""What the screen ends with where another print is wanted."""
_OF_FILES = frozenset({"open-folder", "open-file", "to-printer"})
_ONCE_DONE = frozenset({"print-another", "print-done"})


class ExportScreen(Screen[str | None]):
    """Prints what was ordered, and shows what came of it. Ends with `ANOTHER` where another print is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = own_bindings(Where.EXPORT)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    AUTO_FOCUS = None

    def __init__(self, form: Form, docket: Docket) -> None:
        super().__init__(classes="work-page")
        self.hints = Hints()
        self._form, self._docket = form, docket
        self._work: Worker[None] | None = None
        self._pace = Pace()
        self._progress: Progress | None = None
        self._outcome: Outcome | None = None
        self._said = ""
        """Why nothing came of it."""
        self._stopped = False

    def compose(self) -> ComposeResult:
        """Lay out progress; what came of it takes its place."""
        yield Static(classes="page-head", markup=False)
        yield Static(classes="page-sum", markup=False)
        yield ProgressBar(classes="bar", show_eta=False)
        with Container(classes="parts"):
            yield OptionList(classes="files", markup=False)
            with VerticalScroll(classes="side", can_focus=False):
                yield Static(classes="side-text", markup=False)
        yield self.hints

    def on_mount(self) -> None:
        """Begin to print."""
        self._files.display = False
        self.set_interval(1, self._draw)
        self.call_after_refresh(self._draw)
        self._work = self.run_worker(self._print(), exit_on_error=False)

    async def _print(self) -> None:
        try:
            self._outcome = await fulfil(self._docket, self._stepped)
        except CurriculumError as error:
            self._said = str(error)
        self._show_end()

    def _stepped(self, progress: "Progress") -> None:
        self._progress = progress
        self._pace = self._pace.step(progress, monotonic())
        self._draw()

    @property
    def _done(self) -> bool:
        return self._outcome is not None or bool(self._said)

    @property
    def _files(self) -> OptionList:
        return self.query_one(".files", OptionList)

    def _show_end(self) -> None:
        """Show what was written in the place of how far it is."""
        if not self.is_mounted:
            return
        self.query_one(ProgressBar).display = False
        written = self._outcome.written if self._outcome else ()
        if written:
            folder, look = folder_of(written), look_of(self.app.theme)
            self._files.display = True
            self._files.set_options(Option(file_line(file, folder, look)) for file in written)
            self._files.highlighted = 0
            self._files.focus()
        self.call_after_refresh(self._draw)

    def action_close(self) -> None:
        """Stop what is printed, or close."""
        if self._done or self._work is None:
            self.dismiss(None)
            return
        self._work.cancel()
        kept = "Nothing was written." if self._docket.whole else "Files that were finished before are whole and stay."
        self._said, self._stopped = kept, True
        self._show_end()

    def action_done(self) -> None:
        """Close, once it is printed."""
        if self._done:
            self.dismiss(None)

    def action_another(self) -> None:
        """Go back to the form, once it is printed."""
        if self._done:
            self.dismiss(ANOTHER)

    def action_folder(self) -> None:
        """Open the folder of what was written."""
        if self._outcome and self._outcome.written:
            self._open(folder_of(self._outcome.written))

    def action_view(self) -> None:
        """Open the marked file."""
        if self._outcome and self._outcome.written:
            self._open(self._outcome.written[self._files.highlighted or 0].path)

    def action_send(self) -> None:
        """Ask for a printer, and send one copy of each PDF to it."""
        if self._outcome and self._outcome.written:
            self.run_worker(self._send(), exit_on_error=False)

    async def _send(self) -> None:
        files = printable_files(self._outcome.written if self._outcome else ())
        if not files:
            self.hints.refuse("Only PDF files can be sent to a printer.")
            return
        found = await asyncio.to_thread(printers)
        if found.lacking:
            self.hints.refuse(f"{found.lacking[:1].upper()}{found.lacking[1:]} o opens the folder.")
            return
        pages = sum(file.pages for file in files)
        question = f"Send {counted(len(files), 'file')}, {counted(pages, 'page')}, one copy each, to which printer?"
        choices = [Choice(queue.name, f"{queue.name}  {queue.state}") for queue in found.queues]
        likely = found.likely(self._form.workspace.clinic.print.queue)
        name = await self.app.push_screen_wait(ChoiceScreen(question, choices, likely.name if likely else ""))
        if name is None:
            return
        self._hint(f"Sending to {name}…")
        order, workspace = self._docket.order, self._form.workspace
        try:
            manner = await asyncio.to_thread(send_all, files, found.named(name), order, workspace)
        except CurriculumError as error:
            self.hints.refuse(str(error))
            return
        self._hint(f"Sent {counted(len(files), 'file')} to {name}, {manner.said}.")

    def _open(self, path: Path) -> None:
        self._hint(open_on_desktop(path))

    def action_step(self, lines: int) -> None:
        """Move the cursor by one file."""
        if lines > 0:
            self._files.action_cursor_down()
        else:
            self._files.action_cursor_up()

    def action_read(self, pages: int) -> None:
        """Read on, or back, in what is said."""
        side = self.query_one(".side", VerticalScroll)
        side.scroll_relative(y=pages * max(1, side.size.height - 1), animate=False)

    def action_keys(self) -> None:
        """List the keys, first those of this screen."""
        self.app.push_screen(HelpScreen(Where.EXPORT))

    def on_option_list_option_selected(self) -> None:
        """Open the file that was clicked."""
        self.action_view()

    def on_option_list_option_highlighted(self) -> None:
        """Take away what was said of another file."""
        self._hint()

    def on_hints_pressed(self, event: Hints.Pressed) -> None:
        """Do the action whose hint was clicked."""
        do_hinted(self, event, Where.EXPORT)

    def on_resize(self) -> None:
        """Draw for another width."""
        self.call_after_refresh(self._draw)

    def _hint(self, said: str = "") -> None:
        hidden = frozenset() if self._done else _ONCE_DONE
        hidden |= frozenset() if self._outcome and self._outcome.written else _OF_FILES
        hints = hints_of(tuple(action for action in actions_of(Where.EXPORT) if action.id not in hidden))
        self.hints.show(hints, said)

    def _title(self) -> str:
        if not self._done:
            return "Printing"
        if self._outcome is None:
            return "Stopped" if self._stopped else "Not printed"
        return "Printed, but not all" if self._outcome.failures else "Printed"

    def _draw(self) -> None:
        """Draw how far it is, or what came of it."""
        if not self.is_mounted:
            return
        look, root, width = look_of(self.app.theme), self._form.workspace.root, self.size.width - 2
        head = clipped(f"{self._title()}: {subject_text(self._form)}", width)
        self.query_one(".page-head", Static).update(literal(head, f"bold {look.colours.lead}"))
        said = outcome_text(self._outcome, root) if self._outcome else self._said or self._how_far()
        self.query_one(".page-sum", Static).update(literal(said, look.colours.word))
        if self._progress and not self._done:
            self.query_one(ProgressBar).update(total=self._progress.total, progress=self._progress.done)
        side = self.query_one(".side-text", Static)
        lines = list(self._side(side.size.width or width, look))
        side.update(Content("\n").join(lines))
        self.query_one(".side").display = bool(lines)
        if not self.hints.said:
            self._hint()

    def _how_far(self) -> str:
        if self._progress is None:
            return "Drawing the pages…"
        about = self._docket.size.pages
        return progress_text(self._progress, about, self._pace.seconds_left(monotonic(), about))

    def _side(self, width: int, look: Look) -> Iterator[Content]:
        if self._outcome:
            yield from failure_lines(self._outcome.failures, width, look)
            yield from remark_lines(self._outcome.written, width, look)
        elif not self._done:
            yield from wrapped(self._progress.last if self._progress else "", width, look.colours.quiet)
