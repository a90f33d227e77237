"""Dates of any run of the cycle, holidays, and what the rules on dates say of the run that is held and of the next."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from builders import FRI, MON, WED, cell, found, full_plan, subject, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Severity
from curriculum.planning.calendar import date_of, last_run, runs_ahead, sessions, sessions_between, week_of
from curriculum.planning.reports.calendar import calendar
from curriculum.planning.rules import check_clinic

IN_RUN_1, IN_RUN_2 = date(2026, 12, 1), date(2027, 2, 1)


def closing(**changes):
    return Clinic.model_validate(changes)


@pytest.mark.parametrize(
    ("where", "run", "day"),
    [(cell(1, MON), 1, date(2026, 11, 30)), (cell(1, MON), 2, date(2027, 1, 25)), (cell(8, FRI), 3, date(2027, 5, 14))],
)
def test_a_run_follows_the_one_before_without_a_gap(where, run, day):
    assert date_of(track(), where, run) == day
    assert week_of(track(), day) == (run, where.week)


def test_days_before_the_start_belong_to_the_first_run_alone():
    late = track(starts="2026-12-02")

    assert next(s.date for s in sessions(late, Clinic(), [1])) == date(2026, 12, 2)
    assert next(s.date for s in sessions(late, Clinic(), [1], run=2)) == date(2027, 1, 25)


def test_a_track_that_ends_holds_nothing_after_its_last_day():
    ended = track(ends="2027-01-27")

    assert last_run(ended) == 2
    assert {s.date for s in sessions(ended, Clinic(), [1], run=2)} == {date(2027, 1, 25), date(2027, 1, 27)}
    assert sessions(ended, Clinic(), [1], run=3) == ()


@pytest.mark.parametrize(
    ("today", "ends", "runs"),
    [
        (date(2026, 1, 1), None, (1, 2)),
        (date(2026, 11, 30), None, (1, 2)),
        (date(2027, 1, 24), None, (1, 2)),
        (date(2027, 1, 25), None, (2, 3)),
        (date(2027, 1, 25), "2027-03-01", (2,)),
        (date(2029, 1, 25), "2027-03-01", (2,)),
    ],
)
def test_the_run_that_is_held_and_the_next_one_are_looked_at(today, ends, runs):
    assert runs_ahead(track(ends=ends), today) == runs


@given(st.dates(date(2026, 11, 1), date(2027, 12, 31)), st.integers(0, 200))
def test_sessions_between_two_dates_are_those_of_all_runs_within_them(first, days):
    last = first + timedelta(days=days)
    every = [s for run in range(1, 12) for s in sessions(track(), Clinic(), range(1, 9), run)]

    assert list(sessions_between(track(), Clinic(), first, last)) == [s for s in every if first <= s.date <= last]


def test_a_holiday_of_the_next_run_is_a_warning_once_the_first_is_held_and_nothing_before():
    plan, modules = full_plan()
    clinic = closing(closures=[{"from": "2027-02-15", "reason": "Presidents' Day"}])
    about = subject(track(plan), modules, clinic)

    (short,) = found("weekly-minutes", about, IN_RUN_1)

    assert found("weekly-minutes", about, date(2026, 11, 24)) == []
    assert (short.week, short.severity) == (4, Severity.WARN)
    assert "Week 4 of run 2 (from Mon 2027-02-15)" in short.message
    assert [f.severity for f in found("weekly-minutes", about, IN_RUN_2)] == [Severity.BLOCK]
    assert found("weekly-minutes", about, date(2027, 4, 1)) == []


def test_what_is_so_in_every_run_is_said_once():
    plan, modules = full_plan()
    del plan[3]["wed"]["elective"]
    about = subject(track(plan), modules)

    assert [f.week for f in found("weekly-minutes", about, IN_RUN_1)] == [3]
    assert [f.week for f in found("empty-slot", about, IN_RUN_1)] == [3]


def test_each_closed_date_of_the_two_runs_is_named():
    plan, modules = full_plan()
    days = ["2026-12-07", "2027-02-01", "2027-04-05"]
    clinic = closing(closures=[{"from": day, "reason": "Snow"} for day in days])

    said = [f.message[:10] for f in found("closed-day", subject(track(plan), modules, clinic), IN_RUN_1)]

    assert said == days[:2]


def test_the_calendar_shows_the_weeks_of_several_cycles_and_what_they_fall_short_of():
    plan, modules = full_plan()
    clinic = closing(closures=[{"from": "2027-02-15", "reason": "Presidents' Day"}])

    weeks = calendar(subject(track(plan), modules, clinic), 1, 3)

    assert len(weeks) == 24
    assert [(w.place, w.short) for w in weeks if w.short] == [
        ((2, 4), ("weekly-minutes (iop-adult)", "days-per-week (h0015)", "gap-between-days (iop-adult)"))
    ]
    assert weeks[11].hours.closures == ((date(2027, 2, 15), "Presidents' Day"),)


NJ = {"country": "US", "region": "NJ"}


@pytest.mark.parametrize(
    ("holidays", "day", "reason"),
    [
        (NJ, date(2027, 5, 31), "Memorial Day"),
        (NJ, date(2027, 10, 11), "Columbus Day"),
        (NJ, date(2027, 7, 5), "Independence Day (observed)"),
        (NJ, date(2031, 5, 26), "Memorial Day"),
        (NJ | {"except": ["columbus day"]}, date(2027, 10, 11), None),
        (NJ | {"observed": False}, date(2027, 7, 5), None),
        (NJ | {"except": ["Presidents' Day"]}, date(2027, 2, 15), None),
        (NJ | {"except": ["Independence Day"]}, date(2027, 7, 5), None),
        ({"country": "DE", "region": "BY"}, date(2027, 5, 27), "Corpus Christi"),
        (NJ, date(2027, 5, 27), None),
    ],
)
def test_a_clinic_is_closed_on_the_holidays_of_its_state_but_for_exceptions(holidays, day, reason):
    closure = closing(holidays=holidays).closed_on(day)

    assert (closure.reason if closure else None) == reason


def test_a_clinics_own_reason_counts_before_a_holidays_name_and_a_tracks_own_before_both():
    clinic = closing(holidays=NJ, closures=[{"from": "2027-05-31", "reason": "Summer break"}])
    own = track(closures=[{"from": "2026-12-02", "reason": "Retreat"}, {"from": "2026-12-25", "reason": "Our day"}])
    reasons = {s.date: s.closed for s in sessions(own, clinic, range(1, 9)) if s.closed}

    assert clinic.closed_on(date(2027, 5, 31)).reason == "Summer break"
    assert reasons[date(2026, 12, 2)] == "Retreat"
    assert reasons[date(2026, 12, 25)] == "Our day"
    assert reasons[date(2027, 1, 1)] == "New Year's Day"


@pytest.mark.parametrize(
    ("holidays", "message", "fix"),
    [
        ({"country": "Q9", "region": "NJ"}, '"Q9" is no country whose holidays are known.', "Known: A"),
        ({"country": "United State"}, '"United State" is no country whose holidays are known.', 'Did you mean "US"?'),
        ({"country": "US", "region": "N.J."}, '"N.J." is no region whose holidays are known.', 'Did you mean "NJ"?'),
        (NJ | {"except": ["Colombus Day"]}, '"Colombus Day" is no holiday there.', 'Did you mean "Columbus Day"?'),
    ],
)
def test_an_unknown_country_region_or_holiday_is_found_and_the_closest_named(holidays, message, fix):
    (finding,) = check_clinic(closing(holidays=holidays))

    assert finding.rule == "unknown-holiday"
    assert finding.blocks
    assert finding.message == message
    assert fix in finding.fix


def test_no_holiday_is_looked_up_where_nobody_asks_for_it():
    code = "import sys; from curriculum.cli.app import run; run(['--help']); print('holidays' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == "False"


def test_week_days_stay_what_they_are_in_every_run():
    held = [s for run in (1, 2, 3) for s in sessions(track(), Clinic(), range(1, 9), run)]

    assert {s.day for s in held} == {MON, WED, FRI}
    assert all(s.date.weekday() == s.day.number for s in held)
