"""Which groups come next, on real dates."""

from datetime import date, timedelta

import pytest
from builders import track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.planning.upcoming import Stretch, calendar_week, held_in, next_day, next_time, why_nothing

OPEN = Clinic()
SHUT = Clinic.model_validate({"closures": [{"from": "2026-12-02", "reason": "Stocktaking"}]})


def test_on_tuesday_the_next_groups_are_those_of_wednesday():
    tomorrow = next_day(track(), OPEN, date(2026, 12, 1))

    assert tomorrow == date(2026, 12, 2)
    assert next_day(track(), OPEN, date(2026, 12, 2)) == date(2026, 12, 4)
    assert next_day(track(), OPEN, date(2026, 12, 4)) == date(2026, 12, 7)


def test_a_closed_day_is_passed_over():
    assert next_day(track(), SHUT, date(2026, 12, 1)) == date(2026, 12, 4)


def test_before_a_track_starts_its_first_day_is_next_and_after_its_end_there_is_none():
    ending = track(ends="2026-12-04")

    assert next_day(ending, OPEN, date(2026, 3, 1)) == date(2026, 11, 30)
    assert next_day(ending, OPEN, date(2026, 12, 4)) is None


def test_a_person_s_next_groups_are_those_that_they_lead():
    led = track({1: {"fri": {"skills": {"module": "a", "lead": "jo"}}}}, staff={"process": "mara"})

    assert next_day(led, OPEN, date(2026, 12, 1), "jo") == date(2026, 12, 4)
    assert next_day(led, OPEN, date(2026, 12, 1), "mara") == date(2026, 12, 2)
    assert next_day(led, OPEN, date(2026, 12, 1), "nobody") is None


def test_an_empty_slot_is_no_group():
    only = track({1: {"wed": {"skills": "a"}}}, meetings=[
        {"days": ["mon", "wed"], "from": "9:00", "slots": [{"name": "skills", "minutes": 60}]}
    ])  # fmt: skip

    assert next_day(only, OPEN, date(2026, 11, 29)) == date(2026, 12, 2)
    assert next_day(only, OPEN, date(2026, 12, 2)) == date(2026, 12, 2) + timedelta(weeks=8)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        ("2026-11-01", "2026-12-07"),
        ("2026-12-08", "2026-12-07"),
        ("2026-12-13", "2026-12-07"),
        ("2026-12-14", "2027-02-01"),
    ],
)
def test_a_week_of_the_cycle_is_that_of_its_next_run_once_it_is_over(today, first):
    days = next_time(track(), 2, date.fromisoformat(today))

    assert days is not None
    assert days.first == date.fromisoformat(first)
    assert days.last == days.first + timedelta(days=6)


def test_a_week_that_the_track_does_not_reach_any_more_has_no_days():
    assert next_time(track(ends="2026-12-11"), 5, date(2026, 12, 1)) is None


@given(st.dates(date(2026, 10, 1), date(2028, 1, 1)))
def test_the_next_day_is_the_first_on_which_a_day_by_day_search_finds_a_group(today):
    one = track(ends="2027-06-30", closures=[{"from": "2026-12-20", "to": "2027-01-09", "reason": "Rest"}])
    days = (today + timedelta(days=n) for n in range(1, 500))

    slow = next((day for day in days if held_in(one, OPEN, Stretch(day, day))), None)
    assert next_day(one, OPEN, today) == slow


def test_a_day_without_groups_says_why():
    def said(day):
        return why_nothing(track(ends="2026-12-31"), SHUT, Stretch(day, day))

    assert said(date(2026, 12, 2)) == "closed: Stocktaking"
    assert said(date(2026, 12, 3)) == "no group is planned then"
    assert said(date(2026, 11, 3)) == "it starts on 2026-11-30"
    assert said(date(2027, 1, 3)) == "it ended on 2026-12-31"
    assert calendar_week(date(2026, 12, 6)) == Stretch(date(2026, 11, 30), date(2026, 12, 6))
