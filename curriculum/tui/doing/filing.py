"""Actions that reach beyond the screen: saving, $EDITOR, printing, leaving."""

import asyncio
from typing import TYPE_CHECKING

from curriculum.files.yamltext import Source
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.tui.board import Board
from curriculum.tui.keeping import State

if TYPE_CHECKING:
    from pathlib import Path

    from curriculum.tui.screens.week import WeekScreen


def save(planner: "WeekScreen") -> None:
    """Write the file at once."""
    planner.start(_save(planner))


async def _save(planner: "WeekScreen") -> None:
    if await planner.keeper.save():
        planner.say(f"Saved {planner.desk.opened.source.name}.")


def leave(planner: "WeekScreen") -> None:
    """Save, remember the place, and end the app. Where the file cannot be written, the second time is enough."""
    planner.start(_leave(planner))


async def _leave(planner: "WeekScreen") -> None:
    opened, message = planner.desk.opened, None
    if opened.changed and planner.state in (State.CONFLICT, State.FAILED):
        try:
            await asyncio.to_thread(opened.keep_draft)
        except CurriculumError as error:
            planner.refuse(str(error))
            return
        message = f"{opened.source.name} was not saved. Your changes are kept and come back with the next session."
    elif opened.changed and not await planner.keeper.save():
        return
    await asyncio.to_thread(planner.keep_place)
    planner.app.exit(message=message)


def edit_track(planner: "WeekScreen") -> None:
    """Open the track's file at the line of the slot under the cursor."""
    planner.start(_edit_track(planner))


async def _edit_track(planner: "WeekScreen") -> None:
    from curriculum.files.reading import spot_of

    if planner.desk.opened.changed and not await planner.keeper.save():
        return
    source, cell = planner.desk.opened.source, planner.desk.cell
    path = ("plan", cell.week, str(cell.day), cell.slot) if cell else ("plan",)
    await edit_file(planner, source.path, spot_of(source, path).line)


def edit_module(planner: "WeekScreen") -> None:
    """Open the file of the marked module."""
    if planner.shelf.marked:
        edit_module_of(planner, planner.shelf.marked)


def edit_module_of(planner: "WeekScreen", module: str) -> None:
    """Open the file of a module."""
    source = planner.desk.board.workspace.source(Document("module", module))
    if source is None:
        planner.refuse(f'The library has no file for "{module}".')
        return
    planner.start(edit_file(planner, source.path, 1))


def edit_finding(planner: "WeekScreen") -> None:
    """Open the file of the marked finding at its line."""
    planner.start(_edit_finding(planner))


async def _edit_finding(planner: "WeekScreen") -> None:
    finding = planner.findings.marked
    if finding is None or (planner.desk.opened.changed and not await planner.keeper.save()):
        return
    board: Board = planner.desk.board
    source: Source | None = board.workspace.source(finding.document)
    located = board.located(finding)
    if source is not None:
        await edit_file(planner, source.path, located.spot.line if located.spot else 1)


async def edit_file(planner: "WeekScreen", path: "Path", line: int) -> None:
    """Hand the terminal to $EDITOR, and read the workspace again afterwards."""
    from textual.app import SuspendNotSupported

    from curriculum.tui.editor import editor_command, run_editor

    command = editor_command(path, line)
    if command is None:
        planner.refuse("No editor is set. Set EDITOR, for instance: export EDITOR=nano.")
        return
    try:
        with planner.app.suspend():
            failure = run_editor(command)
    except SuspendNotSupported:
        planner.refuse(f"No editor can open here. The file is {path}, line {line}.")
        return
    planner.app.refresh(layout=True)
    await planner.reload()
    if failure is not None:
        planner.refuse(failure)


def print_weeks(planner: "WeekScreen") -> None:
    """Ask what to print of the week that is looked at, and print it."""
    from curriculum.tui.screens.ordering import OrderScreen

    planner.app.push_screen(OrderScreen(planner))


def print_next(planner: "WeekScreen") -> None:
    """Show what the next groups need on paper, to print it."""
    from curriculum.tui.screens.paper import PaperScreen

    planner.app.push_screen(PaperScreen(planner))
