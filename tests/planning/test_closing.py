"""Closing a day: what moves, what stays, what overflows, and what a slow re-layout by hand would give."""

from datetime import date, timedelta

import pytest
from builders import FRI, MON, WED, cell, full_plan, module, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.planning.calendar import date_of
from curriculum.planning.changes import Closing, Overflow, Policy
from curriculum.planning.closing import close

DAYS = ("mon", "wed", "fri")
ITEM_7 = date(2026, 12, 14)
"""Monday of week 3: the seventh skills session of T8."""


def items(locked=(), weeks=8):
    """T8 with numbered skills items and electives that stand alone."""
    plan, modules = full_plan(weeks)
    named = {"process-group": modules.modules["process-group"]}
    numbers = iter(range(1, 99))
    for days in plan.values():
        for slots in days.values():
            number = next(numbers)
            name = f"item-{number}"
            named[name] = module(title=f"Item {number}", series="items", part=number)
            named[slots["elective"]] = module(title=slots["elective"])
            slots["skills"] = {"module": name, "locked": True} if number in locked else name
    return track(plan, cycle=weeks), Library(named)


def order(planned, clinic=None):
    """The modules of the skills slots in the order held, empty places left out."""
    return [planned.planned(c).module for c in planned.cells if c.slot == "skills" and planned.planned(c)]


def test_a_closure_on_the_seventh_of_24_items_moves_17_keeps_the_locked_one_and_pushes_one_out():
    planned, modules = items(locked=[20])

    change = close(planned, modules, Clinic(), Closing(ITEM_7))
    (skills,) = change.sequences

    assert len(skills.moves) == 17
    assert [kept.module for kept in skills.stays] == ["item-20"]
    assert [move.placement.module for move in skills.overflow] == ["item-24"]
    assert [choice.overflow for choice in skills.choices] == [Overflow.EXTEND, Overflow.MERGE, Overflow.DROP]
    assert all(choice.possible for choice in skills.choices)
    assert [(kept.module, kept.why) for kept in change.missed if kept.cell.slot == "process"] == [
        ("process-group", "standing, keeps its weekday")
    ]
    assert change.undecided
    assert change.before is planned
    assert change.after.planned(cell(3, MON)) is None
    assert change.after.planned(cell(3, WED)).module == "item-7"
    assert change.after.planned(cell(7, WED)).module == "item-20"
    assert [c.reason for c in change.after.closures] == ["Closed"]


@pytest.mark.parametrize(("number", "locked", "moved", "out"), [(1, [], 24, 1), (24, [], 1, 1), (10, [3], 15, 1)])
def test_the_same_with_other_items(number, locked, moved, out):
    planned, modules = items(locked)
    day = date_of(planned, [c for c in planned.cells if c.slot == "skills"][number - 1])

    (skills,) = close(planned, modules, Clinic(), Closing(day)).sequences

    assert (len(skills.moves), len(skills.overflow)) == (moved, out)


def test_extend_gives_the_last_item_a_week_more():
    planned, modules = items(locked=[20])

    change = close(planned, modules, Clinic(), Closing(ITEM_7, overflow=Overflow.EXTEND))

    assert change.after.cycle == 9
    assert change.after.planned(cell(9, MON)).module == "item-24"
    assert not change.undecided
    assert (change.sequences[0].ended, change.sequences[0].ends) == (date(2027, 1, 22), date(2027, 1, 25))
    assert len(change.after.cells) == 81


def test_merge_takes_an_open_slot_of_the_last_day_and_drop_leaves_the_last_item_out():
    planned, modules = items()

    merged = close(planned, modules, Clinic(), Closing(ITEM_7, overflow=Overflow.MERGE))
    dropped = close(planned, modules, Clinic(), Closing(ITEM_7, overflow=Overflow.DROP))

    assert merged.after.planned(cell(8, FRI)).module == "item-23"
    assert merged.after.planned(cell(8, FRI, "elective")).module == "item-24"
    assert [kept.module for kept in merged.sequences[0].gives_way] == ["elective-8-fri"]
    assert "item-24" not in order(dropped.after)
    assert [kept.module for kept in dropped.sequences[0].missed] == ["item-24"]


def test_skip_moves_nothing_and_lists_what_is_missed():
    planned, modules = items()

    change = close(planned, modules, Clinic(), Closing(ITEM_7, Policy.SKIP))

    assert change.after.plan == planned.plan
    assert [kept.module for kept in change.sequences[0].missed] == ["item-7"]


def test_swap_moves_no_farther_than_to_the_first_stand_alone_elective():
    planned, modules = items()

    change = close(planned, modules, Clinic(), Closing(ITEM_7, Policy.SWAP))

    assert change.after.planned(cell(3, WED)).module == "item-7"
    assert change.after.planned(cell(3, WED, "elective")).module == "item-8"
    assert change.after.planned(cell(3, FRI)).module == "item-9"
    assert [kept.module for kept in change.sequences[0].gives_way] == ["elective-3-wed"]
    assert len(change.sequences[0].moves) == 2


def test_swap_leaves_alone_a_module_that_others_build_on():
    planned, modules = items()
    needed = {"elective-3-wed": module(title="Ground"), "elective-8-fri": module(after=["elective-3-wed"])}

    change = close(planned, Library({**modules.modules, **needed}), Clinic(), Closing(ITEM_7, Policy.SWAP))

    assert [kept.module for kept in change.sequences[0].gives_way] == ["elective-3-fri"]


def test_a_bump_steps_over_other_closed_days():
    planned, modules = items()
    clinic = Clinic.model_validate({"closures": [{"from": "2026-12-16", "to": "2026-12-18", "reason": "Ice"}]})

    change = close(planned, modules, clinic, Closing(ITEM_7))

    assert [move.on for move in change.sequences[0].moves][:2] == [date(2026, 12, 21), date(2026, 12, 23)]
    assert [move.placement.module for move in change.sequences[0].overflow] == ["item-22", "item-23", "item-24"]


def test_an_empty_place_ends_the_moving():
    planned, modules = items()
    plan = {week: {day: dict(slots) for day, slots in days.items()} for week, days in planned.plan.items()}
    del plan[5][MON]["skills"]

    (skills,) = close(track(plan), modules, Clinic(), Closing(ITEM_7)).sequences

    assert len(skills.moves) == 6
    assert not skills.overflow


def test_each_sequence_follows_its_own_policy():
    slots = [
        {"name": "skills", "minutes": 60, "sequence": "skills"},
        {"name": "coping", "minutes": 60, "sequence": "coping"},
    ]
    plan = {w: {"mon": {"skills": f"s{w}", "coping": f"c{w}"}} for w in range(1, 9)}
    planned = track(plan, meetings=[{"days": ["mon"], "from": "9:00", "slots": slots}])
    modules = Library({f"{letter}{w}": module() for letter in "sc" for w in range(1, 9)})

    change = close(planned, modules, Clinic(), Closing(ITEM_7, Policy.BUMP, {"coping": Policy.SKIP}))

    assert [(c.sequence, len(c.moves), len(c.missed)) for c in change.sequences] == [("skills", 6, 0), ("coping", 0, 1)]


def test_a_day_that_the_clinic_closes_anyway_is_not_written_down_twice():
    planned, modules = items()
    clinic = Clinic.model_validate({"closures": [{"from": "2026-12-14", "reason": "Stocktaking"}]})

    change = close(planned, modules, clinic, Closing(ITEM_7))

    assert (change.recorded, change.reason) == (False, "Stocktaking")
    assert len(change.sequences[0].moves) == 18


@pytest.mark.parametrize(
    ("closing", "said"),
    [
        (Closing(date(2026, 12, 15)), "the track meets on Monday, Wednesday, Friday"),
        (Closing(date(2026, 11, 27)), "starts on 2026-11-30"),
        (Closing(ITEM_7, policies={"skils": Policy.SKIP}), 'Did you mean "skills"?'),
        (Closing(ITEM_7, Policy.MAKEUP), "No day is chosen"),
    ],
)
def test_what_cannot_be_closed_is_said_in_one_line(closing, said):
    planned, modules = items()

    with pytest.raises(CurriculumError, match=said.replace("?", r"\?")):
        close(planned, modules, Clinic(), closing)


def by_hand(planned, closed, day, locked):
    """A bump as somebody with paper slips would do it: one push at a time, from the last closed place to the first."""
    cells = [c for c in planned.cells if c.slot == "skills"]
    slips = {c: planned.planned(c).module for c in cells if planned.planned(c)}
    may_take = [
        c for c in cells if date_of(planned, c) >= day and date_of(planned, c) not in closed and c not in locked
    ]
    out = []
    for stuck in reversed([c for c in cells if date_of(planned, c) >= day and date_of(planned, c) in closed]):
        if stuck not in slips or stuck in locked:
            continue
        hand = slips.pop(stuck)
        for place in [c for c in may_take if date_of(planned, c) > date_of(planned, stuck)]:
            hand, slips[place] = slips.get(place), hand
            if hand is None:
                break
        if hand is not None:
            out.append(hand)
    return slips, sorted(out)


@given(
    held=st.sets(st.integers(0, 17)),
    locked=st.sets(st.integers(0, 17), max_size=5),
    closed=st.sets(st.integers(0, 17), max_size=5),
    first=st.integers(0, 17),
)
def test_a_bump_is_what_pushing_slips_of_paper_one_by_one_gives(held, locked, closed, first):
    cells = [c for c in track(cycle=6).cells if c.slot == "skills"]
    plan = {}
    for index in sorted(held):
        placed = {"module": f"m{index:02}", "locked": index in locked}
        plan.setdefault(cells[index].week, {}).setdefault(cells[index].day, {})["skills"] = placed
    planned = track(plan, cycle=6)
    dates = [date_of(planned, c) for c in cells]
    clinic = Clinic.model_validate({"closures": [{"from": str(dates[i]), "reason": "x"} for i in closed]})

    change = close(planned, Library(), clinic, Closing(dates[first]))

    slips, out = by_hand(planned, {dates[i] for i in closed | {first}}, dates[first], {cells[i] for i in locked & held})
    assert {c: p.module for c in cells if (p := change.after.planned(c))} == slips
    assert sorted(m.placement.module for m in change.sequences[0].overflow) == out
    assert {c for c in cells if (p := change.after.planned(c)) and p.locked} == {cells[i] for i in locked & held}


@given(weeks=st.integers(2, 12), number=st.integers(0, 35), way=st.sampled_from([Overflow.EXTEND, Overflow.MERGE]))
def test_nothing_is_lost_and_nothing_changes_order_when_the_overflow_finds_a_place(weeks, number, way):
    planned, modules = items(weeks=weeks)
    cells = [c for c in planned.cells if c.slot == "skills"]
    day = date_of(planned, cells[number % len(cells)])
    if way is Overflow.MERGE and day >= date_of(planned, cells[-1]) - timedelta(days=1):
        return

    after = close(planned, modules, Clinic(), Closing(day, overflow=way)).after
    held = [p.module for c in after.cells if (p := after.planned(c)) and p.module.startswith("item")]

    assert held == [f"item-{n}" for n in range(1, 3 * weeks + 1)]


@given(
    number=st.integers(1, 24),
    ice=st.sets(st.integers(1, 24), max_size=4),
    locked=st.sets(st.integers(1, 24), max_size=4),
)
def test_a_swap_keeps_the_order_loses_nothing_of_the_sequence_and_leaves_what_comes_after_it(number, ice, locked):
    planned, modules = items(locked=locked)
    dates = [date_of(planned, c) for c in planned.cells if c.slot == "skills"]
    day = dates[number - 1]
    closures = [{"from": str(dates[n - 1]), "reason": "Ice"} for n in sorted(ice - {number})]
    clinic = Clinic.model_validate({"closures": closures})
    try:
        change = close(planned, modules, clinic, Closing(day, Policy.SWAP))
    except CurriculumError:
        assert all(d not in dates or d <= day or dates.index(d) + 1 in ice for d in dates[number:])
        return

    (skills,) = change.sequences
    free = [f"item-{n}" for n in range(1, 25) if n not in locked]
    cells = [c for c in change.after.cells if (p := change.after.planned(c)) and p.module in free]
    held = [
        change.after.planned(c).module for c in sorted(cells, key=lambda c: (c.week, c.day.number, c.slot != "skills"))
    ]
    on_ice = {f"item-{n}" for n in ice - {number}}

    assert sorted(held) == sorted(free)
    assert [m for m in held if m not in on_ice] == [m for m in free if m not in on_ice]
    assert len(skills.gives_way) == (number not in locked)
    last = max((move.on for move in skills.moves), default=day)
    untouched = [c for c in planned.cells if date_of(planned, c) > last]
    assert all(change.after.planned(c) == planned.planned(c) for c in untouched)
