"""`close`, `copy`, `calendar` and `show --from` as a director types them."""

import json

import pytest

FULL = "".join(
    f"  {number}:\n"
    "    mon: {first: feeling-1, second: feeling-2, third: feeling-3}\n"
    "    wed: {first: feeling-4, second: feeling-5, third: feeling-6}\n"
    "    fri: {first: feeling-7, second: feeling-8, third: feeling-9}\n"
    for number in (1, 2, 3)
)


@pytest.fixture
def days(workspace):
    """A track of three planned weeks in which `second` is a sequence."""
    path = workspace / "tracks" / "days.yaml"
    text = path.read_text("utf-8")
    head = text[: text.index("plan:")].replace(
        "- {name: second, minutes: 60}", "- {name: second, minutes: 60, sequence: run}"
    )
    path.write_text(f"# Remarks stay.\n{head}plan:\n{FULL}", encoding="utf-8")
    return path


def test_a_closing_is_shown_and_nothing_is_written(curriculum, days):
    before = days.read_bytes()

    said = curriculum("close", "days", "2027-01-11", "--reason", "Snow")

    assert said.code == 0
    assert "Days: Monday 2027-01-11 closed (Snow)" in said.out
    assert "run: bump, 6 move, 2 of them past the last place" in said.out or "overflows" in said.out
    assert "extend" in said.out
    assert "Nothing was written; --write writes tracks/days.yaml." in said.out
    assert days.read_bytes() == before


def test_an_overflow_that_nobody_decided_is_not_written(curriculum, days):
    before = days.read_bytes()

    said = curriculum("close", "days", "2027-01-11", "--write")

    assert said.code == 2
    assert "--overflow extend|merge|drop" in said.err
    assert days.read_bytes() == before


def test_a_closing_that_is_written_keeps_remarks_and_is_recorded_with_its_reason(curriculum, days):
    said = curriculum("close", "days", "2027-01-11", "--overflow", "drop", "--reason", "Snow, ice", "--write")
    text = days.read_text("utf-8")

    assert said.code == 0
    assert text.startswith("# Remarks stay.\n")
    assert text.endswith('closures:\n  - {from: 2027-01-11, reason: "Snow, ice"}\n')
    assert "Monday 2027-01-11: closed, Snow, ice" in curriculum("show", "days", "--week", "2").out
    assert curriculum("check", "tracks/days.yaml").err == ""


def test_a_make_up_is_proposed_chosen_and_written(curriculum, days):
    shown = curriculum("close", "days", "2027-01-11", "--policy", "makeup")
    curriculum("close", "days", "2027-01-11", "--policy", "makeup", "--makeup", "1", "--reason", "Snow", "--write")

    assert "* 1 Tuesday 2027-01-12, 09:00 to 12:20: 3 h of sessions" in shown.out
    assert "makeups:\n  - {for: 2027-01-11, on: 2027-01-12, from: 09:00}\n" in days.read_text("utf-8")
    week = curriculum("show", "days", "--week", "2").out
    assert "Monday 2027-01-11: closed, Snow; made up on Tuesday 2027-01-12" in week
    assert "Tuesday 2027-01-12 (instead of 2027-01-11)\n    09:00 to 10:00  first:" in week


def test_the_preview_as_data_says_the_same(curriculum, days):
    data = json.loads(curriculum("close", "days", "2027-01-15", "--policy", "run=skip", "--format", "json").out)

    assert data["written"] is False
    assert [each["policy"] for each in data["sequences"]] == ["skip"]
    assert [kept["module"] for kept in data["sequences"][0]["missed"]] == ["feeling-8"]
    assert any(finding["rule"] == "closed-day" for finding in data["new"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2027-01-12"], "the track meets on Monday, Wednesday, Friday"),
        (["2027-01-11", "--policy", "bmp"], 'Did you mean "bump"?'),
        (["2027-01-11", "--policy", "rn=skip"], 'Did you mean "run"?'),
        (["2027-01-11", "--policy", "makeup", "--makeup", "99"], "There is no make-up 99."),
        (["soon"], "does not match"),
    ],
)
def test_what_cannot_be_closed_is_one_line(curriculum, days, words, said):
    ended = curriculum("close", "days", *words)

    assert ended.code == 2
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def test_a_copy_is_shown_then_made_with_its_remarks_and_without_what_was_of_the_old_dates(curriculum, days):
    days.write_text(days.read_text("utf-8") + "closures:\n  - {from: 2027-01-11, reason: Snow}\n", encoding="utf-8")
    new = days.with_name("spring.yaml")

    shown = curriculum("copy", "days", "spring", "--starts", "2027-04-07")
    assert not new.exists()
    made = curriculum("copy", "days", "spring", "--starts", "2027-04-07", "--cycle", "4", "--write")

    assert "What finds no place" in shown.out
    assert "Left behind\n  - 1 closure of the old dates" in shown.out
    assert "write `ends: 2027-04-06` there" in " ".join(shown.out.split())
    assert (shown.code, made.code) == (0, 0)
    text = new.read_text("utf-8")
    assert text.startswith("# Remarks stay.\n")
    assert "starts: 2027-04-07\ncycle: 4\n" in text
    assert "closures" not in text
    assert curriculum("show", "spring").code == 0


@pytest.mark.parametrize(("name", "said"), [("days", "already"), ("A name", "lower-case words")])
def test_a_copy_never_takes_a_name_that_is_there_or_is_none(curriculum, days, name, said):
    ended = curriculum("copy", "days", name, "--starts", "2027-04-07", "--write")

    assert ended.code == 2
    assert said in ended.err


def test_weeks_of_a_later_run_are_shown_on_their_real_dates(curriculum, days):
    said = curriculum("show", "days", "--from", "2027-02-10", "--weeks", "2")
    data = json.loads(curriculum("show", "days", "--from", "2027-02-10", "--weeks", "2", "--format", "json").out)

    assert "Week 3 of run 2\n  Monday 2027-02-08" in said.out
    assert "Week 1 of run 3\n  Monday 2027-02-15" in said.out
    assert [(week["run"], week["week"]) for week in data["weeks"]] == [(2, 3), (3, 1)]
    assert curriculum("show", "days", "--week", "1", "--from", "2027-02-10").code == 2


def test_the_calendar_says_which_weeks_to_come_fall_short_of_what(curriculum, days):
    said = curriculum("calendar", "days", "--from", "2027-01-04", "--cycles", "3")
    rows = curriculum("calendar", "days", "--from", "2027-01-04", "--cycles", "3", "--format", "csv").out.splitlines()

    assert "9, of which 1 falls short" in said.out
    assert len(rows) == 1 + 9
    assert "2027-01-13 Stocktaking" in rows[2]
    assert "weekly-minutes (iop-adult)" in rows[2]
