import stat

import pytest

from curriculum.files.drafts import Draft, draft_path, drop_draft, keep_draft, kept_draft
from curriculum.files.reading import read_source
from curriculum.files.writing import ChangedOnDisk, save, write_new, write_whole
from curriculum.model.errors import CurriculumError


def test_a_file_is_saved_whole_and_leaves_no_neighbour(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    source, _ = read_source(path, tmp_path)

    saved = save(source, "a: 2\n")

    assert path.read_text() == "a: 2\n"
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]
    assert save(saved, "a: 3\n").text == "a: 3\n"


def test_a_file_that_somebody_else_changed_is_not_overwritten(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    source, _ = read_source(path, tmp_path)
    path.write_text("a: theirs\n")

    with pytest.raises(ChangedOnDisk):
        save(source, "a: mine\n")

    assert path.read_text() == "a: theirs\n"


def test_a_file_that_was_deleted_meanwhile_is_not_written_in_silence(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    source, _ = read_source(path, tmp_path)
    path.unlink()

    with pytest.raises(ChangedOnDisk):
        save(source, "a: mine\n")


def test_a_byte_order_mark_and_windows_line_ends_stay(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    source, fault = read_source(path, tmp_path)

    save(source, source.text.replace("1", "9"))

    assert fault is None
    assert path.read_bytes() == b"\xef\xbb\xbfa: 9\r\nb: 2\r\n"


def test_permissions_stay_as_they_were(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a")
    path.chmod(0o640)

    write_whole(path, b"b")

    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_what_cannot_be_written_is_said_and_nothing_is_left(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(CurriculumError, match="cannot be written"):
        write_whole(tmp_path / "file" / "below.yaml", b"x")

    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_new_file_never_overwrites(tmp_path):
    write_new(tmp_path / "new" / "a.yaml", "mine")

    with pytest.raises(CurriculumError, match="already"):
        write_new(tmp_path / "new" / "a.yaml", "yours")
    assert (tmp_path / "new" / "a.yaml").read_text() == "mine"


def test_a_draft_is_kept_found_and_dropped(tmp_path):
    file = tmp_path / "evening.yaml"
    draft = Draft("before \u00e9", "after \u4e2d")

    keep_draft(tmp_path / "drafts", file, draft)

    assert kept_draft(tmp_path / "drafts", file) == draft
    drop_draft(tmp_path / "drafts", file)
    assert kept_draft(tmp_path / "drafts", file) is None
    drop_draft(tmp_path / "drafts", file)


def test_files_of_one_name_in_two_workspaces_keep_two_drafts(tmp_path):
    assert draft_path(tmp_path, tmp_path / "a" / "t.yaml") != draft_path(tmp_path, tmp_path / "b" / "t.yaml")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"before": 1}', "null"])
def test_a_draft_that_cannot_be_read_is_none(tmp_path, content):
    draft_path(tmp_path, tmp_path / "t.yaml").write_text(content)

    assert kept_draft(tmp_path, tmp_path / "t.yaml") is None
