"""The editor's command line, the last place of a session, and what importing the app costs."""

import subprocess
import sys
from pathlib import Path

import pytest
from tui_driver import planning

from curriculum.model.errors import CurriculumError
from curriculum.tui.app import run
from curriculum.tui.editor import editor_command
from curriculum.tui.session import MOST_PLACES, Place, keep_place, last_place


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+7", "a.yaml"]),
        ("nano -w", ["nano", "-w", "+7", "a.yaml"]),
        ("code", ["code", "--wait", "--goto", "a.yaml:7"]),
        ("hx", ["hx", "a.yaml:7"]),
        ("/opt/some/thing", ["/opt/some/thing", "a.yaml"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(editor, command):
    assert editor_command(Path("a.yaml"), 7, {"EDITOR": editor}) == command


def test_visual_goes_before_editor():
    assert editor_command(Path("a"), 1, {"VISUAL": "kak", "EDITOR": "vim"}) == ["kak", "+1", "a"]


async def test_e_opens_the_track_at_the_line_of_the_slot_and_reads_it_again(workspace, monkeypatch):
    from contextlib import nullcontext

    called = []

    def edit(command):
        called.append(command)
        file = workspace / "tracks" / "evening.yaml"
        file.write_text(file.read_text().replace("census: 8", "census: 9"))

    monkeypatch.setenv("EDITOR", "vim")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("curriculum.tui.editor.run_editor", edit)
    async with planning(workspace) as planner:
        monkeypatch.setattr(planner.app, "suspend", nullcontext)
        await planner.go("thu", "studio")
        await planner.press("e")
        await planner.until(lambda: planner.desk.track.census == 9)

        assert called == [["vim", "+30", str(planner.file)]]
        assert "long-studio" in planner.file.read_text().splitlines()[29]


def test_the_last_place_of_each_workspace_comes_back(tmp_path):
    file = tmp_path / "state" / "places.json"
    keep_place(file, tmp_path / "a", Place("evening", 3, "dark"))
    keep_place(file, tmp_path / "b", Place("day"))

    assert last_place(file, tmp_path / "a") == Place("evening", 3, "dark")
    assert last_place(file, tmp_path / "b") == Place("day", 1, "")
    assert last_place(file, tmp_path / "c") is None


@pytest.mark.parametrize("text", ["", "[]", '{"%s": 3}', '{"%s": {"track": 3, "week": "x"}}', "\x00"])
def test_a_broken_file_of_places_is_no_reason_to_stop(tmp_path, text):
    file = tmp_path / "places.json"
    file.write_text(text.replace("%s", str(tmp_path.resolve())))
    assert last_place(file, tmp_path) is None

    keep_place(file, tmp_path, Place("evening", 2))
    assert last_place(file, tmp_path) == Place("evening", 2)


def test_places_do_not_grow_without_end(tmp_path):
    file = tmp_path / "places.json"
    for number in range(MOST_PLACES + 5):
        keep_place(file, tmp_path / str(number), Place("evening"))

    assert last_place(file, tmp_path / "0") is None
    assert last_place(file, tmp_path / str(MOST_PLACES + 4)) == Place("evening")


def test_without_a_terminal_the_app_says_so_and_does_not_wait(tmp_path):
    with pytest.raises(CurriculumError, match="needs a terminal"):
        run(tmp_path)


def test_importing_the_app_brings_nothing_that_prints_or_watches():
    code = (
        "import sys, curriculum.tui.app; "
        "print(*[m for m in ('textual', 'weasyprint', 'jinja2', 'watchfiles', 'click') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.split() == ["textual"]
