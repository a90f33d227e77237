import json
from datetime import date

import pytest

from curriculum.model.track import Cell, Day
from curriculum.planning.edits import place
from curriculum.workspace import open_track, open_workspace


@pytest.mark.parametrize("modality", ["cbt", "dbt", "mi", "mindfulness", "art", "other"])
def test_a_new_module_is_sound_from_the_start(curriculum, workspace, modality):
    made = curriculum("new", "module", "Riding the bus home", "--modality", modality)
    checked = curriculum("check", f"modules/{modality}/riding-the-bus-home.yaml")

    assert (made.code, made.out) == (0, f"Made modules/{modality}/riding-the-bus-home.yaml.\n")
    assert (checked.code, checked.out) == (0, "No findings in 1 file.\n")


def test_a_new_module_tells_what_to_do_next(curriculum, workspace):
    said = curriculum("new", "module", "Riding the bus home")

    assert "curriculum check modules/other/riding-the-bus-home.yaml" in said.err
    assert "curriculum show riding-the-bus-home" in said.err


def test_a_new_module_is_a_draft_that_can_be_found_and_shown(curriculum, workspace):
    curriculum("new", "module", "riding-the-bus-home")

    data = json.loads(curriculum("show", "riding-the-bus-home", "--format", "json").out)
    assert (data["title"], data["status"]) == ("Riding the bus home", "draft")


def test_a_new_track_is_sound_and_can_be_planned(curriculum, workspace, tmp_path):
    made = curriculum("new", "track", "Evening IOP")
    checked = curriculum("check", "tracks/evening-iop.yaml")
    opened, _ = open_track(open_workspace(workspace), "evening-iop", tmp_path)
    saved = opened.edit("place", lambda t: place(t, Cell(1, Day.MON, "skills"), "feeling-1")).save()

    assert (made.code, checked.code) == (0, 0)
    assert saved.track.starts > date.today()  # noqa: DTZ011  the command asks the same clock
    assert saved.track.starts.weekday() == 0
    assert saved.source.path.read_text("utf-8").count("#") == opened.source.text.count("#")


@pytest.mark.parametrize("words", [("module", "feeling-1"), ("module", "Feeling 1"), ("track", "Days")])
def test_what_is_there_already_is_never_overwritten(curriculum, workspace, words):
    before = {path: path.read_bytes() for path in workspace.rglob("*.yaml")}

    said = curriculum("new", *words)

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "already" in said.err
    assert before == {path: path.read_bytes() for path in workspace.rglob("*.yaml")}


def test_a_built_in_module_s_id_is_taken_too(curriculum, workspace):
    other = next(
        one["id"]
        for one in json.loads(curriculum("find", "--format", "json").out)
        if not one["id"].startswith("feeling-")
    )

    assert curriculum("new", "module", other).code == 2


@pytest.mark.parametrize("name", ["###", "感情", "A title that is much too long for a cell of any grid"])
def test_a_name_that_makes_no_module_is_one_line_and_writes_nothing(curriculum, workspace, name):
    before = set(workspace.rglob("*"))

    said = curriculum("new", "module", name)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert before == set(workspace.rglob("*"))


@pytest.mark.parametrize("sample", [(), ("--sample",)])
def test_a_new_workspace_is_whole_and_nothing_in_it_blocks(curriculum, nowhere, sample, monkeypatch):
    made = curriculum("init", "clinic", *sample)
    monkeypatch.chdir(nowhere / "clinic")

    assert (made.code, made.err.splitlines()[:2]) == (0, ["Next:", "  cd clinic"])
    assert {path.name for path in (nowhere / "clinic").iterdir()} == {"clinic.yaml", "modules", "tracks", "exports"}
    assert curriculum("check").code == 0


def test_the_sample_has_tracks_but_no_copy_of_the_modules(curriculum, nowhere):
    said = curriculum("init", "clinic", "--sample")

    assert (nowhere / "clinic/tracks/evening.yaml").is_file()
    assert not list((nowhere / "clinic/modules").iterdir())
    assert "curriculum export evening --week 1" in said.err


def test_init_in_the_current_folder_needs_no_cd(curriculum, nowhere):
    said = curriculum("init")

    assert (nowhere / "clinic.yaml").is_file()
    assert "cd " not in said.err


def test_init_never_overwrites_and_then_writes_nothing_at_all(curriculum, nowhere):
    (nowhere / "tracks").mkdir()
    (nowhere / "tracks/evening.yaml").write_text("mine", encoding="utf-8")

    said = curriculum("init", "--sample")

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "tracks/evening.yaml is there already" in said.err
    assert sorted(path.name for path in nowhere.rglob("*")) == ["evening.yaml", "tracks"]
