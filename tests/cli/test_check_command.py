import json

import pytest


def test_a_sound_workspace_ends_with_0(curriculum, workspace):
    said = curriculum("check")

    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[-1].startswith("No finding blocks, ")


def test_a_fault_is_told_with_its_file_line_and_column_and_ends_with_1(curriculum, workspace, change):
    change(workspace / "modules/cbt/feeling-1.yaml", "modality: cbt", "modality: cbd")

    said = curriculum("check")

    assert said.code == 1
    assert " --> modules/cbt/feeling-1.yaml:3:11 " in said.out
    assert '"cbd" is not a modality.' in said.out
    assert "findings block" in said.out.splitlines()[-1]


def test_json_is_a_list_on_stdout_and_the_count_is_talk(curriculum, workspace, change):
    change(workspace / "tracks/days.yaml", "second: feeling-2", "second: feeling-22")

    said = curriculum("check", "--format", "json")

    (block,) = (one for one in json.loads(said.out) if one["severity"] == "block")
    assert list(block) == ["rule", "severity", "file", "line", "column", "place", "message", "fix"]
    assert (block["rule"], block["file"], block["line"]) == ("unknown-module", "tracks/days.yaml", 20)
    assert said.code == 1
    assert said.err.startswith("1 finding blocks, ")


def test_github_gets_one_annotation_a_line(curriculum, workspace, change):
    change(workspace / "modules/cbt/feeling-1.yaml", "kind: skills", "kind: skill")

    said = curriculum("check", "--format", "github", "modules/cbt/feeling-1.yaml")

    assert said.out.startswith("::error file=modules/cbt/feeling-1.yaml,line=4,col=7,title=bad-value::")
    assert said.out.count("\n") == 1


def test_findings_stand_in_the_order_of_files_and_lines(curriculum, workspace, change):
    for number in (2, 5):
        change(workspace / f"modules/cbt/feeling-{number}.yaml", "kind: skills", "kind: skill")
    change(workspace / "modules/cbt/feeling-2.yaml", "author:", "auhtor:")

    found = json.loads(curriculum("check", "--format", "json").out)
    places = [(one["file"], one["line"], one["column"]) for one in found]

    assert len(places) > 3
    assert places == sorted(places)


def test_a_path_limits_the_findings_to_its_files(curriculum, workspace, change):
    for number in (1, 2):
        change(workspace / f"modules/cbt/feeling-{number}.yaml", "kind: skills", "kind: skill")

    one = curriculum("check", "modules/cbt/feeling-2.yaml", "--format", "json")
    both = curriculum("check", "modules/cbt", "--format", "json")
    neither = curriculum("check", "modules/cbt/feeling-3.yaml", "clinic.yaml")

    assert {found["file"] for found in json.loads(one.out)} == {"modules/cbt/feeling-2.yaml"}
    assert len({found["file"] for found in json.loads(both.out)}) == 2
    assert (neither.code, neither.out) == (0, "No findings in 2 files.\n")


def test_paths_are_named_from_the_current_folder(curriculum, workspace, change, monkeypatch):
    change(workspace / "modules/cbt/feeling-1.yaml", "kind: skills", "kind: skill")
    monkeypatch.chdir(workspace / "tracks")

    assert " --> ../modules/cbt/feeling-1.yaml:4:7 " in curriculum("check").out


def test_a_path_that_is_not_there_is_one_line_and_2(curriculum, workspace):
    said = curriculum("check", "modules/cbt/feeling-99.yaml")

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "feeling-99" in said.err


def test_a_folder_with_nothing_to_check_is_said_to_be_one(curriculum, workspace):
    (workspace / "letters").mkdir()

    said = curriculum("check", "letters")

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "nothing to check" in said.err


def test_a_file_in_another_workspace_is_checked_in_that_one(curriculum, workspace, change, monkeypatch, tmp_path):
    change(workspace / "tracks/days.yaml", "first: feeling-1", "first: feeling-11")
    monkeypatch.chdir(tmp_path)

    found = json.loads(curriculum("check", "clinic/tracks", "--format", "json").out)

    blocks = [(one["rule"], one["file"]) for one in found if one["severity"] == "block"]
    assert blocks == [("unknown-module", "clinic/tracks/days.yaml")]


def test_a_module_in_no_workspace_is_checked_by_itself(curriculum, workspace_text, nowhere):
    (nowhere / "a-module.yaml").write_text(workspace_text.replace("objectives:", "objetives:"), encoding="utf-8")

    said = curriculum("check", "a-module.yaml")

    assert said.code == 1
    assert " --> a-module.yaml:7:1 " in said.out
    assert 'Did you mean "objectives"?' in said.out
    assert "1 finding blocks in 1 file." in said.out


@pytest.fixture
def workspace_text(workspace):
    return (workspace / "modules/cbt/feeling-1.yaml").read_text("utf-8")


def test_a_track_in_no_workspace_is_not_blamed_for_people_that_nobody_could_know(curriculum, workspace, nowhere):
    text = (workspace / "tracks/days.yaml").read_text("utf-8")
    (nowhere / "days.yaml").write_text(text, encoding="utf-8")

    rules = {one["rule"] for one in json.loads(curriculum("check", "days.yaml", "--format", "json").out)}

    assert "unknown-module" in rules
    assert "unknown-person" not in rules


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[" * 500,
        "a: &b c\nd: *b\n",
        "title: [",
        "- 1\n- 2\n",
        "\x00",
        "title: \ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_file_that_is_no_module_at_all_is_a_finding_and_not_a_fault_of_ours(curriculum, nowhere, text):
    (nowhere / "odd.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())

    said = curriculum("check", "odd.yaml")

    assert said.code == 1
    assert "error[bad-yaml]" in said.out


def test_escape_sequences_in_a_file_do_not_reach_the_terminal(curriculum, workspace, change):
    change(workspace / "modules/cbt/feeling-1.yaml", "kind: skills", 'kind: "\\x1b]0;mine\\x07\u202eskills"')

    said = curriculum("check")

    assert said.code == 1
    assert not set(said.out) & set("\x1b\x07\u202e")
