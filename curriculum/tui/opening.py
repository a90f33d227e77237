"""From the disk to the desk: the first track, another track, a draft of a session that ended too early, and what
others changed meanwhile. Nothing that either side wrote is ever lost.
"""

import asyncio
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from curriculum.files.writing import write_new
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.tui.board import Board
from curriculum.tui.desk import Desk
from curriculum.tui.session import last_place
from curriculum.tui.shelf import Choice
from curriculum.workspace import OpenTrack, Restored, Workspace, open_track, open_workspace
from curriculum.workspace.open_track import Version

if TYPE_CHECKING:
    from curriculum.tui.screens.week import WeekScreen

_IDLE_SECONDS = 2.0
"""After the first track is open, before what is needed later is read."""


async def open_first(planner: "WeekScreen") -> None:
    """Read the workspace and open the track that was asked for, or the last one, or the first that can be read."""
    setting = planner.setting
    try:
        workspace = await asyncio.to_thread(open_workspace, setting.root)
        place = await asyncio.to_thread(last_place, setting.session, setting.root)
        if place is not None and place.theme in planner.app.available_themes:
            planner.app.theme = place.theme
        track_id = _first_track(workspace, setting.track, place.track if place else None)
        opened, restored = await asyncio.to_thread(open_track, workspace, track_id, setting.drafts)
    except CurriculumError as error:
        planner.lament(f"{error}\n\nq quits.")
        return
    desk = Desk(Board(workspace, opened, setting.today))
    if place is not None and place.track == track_id:
        desk = desk.on_week(place.week)
    planner.first(desk.settled())
    planner.start(planner.keeper.run())
    _tell_restored(planner, restored)
    planner.set_timer(_IDLE_SECONDS, lambda: planner.start(_ready_to_print()))
    if setting.watch:
        planner.start(_watch(planner))


async def _ready_to_print() -> None:
    """Read the code of the print screen, which takes a tenth of a second, before somebody waits for it."""
    await asyncio.to_thread(import_module, "curriculum.tui.screens.ordering")


def _first_track(workspace: Workspace, wanted: str | None, last: str | None) -> str:
    if wanted is not None:
        return wanted
    readable = [track_id for track_id, loaded in workspace.tracks.items() if loaded.value is not None]
    if last in readable and last is not None:
        return last
    if readable:
        return readable[0]
    if workspace.tracks:
        raise CurriculumError("No track here can be read.", "`curriculum check` says why.")
    raise CurriculumError("There is no track here yet.", "Make one with `curriculum new track NAME`.")


async def open_track_of(planner: "WeekScreen", workspace: Workspace, track_id: str) -> None:
    """Put another track on the desk, at its first week."""
    try:
        opened, restored = await asyncio.to_thread(open_track, workspace, track_id, planner.setting.drafts)
    except CurriculumError as error:
        planner.refuse(str(error))
        return
    planner.show(Desk(Board(workspace, opened, planner.setting.today)).settled())
    _tell_restored(planner, restored)


def _tell_restored(planner: "WeekScreen", restored: Restored) -> None:
    if restored.restored:
        planner.keeper.edited()
        planner.toast("Changes of a session that ended too early are back. u takes them away again.", title="Restored")
    elif restored.conflict:
        planner.toast(
            f"The file was changed after the last session ended. What that session had changed is kept in "
            f"{restored.aside}.",
            title="Kept aside",
        )


async def _watch(planner: "WeekScreen") -> None:
    from curriculum.tui.watching import changes

    async for _ in changes(planner.setting.root, asyncio.Event()):
        await planner.reload()


async def take_from_disk(planner: "WeekScreen") -> None:
    """Show what others changed. A track with changes of our own is not touched: the person decides."""
    workspace = await asyncio.to_thread(open_workspace, planner.setting.root)
    opened = planner.desk.opened
    loaded = workspace.tracks.get(opened.id)
    source = loaded.source if loaded else None
    if loaded is None or source is None or loaded.value is None:
        said = loaded.findings[0].message if loaded and loaded.findings else "It is not there any more."
        planner.toast(f"{opened.source.name} cannot be read now. {said} The plan as you see it is still here.")
        planner.board_of(Board(workspace, opened, planner.setting.today))
    elif source.text == opened.source.text:
        if not _same(planner.desk.board.workspace, workspace):
            planner.board_of(Board(workspace, opened, planner.setting.today))
    elif opened.changed and opened.history.present.text != source.text:
        planner.keeper.hold()
        planner.start(ask_about_conflict(planner))
    else:
        version = Version(loaded.value, source.text)
        taken = replace(opened, source=source, history=opened.history.record("change made outside", version))
        planner.board_of(Board(workspace, taken, planner.setting.today))
        planner.say(f"{source.name} was changed outside and read again. u brings the earlier plan back.")


def _same(before: Workspace, after: Workspace) -> bool:
    """Tell whether two readings of a workspace hold the same texts."""
    return (
        before.loaded.sources == after.loaded.sources
        and before.loaded.translation_sources == after.loaded.translation_sources
        and before.clinic_source == after.clinic_source
        and before.clinic.house == after.clinic.house
        and {i: loaded.source for i, loaded in before.tracks.items()}
        == {i: loaded.source for i, loaded in after.tracks.items()}
    )


async def ask_about_conflict(planner: "WeekScreen") -> None:
    """Ask what becomes of a file that was changed here and by somebody else."""
    from curriculum.tui.screens.choice import ChoiceScreen

    if isinstance(planner.app.screen, ChoiceScreen):
        return
    workspace = await asyncio.to_thread(open_workspace, planner.setting.root)
    opened = planner.desk.opened
    loaded = workspace.tracks.get(opened.id)
    readable = loaded is not None and loaded.value is not None
    choices = [
        Choice("theirs", "Take the file as it is now; u brings your plan back"),
        Choice("beside", "Take the file as it is now, and write your plan into a file beside it"),
    ]
    choices = choices if readable else []
    choices.append(Choice("mine", "Keep your plan, and write the other one into a file beside it"))
    choices.append(Choice("", "Decide later; nothing is saved until then"))
    note = (
        f"{opened.source.name} was changed by somebody else while you changed it here. "
        "Nothing was overwritten, and nothing is lost whatever you choose."
    )
    answer = await planner.app.push_screen_wait(ChoiceScreen("Two versions of this track", choices, note=note))
    if answer:
        await planner.keeper.alone(lambda: _settle(planner, answer))
        planner.keeper.edited()


async def _settle(planner: "WeekScreen", answer: str) -> None:
    """Do what was decided, with both versions as they are at this moment."""
    workspace = await asyncio.to_thread(open_workspace, planner.setting.root)
    opened = planner.desk.opened
    loaded = workspace.tracks.get(opened.id)
    try:
        settled, said = _settled(opened, loaded.source if loaded else None, workspace, answer)
    except (CurriculumError, OSError) as error:
        planner.refuse(str(error))
        return
    planner.keeper.release()
    planner.board_of(Board(workspace, settled, planner.setting.today))
    planner.toast(said)


def _settled(opened: OpenTrack, source: object, workspace: Workspace, answer: str) -> tuple[OpenTrack, str]:
    theirs = workspace.source(Document("track", opened.id))
    mine = opened.history.present
    if answer == "mine":
        path = opened.source.path
        text = path.read_text("utf-8", "replace") if path.exists() else ""
        aside = _aside(path, "theirs", text) if text else None
        kept = replace(opened, source=replace(opened.source, text=theirs.text if theirs else text))
        return kept, f"Your plan stays. The other one is in {aside.name}." if aside else "Your plan stays."
    assert theirs is not None, source
    version = Version(workspace.track(opened.id), theirs.text)
    taken = replace(opened, source=theirs, history=opened.history.record("take the file's plan", version))
    if answer == "theirs":
        return taken, "The file's plan is here. u brings yours back."
    aside = _aside(opened.source.path, "mine", mine.text)
    return taken, f"The file's plan is here. Yours is in {aside.name}, and u brings it back."


def _aside(path: Path, whose: str, text: str) -> Path:
    """Write a version beside a track, under a name that is no track's, and return where."""
    number = 1
    while (aside := path.with_name(f"{path.name}.{whose}-{number}")).exists():
        number += 1
    write_new(aside, text)
    return aside
