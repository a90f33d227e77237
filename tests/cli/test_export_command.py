import json
import os
import signal
import subprocess
import sys

import pytest

from curriculum.cli.progress import bar_text
from curriculum.export.run import Progress


@pytest.fixture
def few(workspace, change):
    """The workspace with a track of two sessions a week, so that printing it takes little time."""
    track = workspace / "tracks/days.yaml"
    change(track, "[mon, wed, fri]", "[mon]")
    change(track, "      - {break: 10}\n      - {name: third, minutes: 60}\n", "")
    change(track, ", third: feeling-3", "")
    change(track, "    wed: {first: feeling-4, second: feeling-5, third: feeling-6}\n", "")
    change(track, "    fri: {first: feeling-7, second: feeling-8, third: feeling-9}\n", "")
    change(track, ", third: ana", "")
    change(track, ", third: main", "")
    clinic = workspace / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8") + "severities: {weekly-minutes: warn}\n", encoding="utf-8")
    return workspace


def test_a_week_is_printed_and_every_file_is_named_with_its_pages(curriculum, few):
    said = curriculum("export", "days", "--week", "1")

    folder = few / "exports/days/week-01"
    names = sorted(path.name for path in folder.iterdir())
    assert said.code == 0
    assert names == [
        "0-days-week-1-schedule.pdf",
        "1-mon-1-feeling-1-guide.pdf",
        "1-mon-1-feeling-1-handout.pdf",
        "1-mon-2-feeling-2-guide.pdf",
        "1-mon-2-feeling-2-handout.pdf",
    ]
    assert said.out.startswith("Wrote 5 files, ")
    assert "into exports/days/week-01:" in said.out
    assert all(name in said.out for name in names)
    assert [line.split("  ")[0] for line in said.err.splitlines()] == [f"{n} of 5" for n in range(1, 6)]
    assert "guide, Monday 10:10, Naming a Feeling 2" in said.err


def test_the_report_names_kind_path_module_week_day_pages_and_bytes(curriculum, few):
    said = curriculum("export", "days", "--week", "1", "--format", "html", "--report", "json")

    report = json.loads(said.out)
    guide = next(one for one in report if one["kind"] == "guide")
    assert len(report) == 5
    assert list(guide) == ["kind", "path", "module", "week", "day", "pages", "bytes"]
    assert (guide["module"], guide["week"], guide["day"]) == ("feeling-1", 1, "mon")
    assert (few / guide["path"]).stat().st_size == guide["bytes"]


def test_each_week_has_a_folder_of_its_own_in_the_folder_that_is_named(curriculum, few, tmp_path):
    said = curriculum("export", "days", "--week", "1", "--format", "html", "--to", tmp_path / "out")

    assert said.code == 0
    assert len(list((tmp_path / "out/week-01").glob("*.html"))) == 5


def test_without_a_week_every_planned_week_is_printed_into_a_folder_of_its_own(curriculum, few):
    track = few / "tracks/days.yaml"
    track.write_text(track.read_text("utf-8") + "  3:\n    mon: {first: feeling-5}\n", encoding="utf-8")

    said = curriculum("export", "days", "--format", "html")

    assert said.code == 0
    folders = {path.parent.name: 0 for path in (few / "exports/days").rglob("*.html")}
    assert sorted(folders) == ["week-01", "week-03"]


def test_only_what_is_asked_for_is_printed(curriculum, few):
    report = json.loads(curriculum("export", "days", "--format", "html", "--only", "handouts", "--report", "json").out)

    assert {one["kind"] for one in report} == {"handout"}


def test_a_module_is_printed_by_itself_for_its_author(curriculum, workspace):
    said = curriculum("export", "feeling-2", "--format", "html")

    assert said.code == 0
    assert sorted(path.name for path in (workspace / "exports/modules/feeling-2").iterdir()) == [
        "feeling-2-guide.html",
        "feeling-2-handout.html",
    ]


def test_a_module_with_a_fault_is_not_printed_and_has_no_weeks(curriculum, workspace, change):
    assert curriculum("export", "feeling-2", "--week", "1").code == 2
    change(workspace / "modules/cbt/feeling-2.yaml", "kind: skills", "kind: skill")

    said = curriculum("export", "feeling-2")

    assert (said.code, "bad-value" in said.err) == (1, True)
    assert not (workspace / "exports").exists()


def test_what_blocks_is_shown_and_nothing_is_written(curriculum, workspace, change):
    change(workspace / "tracks/days.yaml", "second: feeling-2", "second: feeling-22")

    said = curriculum("export", "days", "--week", "1")

    assert (said.code, said.out) == (1, "")
    assert "error[unknown-module]" in said.err
    assert "tracks/days.yaml:20:" in said.err
    assert "nothing was written" in said.err
    assert not (workspace / "exports").exists()


def test_what_blocks_another_week_stops_nothing(curriculum, few):
    track = few / "tracks/days.yaml"
    track.write_text(track.read_text("utf-8") + "  2:\n    mon: {first: no-such-module}\n", encoding="utf-8")

    assert curriculum("export", "days", "--week", "1", "--format", "html").code == 0
    assert curriculum("export", "days", "--week", "2", "--format", "html").code == 1


def test_a_fault_in_a_module_that_is_not_used_stops_nothing(curriculum, few, change):
    change(few / "modules/cbt/feeling-9.yaml", "kind: skills", "kind: skill")

    assert curriculum("export", "days", "--week", "1", "--format", "html").code == 0


def test_a_blocked_report_is_still_json(curriculum, workspace, change):
    change(workspace / "tracks/days.yaml", "second: feeling-2", "second: feeling-22")

    assert json.loads(curriculum("export", "days", "--report", "json").out) == []


def test_files_of_an_earlier_print_are_pointed_out(curriculum, few):
    curriculum("export", "days", "--week", "1", "--format", "html")
    (few / "exports/days/week-01/1-mon-2-an-older-module-handout.html").write_text("old", encoding="utf-8")

    said = curriculum("export", "days", "--week", "1", "--format", "html")

    assert "From an earlier print, in the same folder: 1 file (1-mon-2-an-older-module-handout.html)." in said.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("evenings",), "There is no track"),
        (("days", "--week", "9"), "weeks 1 to 3"),
        (("days", "--week", "x"), "--week"),
        (("days", "--paper", "a5"), "--paper"),
    ],
)
def test_what_cannot_be_printed_is_one_line_and_2(curriculum, workspace, words, says):
    said = curriculum("export", *words)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert says in said.err


def test_a_track_without_a_plan_says_so(curriculum, workspace):
    curriculum("new", "track", "Later")

    said = curriculum("export", "later")

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "Nothing is planned yet" in said.err


def test_a_folder_that_cannot_be_made_is_one_line_and_2(curriculum, few):
    (few / "taken").write_text("a file", encoding="utf-8")

    said = curriculum("export", "days", "--week", "1", "--format", "html", "--to", "taken/below")

    assert (said.code, said.err.count("\n")) == (2, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_with_130_and_leaves_whole_files_only(workspace):
    printing = subprocess.Popen(
        [sys.executable, "-m", "curriculum", "export", "days", "--week", "1"],
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # Started from a background job, a shell would have had the signal ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    assert printing.stderr is not None
    assert printing.stderr.readline().startswith("1 of 19")
    printing.send_signal(signal.SIGINT)
    out, err = printing.communicate(timeout=60)

    assert (printing.returncode, out) == (130, "")
    assert "curriculum: interrupted" in err
    left = list((workspace / "exports").rglob("*.*"))
    assert left
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in left if path.is_file())


def test_a_bar_says_how_far_it_has_come_in_numbers_too():
    assert bar_text(Progress(6, 24, "guide, Monday")) == "Printing [######..................] 6 of 24  guide, Monday"


def test_a_binder_is_one_file_and_the_second_time_nothing_is_made(curriculum, few):
    first = curriculum("export", "days", "--week", "1", "--binder")
    second = curriculum("export", "days", "--week", "1", "--binder", "--report", "json")

    (report,) = json.loads(second.out)
    file = few / "exports/days/days-week-01-binder.pdf"
    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("Wrote 1 file, ")
    assert "Nothing had to be made" not in first.err
    assert "Nothing had to be made" in second.err
    assert (report["kind"], report["week"], report["bytes"]) == ("binder", 1, file.stat().st_size)
    manifest = file.with_suffix(".manifest.json")
    assert sorted(path.name for path in file.parent.iterdir()) == [manifest.name, file.name]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--binder", "--lead", "anna"), 'Did you mean "ana"?'),
        (("--binder", "--day", "sun"), "Nothing of that is held in Days: week 1, Sunday."),
        (("--lead", "ana"), "add --binder"),
        (("--day", "mon"), "add --binder"),
        (("--binder", "--format", "html"), "leave out --format"),
        (("--binder", "--only", "guides"), "leave out --only"),
    ],
)
def test_a_binder_that_cannot_be_is_one_line_and_2(curriculum, few, words, says):
    said = curriculum("export", "days", *words)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert says in said.err


def test_a_module_has_no_binder(curriculum, workspace):
    said = curriculum("export", "feeling-2", "--binder")

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "is a module; a binder is of a track" in said.err
