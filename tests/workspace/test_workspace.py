from datetime import date
from pathlib import Path

import pytest
from builders import MON, WED, cell

from curriculum.files.drafts import kept_draft
from curriculum.files.writing import ChangedOnDisk
from curriculum.model.errors import CurriculumError
from curriculum.planning import edits
from curriculum.workspace import find_workspace, open_track, open_workspace, starter_folder

TRACK = """\
title: Evening          # on the door
level: iop-adult
starts: 2027-01-04
cycle: 2
stay: 2
census: 8
meetings:
  - {days: [mon, wed], from: 18:00, slots: [{name: skills, minutes: 60}]}
plan:
  1:
    mon: {skills: no-such-module}   # to be written
"""


@pytest.fixture
def root(tmp_path) -> Path:
    (tmp_path / "clinic.yaml").write_text("name: Test Clinic\nseverities: {no-brek: off}\n")
    (tmp_path / "tracks").mkdir()
    (tmp_path / "tracks" / "evening.yaml").write_text(TRACK)
    (tmp_path / "tracks" / "broken.yaml").write_text("title: [")
    return tmp_path


def test_a_workspace_is_found_from_any_folder_inside_it(root):
    inside = root / "modules" / "cbt"
    inside.mkdir(parents=True)

    assert find_workspace(inside) == root.resolve()


def test_outside_a_workspace_the_way_on_is_said(tmp_path):
    with pytest.raises(CurriculumError, match="curriculum init"):
        find_workspace(tmp_path)


def test_the_built_in_library_lies_under_every_workspace(root):
    assert len(open_workspace(root).library.modules) >= 15


def test_one_bad_track_takes_nothing_else_with_it(root):
    workspace = open_workspace(root)

    assert workspace.track("evening").title == "Evening"
    with pytest.raises(CurriculumError, match="cannot be read"):
        workspace.track("broken")
    with pytest.raises(CurriculumError, match="Tracks here: broken, evening"):
        workspace.track("evenning")


def test_findings_of_all_files_come_with_their_lines(root):
    findings = open_workspace(root).findings(date(2026, 11, 24))
    lines = {(f.rule, f.spot.file, f.spot.line, f.spot.column) for f in findings if f.spot}

    assert ("bad-yaml", "tracks/broken.yaml", 1, 8) in lines
    assert ("unknown-rule", "clinic.yaml", 2, 14) in lines
    assert ("unknown-module", "tracks/evening.yaml", 11, 19) in lines
    assert [f.spot.file for f in findings if f.spot] == sorted(f.spot.file for f in findings if f.spot)


def test_a_clinic_that_cannot_be_read_is_a_finding_and_not_the_end(root):
    (root / "clinic.yaml").write_text("nam: x\n")

    workspace = open_workspace(root)

    assert workspace.clinic.name == "Our clinic"
    assert "unknown-key" in {f.rule for f in workspace.findings(date(2026, 11, 24))}


def test_the_sample_workspace_has_nothing_that_blocks_or_warns():
    findings = open_workspace(starter_folder()).findings(date(2026, 11, 24))

    assert [f for f in findings if f.severity in ("block", "warn")] == []


def opened(root):
    return open_track(open_workspace(root), "evening", root / "drafts")


def test_saving_writes_the_edit_and_nothing_else(root):
    track, _ = opened(root)

    track.edit("place", lambda t: edits.place(t, cell(1, WED), "new")).save()

    assert (root / "tracks/evening.yaml").read_text() == TRACK + "    wed: {skills: new}\n"


def test_undo_gives_back_the_file_byte_for_byte(root):
    track, _ = opened(root)
    edited = track.edit("place", lambda t: edits.place(t, cell(1, WED), "new"))
    edited = edited.edit("remove", lambda t: edits.remove(t, cell(1, MON))).save()

    edited.undo().undo().save()

    assert (root / "tracks/evening.yaml").read_text() == TRACK


def test_an_edit_that_changes_nothing_leaves_no_trace(root):
    track, _ = opened(root)

    assert track.edit("nothing", lambda t: t) is track


def test_unsaved_changes_come_back_after_a_crash_as_one_change(root):
    track, _ = opened(root)
    track.edit("place", lambda t: edits.place(t, cell(1, WED), "new")).keep_draft()

    again, restored = opened(root)

    assert restored.restored
    assert again.changed
    assert again.track.planned(cell(1, WED)).module == "new"
    assert again.undo().track == track.track
    again.save()
    assert kept_draft(root / "drafts", root / "tracks/evening.yaml") is None


def test_a_draft_is_dropped_once_everything_is_undone(root):
    track, _ = opened(root)
    edited = track.edit("place", lambda t: edits.place(t, cell(1, WED), "new"))
    edited.keep_draft()
    edited.undo().keep_draft()

    assert opened(root)[1].restored is False


def test_a_draft_of_a_file_that_changed_meanwhile_is_set_aside_and_loses_nothing(root):
    track, _ = opened(root)
    edited = track.edit("place", lambda t: edits.place(t, cell(1, WED), "mine"))
    edited.keep_draft()
    theirs = TRACK.replace("census: 8", "census: 9")
    (root / "tracks/evening.yaml").write_text(theirs)

    with pytest.raises(ChangedOnDisk):
        edited.save()
    again, restored = opened(root)

    assert restored.conflict
    assert "skills: mine" in restored.aside.read_text()
    assert again.track.census == 9
    assert (root / "tracks/evening.yaml").read_text() == theirs
