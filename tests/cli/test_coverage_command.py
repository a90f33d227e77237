import csv
import io
import json

import pytest


@pytest.fixture
def rolling(workspace, change):
    """The small workspace with a core topic that only its first week holds, and a stay of two weeks."""
    days = workspace / "tracks" / "days.yaml"
    change(days, "stay: 3", "stay: 2\ncore: [feelings]")
    return workspace


def test_a_gap_is_a_line_with_the_entry_weeks_and_the_week_that_mends_it(curriculum, rolling):
    said = curriculum("coverage", "days").out

    assert "Rolling admission. Clients join in 3 weeks of 3 and stay for 2. Nobody waits." in said
    assert "feelings*" in said
    assert "2  <- 1 of 3; add it in week 2" in said
    assert "week 1           9        9          0" in said


def test_another_stay_can_be_tried(curriculum, rolling):
    assert "<-" not in curriculum("coverage", "days", "--stay", "3").out


def test_one_entry_week_is_told_in_full(curriculum, rolling):
    said = curriculum("coverage", "days", "--entry", "2").out

    assert "a client who joins in week 2 and stays for 2" in said
    assert "Never met\n  - Naming a Feeling 1" in said
    assert "Core topics never met\n  - feelings" in said


def test_a_week_in_which_nobody_joins_is_refused_with_those_in_which_they_do(curriculum, rolling, change):
    change(rolling / "tracks" / "days.yaml", "stay: 2", "admission: gated\ngates: [1, 3]\nstay: 2")

    said = curriculum("coverage", "days", "--entry", "2")

    assert said.code == 2
    assert "Clients may join in week 1, 3." in said.err
    told = " ".join(curriculum("coverage", "days").out.split())
    assert "Whoever asks waits 0.3 weeks on average for an entry week, 1 at most." in told


def test_json_and_csv_say_the_same(curriculum, rolling):
    data = json.loads(curriculum("coverage", "days", "--format", "json").out)
    rows = list(csv.reader(io.StringIO(curriculum("coverage", "days", "--format", "csv").out)))

    assert data["topics"] == [
        {"topic": "feelings", "core": True, "weeks": [1], "spacing": [3], "gaps": [2], "mends": [[2], [3]]}
    ]
    assert [stay["distinct"] for stay in data["stays"]] == [9, 0, 9]
    assert rows == [
        ["topic", "core", "held in week", "joins in week 1", "joins in week 2", "joins in week 3"],
        ["feelings", "yes", "1", "met", "MISSED", "met"],
    ]


def test_check_finds_the_same_gap(curriculum, rolling):
    said = curriculum("check", "tracks").out

    assert "warning[entry-week-gap]" in said
    assert 'Clients who join in week 2 never meet "feelings" in their 2 weeks (1 of 3 entry weeks).' in said
    assert "Hold it in week 2 (or 3) as well" in said
