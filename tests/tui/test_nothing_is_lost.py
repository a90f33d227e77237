"""Drafts, saving, conflicts, changes by others, crashes: nothing that either side wrote is ever lost."""

import os
import pty
import select
import signal
import subprocess
import sys
import time

from tui_driver import TODAY, TRACK, Planner, planning

from curriculum.files.drafts import kept_draft
from curriculum.model.track import Cell, Day
from curriculum.tui.app import CRASHED, PlannerApp
from curriculum.tui.keeping import State
from curriculum.tui.screens.week import Setting
from curriculum.workspace import open_track, open_workspace
from curriculum.workspace.folders import log_file

MON = Cell(1, Day.MON, "skills")
THEIRS = TRACK.replace("census: 8", "census: 12")

RUN = """
import sys
from pathlib import Path
from curriculum.tui.app import PlannerApp, Setting
from datetime import date
root = Path(sys.argv[1])
PlannerApp(Setting(root, Path(sys.argv[2]), Path(sys.argv[2]) / "places.json", date(2027, 1, 4), "evening", 60.0)).run()
"""


def read_until(master, wanted, seconds=30):
    seen = b""
    until = time.monotonic() + seconds
    while wanted not in seen:
        assert time.monotonic() < until, seen[-2000:]
        if select.select([master], [], [], 0.2)[0]:
            seen += os.read(master, 65536)
    return seen


def test_kill_9_after_an_edit_loses_nothing(workspace, tmp_path):
    """A real app in a real terminal, ended without a word once it says that the change is kept."""
    drafts = tmp_path / "drafts"
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    command = [sys.executable, "-c", RUN, str(workspace), str(drafts)]
    app = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True)
    try:
        read_until(master, b"saved")
        os.write(master, b"\x1b[B")
        os.write(master, b"x")
        read_until(master, b"changed")
    finally:
        os.kill(app.pid, signal.SIGKILL)
        app.wait()
        os.close(slave)
        os.close(master)
    assert (workspace / "tracks" / "evening.yaml").read_text() == TRACK

    opened, restored = open_track(open_workspace(workspace), "evening", drafts)
    assert restored.restored
    assert opened.track.placement(MON) is None


async def test_a_kept_draft_is_restored_said_and_can_be_taken_back(workspace):
    async with planning(workspace, quiet_seconds=60) as planner:
        await planner.go("mon", "skills")
        await planner.press("x")
        await planner.until(lambda: planner.screen.state is State.CHANGED)

    async with planning(workspace, quiet_seconds=60) as planner:
        assert planner.held("mon", "skills") is None
        await planner.until(lambda: "Restored" in planner.picture())
        await planner.press("u")
        assert planner.held("mon", "skills") == "catching-thoughts"


async def test_the_file_is_saved_by_itself_and_the_draft_forgotten(workspace):
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press("x")
        await planner.saved()

        assert "catching-thoughts" not in planner.file.read_text()
        assert kept_draft(planner.setting.drafts, planner.file) is None


async def edited_by_both(planner):
    await planner.go("mon", "skills")
    planner.file.write_text(THEIRS)
    await planner.press("x")
    await planner.until(lambda: "Two versions of this track" in planner.picture())


async def test_a_file_changed_by_both_is_never_overwritten(workspace):
    async with planning(workspace) as planner:
        await edited_by_both(planner)
        assert planner.file.read_text() == THEIRS

        await planner.press("escape")
        assert planner.screen.state is State.CONFLICT
        assert planner.file.read_text() == THEIRS
        draft = kept_draft(planner.setting.drafts, planner.file)
        assert "catching-thoughts" not in draft.after


async def test_leaving_without_a_decision_keeps_both_versions(workspace):
    async with planning(workspace) as planner:
        await edited_by_both(planner)
        await planner.press("escape", "q")
        await planner.until(lambda: planner.app._exit)
        assert planner.file.read_text() == THEIRS

    async with planning(workspace) as planner:
        assert planner.desk.track.census == 12
        await planner.until(lambda: "Kept aside" in planner.picture())
        (aside,) = planner.setting.drafts.glob("*.yaml")
        assert aside.read_text() == TRACK.replace("skills: catching-thoughts, ", "")


async def test_taking_the_file_keeps_our_plan_one_undo_away(workspace):
    async with planning(workspace) as planner:
        await edited_by_both(planner)
        await planner.press("home", "enter")
        await planner.until(lambda: planner.desk.track.census == 12)
        assert planner.held("mon", "skills") == "catching-thoughts"

        await planner.press("u")
        assert planner.desk.track.census == 8
        assert planner.held("mon", "skills") is None


async def test_taking_the_file_can_write_our_plan_beside_it(workspace):
    async with planning(workspace) as planner:
        await edited_by_both(planner)
        await planner.press("home", "down", "enter")
        await planner.until(lambda: planner.desk.track.census == 12)

        aside = workspace / "tracks" / "evening.yaml.mine-1"
        assert aside.read_text() == TRACK.replace("skills: catching-thoughts, ", "")
        assert planner.file.read_text() == THEIRS


async def test_keeping_our_plan_writes_the_other_one_beside_it(workspace):
    async with planning(workspace) as planner:
        await edited_by_both(planner)
        await planner.press("home", "down", "down", "enter")
        await planner.saved()

        assert (workspace / "tracks" / "evening.yaml.theirs-1").read_text() == THEIRS
        assert planner.file.read_text() == TRACK.replace("skills: catching-thoughts, ", "")


async def test_changes_by_others_appear_by_themselves_and_can_be_taken_back(workspace):
    async with planning(workspace, watch=True) as planner:
        await planner.go("wed", "elective")
        await planner.pilot.pause(0.5)
        planner.file.write_text(THEIRS)
        await planner.until(lambda: planner.desk.track.census == 12)
        assert planner.desk.cell == Cell(1, Day.WED, "elective")

        module = workspace / "modules" / "breath.yaml"
        module.write_text(module.read_text().replace("Breath or sound", "Breath, sound or feet"))
        await planner.until(lambda: planner.desk.board.library.title("breath") == "Breath, sound or feet")

        await planner.press("u")
        assert planner.desk.track.census == 8


async def test_a_file_that_others_broke_leaves_the_plan_as_it_is_shown(workspace):
    async with planning(workspace) as planner:
        planner.file.write_text("title: [")
        await planner.screen.reload()
        await planner.until(lambda: "cannot be read" in planner.picture())

        assert planner.held("mon", "skills") == "catching-thoughts"
        assert planner.file.read_text() == "title: ["


async def test_a_failure_keeps_the_draft_writes_a_log_without_values_and_ends_with_a_code(workspace):
    async with planning(workspace, quiet_seconds=60) as planner:
        await planner.go("mon", "skills")
        await planner.press("x")
        error = ZeroDivisionError("Catching quick thoughts")
        planner.app._handle_exception(error)
        planner.app._exception = None

        assert planner.app.return_code == CRASHED
        assert "catching-thoughts" not in kept_draft(planner.setting.drafts, planner.file).after
        assert str(log_file()) in planner.app.crash
        log = log_file().read_text()
        assert "ZeroDivisionError" in log
        assert "Catching quick thoughts" not in log


async def test_a_workspace_without_tracks_says_what_to_do(tmp_path):
    (tmp_path / "clinic.yaml").write_text("name: Empty\n")
    app = PlannerApp(Setting(tmp_path, tmp_path / "d", tmp_path / "p.json", TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        planner = Planner(app, pilot, app.planner.setting)
        await planner.until(lambda: "curriculum new track" in planner.picture())
        await pilot.press("q")

    assert app.return_code == 0
