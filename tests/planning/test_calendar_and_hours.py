from datetime import date

import pytest
from builders import FRI, MON, WED, cell, full_plan, library, module, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.module import Kind
from curriculum.planning.calendar import date_of, sessions
from curriculum.planning.hours import Hours, hours_of, open_days

COUNTED = (Kind.GROUP, Kind.SKILLS)


@pytest.mark.parametrize(
    ("starts", "where", "day"),
    [
        ("2026-11-30", cell(1, MON), date(2026, 11, 30)),
        ("2026-11-30", cell(2, WED), date(2026, 12, 9)),
        ("2026-12-02", cell(1, MON), date(2026, 11, 30)),
        ("2026-12-02", cell(8, FRI), date(2027, 1, 22)),
    ],
)
def test_week_one_is_the_calendar_week_in_which_the_track_starts(starts, where, day):
    assert date_of(track(starts=starts), where) == day


def test_nothing_is_held_before_the_track_starts():
    held = sessions(track(starts="2026-12-02"), Clinic(), [1])

    assert [s.date for s in held] == [date(2026, 12, 2)] * 3 + [date(2026, 12, 4)] * 3


def test_a_full_week_of_t8_has_540_session_and_600_clock_minutes():
    plan, modules = full_plan()
    week = sessions(track(plan), Clinic(), [1])

    assert hours_of(week, modules) == Hours(session=540, breaks=60, uncounted=0)
    assert hours_of(week, modules).clock == 600


def test_a_break_inside_a_group_is_a_break_fitted_to_its_slot():
    half = {"least": 20, "planned": 25, "most": 35}
    agenda = [
        {"name": "One", "type": "teach", "minutes": half},
        {"name": "Rest", "type": "break", "minutes": 10},
        {"name": "Two", "type": "practice", "minutes": half},
    ]
    planned = track({1: {"mon": {"skills": "long"}}})
    week = sessions(planned, Clinic(), [1])

    assert hours_of(week, library(long=module(agenda=agenda))) == Hours(session=50 + 3 * 60, breaks=70, uncounted=300)


def test_a_closed_day_counts_nothing():
    plan, modules = full_plan()
    clinic = Clinic.model_validate({"closures": [{"from": "2026-12-07", "reason": "Snow"}]})
    week = sessions(track(plan), clinic, [2])

    assert hours_of(week, modules).session == 360
    assert open_days(week) == 2


def test_an_empty_slot_and_a_kind_that_does_not_count_are_kept_apart():
    planned = track({1: {"mon": {"skills": "talk", "elective": "lunch"}}})
    modules = library(talk=module(), lunch=module(kind="peer"), process_group=module(kind="group"))
    monday = [s for s in sessions(planned, Clinic(), [1]) if s.cell.day == MON]
    tuesday = [s for s in sessions(planned, Clinic(), [1]) if s.cell.day == WED]

    assert hours_of(monday, modules, COUNTED) == Hours(session=120, breaks=20, uncounted=60)
    assert hours_of(tuesday, modules, COUNTED) == Hours(session=60, breaks=20, uncounted=120)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(5, 120)), min_size=1, max_size=8).filter(
        lambda parts: any(slot for slot, _ in parts)
    ),
    st.integers(0, 400),
)
def test_minutes_of_a_day_add_up_minute_by_minute(parts, start):
    """A day walked through one minute at a time gives the same sums."""
    slots = [{"name": f"s{i}", "minutes": n} if slot else {"break": n} for i, (slot, n) in enumerate(parts)]
    from_ = f"{start // 60}:{start % 60:02d}"
    planned = track(
        {1: {"mon": {f"s{i}": "talk" for i, (slot, _) in enumerate(parts) if slot}}},
        meetings=[{"days": ["mon"], "from": from_, "slots": slots}],
    )
    walk = [slot for slot, minutes in parts for _ in range(minutes)]
    first, last = walk.index(True), len(walk) - walk[::-1].index(True)

    hours = hours_of(sessions(planned, Clinic(), [1]), library(talk=module()))

    assert hours.session == sum(walk)
    assert hours.breaks == (last - first) - sum(walk)
    assert hours.clock == last - first
