"""Later runs of the cycle, shown and printed on their own dates."""

import pypdf
import pytest

SNOW = "  - {from: 2027-01-27, reason: Snow}\n"
MILD = "severities: {weekly-minutes: warn, daily-minutes: warn, days-per-week: warn}\n"


def words_of(path):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_a_week_is_shown_as_it_falls_in_a_run(curriculum, workspace):
    first, second = (curriculum("show", "days", "--week", "1", "--run", run).out for run in (1, 2))

    assert "Monday 2027-01-04" in first
    assert "Week 1 of run 2" in second
    assert "Monday 2027-01-25" in second
    assert curriculum("show", "days", "--run", "2").out == second


def test_a_later_run_is_printed_on_its_dates_into_a_folder_of_its_own(curriculum, workspace):
    said = curriculum("export", "days", "--run", "2", "--only", "schedule")

    assert said.code == 0
    printed = workspace / "exports/days/run-2/week-01/0-days-week-1-schedule.pdf"
    assert "January 25, 2027" in words_of(printed)
    assert not (workspace / "exports/days/week-01").exists()
    curriculum("export", "days", "--run", "1", "--only", "schedule")
    assert "January 4, 2027" in words_of(workspace / "exports/days/week-01/0-days-week-1-schedule.pdf")


def test_a_binder_of_a_later_run_has_its_dates(curriculum, workspace):
    curriculum("export", "days", "--week", "1", "--run", "3", "--binder", "--day", "mon")

    assert "February 15, 2027" in words_of(next((workspace / "exports/days/run-3").glob("*.pdf")))


def test_what_is_closed_in_a_later_run_is_closed_on_its_schedule(curriculum, workspace, change):
    change(workspace / "clinic.yaml", "  - {from: 2027-01-13, reason: Stocktaking}\n", f"{SNOW}{MILD}")
    curriculum("export", "days", "--run", "2", "--only", "schedule")

    assert "Snow" in words_of(workspace / "exports/days/run-2/week-01/0-days-week-1-schedule.pdf")


def test_a_shortage_of_a_later_run_stops_its_print_and_none_before_it(curriculum, workspace, change):
    change(workspace / "clinic.yaml", "2027-01-13, reason: Stocktaking", "2027-01-27, reason: Snow")

    assert curriculum("export", "days", "--run", "1", "--only", "schedule").code == 0
    assert "error[weekly-minutes]" in curriculum("export", "days", "--run", "2", "--only", "schedule").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "days", "--run", "0"), "There is no run 0"),
        (("show", "days", "--run", "2", "--from", "2027-01-04"), "choose one"),
        (("show", "feeling-1", "--run", "2"), "has no weeks"),
        (("export", "days", "--run", "-1"), "There is no run -1"),
        (("export", "feeling-1", "--run", "2"), "is a module and has no runs"),
        (("export", "days", "--run", "2", "--format", "ics"), "take --from DATE"),
        (("export", "nights", "--run", "2"), 'There is no track "nights"'),
    ],
)
def test_a_run_that_cannot_be_is_one_line(curriculum, workspace, words, told):
    said = curriculum(*words)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert told in said.err


def test_a_run_after_the_last_day_of_the_track_is_refused(curriculum, workspace, change):
    change(workspace / "tracks/days.yaml", "cycle: 3", "ends: 2027-02-05\ncycle: 3")

    assert "It is held in runs 1 to 2." in curriculum("export", "days", "--run", "3").err


def test_a_schedule_adds_up_only_what_the_level_of_care_counts(curriculum, workspace, change):
    change(workspace / "modules/cbt/feeling-1.yaml", "kind: skills", "kind: peer")
    change(workspace / "clinic.yaml", "name: A Clinic\n", f"name: A Clinic\n{MILD}")
    curriculum("export", "days", "--week", "1", "--only", "schedule")

    shown = words_of(workspace / "exports/days/week-01/0-days-week-1-schedule.pdf")
    assert "Session 480 min (8 h), not yet filled or not counted 60 min (1 h), breaks 60 min" in shown
