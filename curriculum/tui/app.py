"""The app: its themes, its one home screen, and what happens when something goes wrong. Run by `run`."""

import logging
import sys
import traceback
from contextlib import suppress
from datetime import date
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.worker import Worker, WorkerState

from curriculum.model.errors import CurriculumError
from curriculum.tui.palette import ActionCommands
from curriculum.tui.screens.week import Setting, WeekScreen
from curriculum.tui.theme import DARK, THEMES
from curriculum.workspace.folders import drafts_folder, log_file, state_folder

CRASHED = 70
"""The exit code of a failure of the planner itself (EX_SOFTWARE of sysexits.h)."""


class PlannerApp(App[None]):
    """One workspace, one home screen."""

    TITLE = "curriculum"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | object]] = {ActionCommands}  # type: ignore[assignment]  # narrower than Textual's
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self.planner = WeekScreen(setting)
        self.crash: str | None = None

    def get_default_screen(self) -> WeekScreen:
        """Return the home screen."""
        return self.planner

    def action_help_quit(self) -> None:
        """Say how to quit, to somebody who pressed ctrl+c."""
        self.notify("q quits, and saves first.", markup=False)

    def watch_theme(self) -> None:
        """Draw the week in the other colours."""
        if self.is_running and self.planner.ready:
            self.planner.redraw()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Treat a failure in a worker as one anywhere else."""
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            self._handle_exception(event.worker.error)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the draft, write the failure down without anybody's data, and end with one line.

        Textual's own handler prints every local variable and exits with 0 (Textual 8.2).
        """
        if self.crash is None:
            with suppress(Exception):
                if self.planner.ready:
                    self.planner.desk.opened.keep_draft()
            self.crash = _written_down(error)
        self._return_code = CRASHED
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def _written_down(error: Exception) -> str:
    """Write a failure into the log, without the values of variables, and return one line for the person."""
    said = f"The planner failed ({type(error).__name__}). Your changes are kept and come back when you open it again."
    try:
        path = log_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=200_000, backupCount=1, encoding="utf-8")
    except OSError:
        return said
    frames = "".join(traceback.format_tb(error.__traceback__))
    record = logging.LogRecord("curriculum", logging.ERROR, "", 0, f"{type(error).__name__}\n{frames}", None, None)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    handler.emit(record)
    handler.close()
    return f"{said} The log is {path}."


def run(root: Path, *, track: str | None = None) -> int:
    """Run the app on a workspace until it is left, and return its exit code.

    Raises CurriculumError where there is no terminal to draw on: the app would wait for ever.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CurriculumError(
            "The app needs a terminal, and this is not one.", "`curriculum --help` lists what works without it."
        )
    setting = Setting(
        root=root,
        drafts=drafts_folder(),
        session=state_folder() / "places.json",
        today=date.today(),  # noqa: DTZ011 - the wall clock of the person who plans
        track=track,
    )
    app = PlannerApp(setting)
    app.run()
    if app.crash is not None:
        print(app.crash, file=sys.stderr)  # noqa: T201 - the screen is gone; this is for the person
    return app.return_code or 0
