"""A cycle held again from another day on: the nth place to the nth place, closed days on neither side."""

from datetime import date, timedelta

import pytest
from builders import full_plan, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import sessions
from curriculum.planning.copying import copied


def order(planned, clinic, slot):
    """What one slot holds in the first run, in the order held, closed days left out."""
    held = sessions(planned, clinic, range(1, planned.cycle + 1))
    return [s.module for s in held if s.cell.slot == slot and s.module]


def closing(*days):
    return Clinic.model_validate({"closures": [{"from": str(day), "reason": "Holiday"} for day in days]})


def test_a_copy_that_begins_on_a_wednesday_goes_by_program_days_and_not_by_weekdays():
    plan, _ = full_plan()
    copy = copied(track(plan), Clinic(), date(2027, 4, 7))

    first = [(m.was, m.on) for m in copy.moves if m.source.slot == "skills"][:4]

    assert first == [
        (date(2026, 11, 30), date(2027, 4, 7)),
        (date(2026, 12, 2), date(2027, 4, 9)),
        (date(2026, 12, 4), date(2027, 4, 12)),
        (date(2026, 12, 7), date(2027, 4, 14)),
    ]
    assert [m.placement.module for m in copy.left_out] == ["skills-8-fri", "elective-8-fri"]


def test_a_closed_day_of_the_new_dates_moves_what_follows_and_a_longer_cycle_takes_what_is_left():
    plan, _ = full_plan()
    clinic = closing(date(2027, 4, 12))

    copy = copied(track(plan), clinic, date(2027, 4, 5))
    longer = copied(track(plan), clinic, date(2027, 4, 5), cycle=9)

    assert copy.closed == ((date(2027, 4, 12), "Holiday"),)
    assert len(copy.left_out) == 2
    assert longer.left_out == ()
    assert order(longer.after, clinic, "skills") == order(track(plan), Clinic(), "skills")


def test_what_belongs_to_the_old_dates_stays_behind_and_locks_come_along():
    plan, _ = full_plan()
    plan[1]["mon"]["skills"] = {"module": "skills-1-mon", "locked": True, "lead": "ana"}
    waiver = {"rule": "weekly-minutes", "week": 2, "by": "director", "reason": "Snow", "until": "2026-12-31"}
    old = track(
        plan,
        ends="2027-03-01",
        closures=[{"from": "2026-12-07", "reason": "Snow"}],
        makeups=[{"for": "2026-12-07", "on": "2026-12-08", "from": "09:00"}],
        waivers=[waiver],
    )

    after = copied(old, Clinic(), date(2027, 4, 5)).after

    assert (after.ends, after.closures, after.makeups, after.waivers) == (None, (), (), ())
    assert after.plan == old.plan


def test_the_day_on_which_it_starts_already_is_no_copy():
    with pytest.raises(CurriculumError, match="already"):
        copied(track(), Clinic(), date(2026, 11, 30))


@given(
    start=st.dates(date(2027, 1, 1), date(2027, 12, 31)),
    old=st.sets(st.integers(0, 55), max_size=6),
    new=st.sets(st.integers(0, 55), max_size=6),
)
def test_every_slot_keeps_its_order_and_nothing_lands_on_a_closed_day(start, old, new):
    """Against counting the open days one by one."""
    plan, _ = full_plan()
    first = date(2026, 11, 30)
    clinic = closing(*(first + timedelta(days=d) for d in old), *(start + timedelta(days=d) for d in new))
    planned = track(plan)

    copy = copied(planned, clinic, start)

    for slot in ("skills", "elective"):
        wanted = [planned.planned(c).module for c in planned.cells if c.slot == slot]
        held = order(copy.after, clinic, slot)
        assert held == wanted[: len(held)]
        assert [m.placement.module for m in copy.left_out if m.source.slot == slot] == wanted[len(held) :]
