from itertools import combinations

import pytest
from builders import MON, cell, library, module, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.library import Library
from curriculum.planning.coverage import coverage, entries, waits

DAYS = ("mon", "wed", "fri")


def t8(modules, **changes):
    """T8 with a plan of modules by week, in the order of its open slots."""
    plan = {}
    for week, held in modules.items():
        cells = [(day, slot) for day in DAYS for slot in ("skills", "elective")]
        for (day, slot), name in zip(cells, held, strict=False):
            plan.setdefault(week, {}).setdefault(day, {})[slot] = name
    return track(plan, **changes)


SAFETY = library(safety=module(topics=["safety-planning"]), other=module(topics=["other"]))


def test_a_topic_of_one_week_is_missed_by_those_whose_stay_ends_before_it():
    planned = coverage(t8({1: ["safety"]}, stay=6), SAFETY)

    assert planned.gaps("safety-planning") == (2, 3)


def test_a_topic_held_twice_reaches_everybody_and_its_spacing_is_told():
    planned = coverage(t8({1: ["safety"], 5: ["safety"]}, stay=6), SAFETY)

    assert planned.gaps("safety-planning") == ()
    assert planned.spacing("safety-planning") == (4, 4)
    assert planned.mends("safety-planning") == ()


def test_the_weeks_that_mend_a_gap_are_named():
    assert coverage(t8({1: ["safety"]}, stay=6), SAFETY).mends("safety-planning") == ((3,), (4,), (5,), (6,), (7,))


def test_a_topic_held_once_a_cycle_comes_back_after_a_whole_cycle():
    assert coverage(t8({3: ["safety"]}), SAFETY).spacing("safety-planning") == (8,)


def test_gates_make_people_wait():
    gated = waits(track(cycle=12, stay=12, admission="gated", gates=[1, 5, 9]))

    assert gated.weeks[5] == 3
    assert (gated.mean, gated.worst) == (1.5, 3)


def test_without_gates_nobody_waits_and_with_a_closed_group_everybody_waits_for_its_first_week():
    assert waits(track(cycle=12)).worst == 0
    assert waits(track(cycle=4, admission="closed")).weeks == (0, 3, 2, 1)


def test_whoever_joins_after_the_ground_was_laid_meets_what_builds_on_it_too_early():
    shelf = library(ground=module(), wall=module(after=["ground"]), roof=module(after=["wall"]))
    planned = coverage(t8({1: ["ground"], 2: ["wall"], 3: ["roof"]}, cycle=4, stay=4), shelf)

    assert [[(fault.module, fault.needed, fault.later) for fault in stay.out_of_order] for stay in planned.stays] == [
        [],
        [
            ("wall", "ground", True),
        ],
        [("roof", "wall", True)],
        [],
    ]


def test_a_prerequisite_that_is_never_met_is_told_apart():
    shelf = library(ground=module(), wall=module(after=["ground"]))
    (_, second, *_) = coverage(t8({1: ["ground"], 2: ["wall"]}, stay=2), shelf).stays

    assert [(fault.later, fault.needed) for fault in second.out_of_order] == [(False, "ground")]


def distinct_cycle(variants=()):
    """72 different groups in T8's shape, without a standing slot; some modules with a second variant."""
    slots = [{"name": f"slot-{n}", "minutes": 60} for n in range(3)]
    meetings = [{"days": list(DAYS), "from": "9:00", "slots": slots}]
    names = [f"m{n}" for n in range(72)]
    plan = {}
    for number, name in enumerate(names):
        week, day, slot = number // 9 + 1, DAYS[number % 9 // 3], f"slot-{number % 3}"
        plan.setdefault(week, {}).setdefault(day, {})[slot] = name
    another = {"name": "Another way", "replaces": "All", "do": "Do it differently."}
    shelf = {name: module(variants=[another] if name in variants else []) for name in names}
    return track(plan, meetings=meetings), Library(shelf)


def test_a_stay_longer_than_the_cycle_repeats_what_comes_around():
    planned, shelf = distinct_cycle()
    first = coverage(planned, shelf, stay=10).stays[0]

    assert (len(first.met), first.distinct, first.repeats, first.exact_repeats) == (90, 72, 18, 18)


def test_a_second_variant_makes_a_repeat_new():
    planned, shelf = distinct_cycle(variants=[f"m{n}" for n in range(12)])

    assert coverage(planned, shelf, stay=10).stays[0].exact_repeats == 6


def test_what_is_meant_for_every_week_is_no_repeat():
    shelf = library(process_group=module(**{"repeat-after": 0}))

    assert {stay.repeats for stay in coverage(track(), shelf).stays} == {0}


def test_a_placement_in_the_plan_stands_for_the_standing_module():
    planned = coverage(track({2: {"mon": {"process": "safety"}}}), SAFETY)

    assert planned.topics["safety-planning"] == (2,)
    assert cell(2, MON, "process").week == 2


topics = st.sampled_from(["a", "b", "c"])


@st.composite
def tracks(draw):
    cycle = draw(st.integers(1, 8))
    gates = draw(st.lists(st.integers(1, cycle), min_size=1, max_size=4, unique=True))
    admission = draw(st.sampled_from(["rolling", "gated", "closed"]))
    held = {week: draw(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=4)) for week in range(1, cycle + 1)}
    shelf = library(
        a=module(topics=["a"]), b=module(topics=["b"], after=["a"]), c=module(topics=["c"], after=["b"]), d=module()
    )
    changes = {"cycle": cycle, "stay": draw(st.integers(1, 12)), "admission": admission}
    if admission == "gated":
        changes["gates"] = gates
    return t8(held, **changes), shelf


@given(tracks())
def test_coverage_is_what_every_client_lives_through_day_by_day(case):
    planned, shelf = case
    covered = coverage(planned, shelf)

    for stay in covered.stays:
        lived, seen, faults, week = [], set(), [], stay.entry
        for _ in range(planned.stay):
            for day in planned.days:
                for timed in planned.timetable[day]:
                    placement = planned.placement(cell(week, day, timed.slot.name))
                    if placement:
                        lived.append(placement.module)
            week = week + 1 if week < planned.cycle else 1
        for name in lived:
            known = shelf.get(name)
            if known and name not in seen:
                faults += [(name, needed) for needed in known.after if needed not in seen]
            seen.add(name)
        assert stay.met == tuple(lived)
        assert [(fault.module, fault.needed) for fault in stay.out_of_order] == faults
        assert stay.topics == {topic for name in seen if shelf.get(name) for topic in shelf.modules[name].topics}


@given(tracks(), topics)
def test_mends_are_the_fewest_weeks_that_reach_everybody(case, topic):
    planned, shelf = case
    covered = coverage(planned, shelf)
    lacking = [set(stay.weeks) for stay in covered.stays if topic not in stay.topics]
    weeks = range(1, planned.cycle + 1)
    fewest = next(
        size
        for size in range(planned.cycle + 1)
        if any(all(lived & set(some) for lived in lacking) for some in combinations(weeks, size))
    )

    for some in covered.mends(topic):
        assert len(some) == fewest
        assert all(lived & set(some) for lived in lacking)
    assert bool(covered.mends(topic)) == bool(lacking)


@given(tracks())
def test_nobody_waits_longer_than_to_the_next_entry_week(case):
    planned, _ = case

    for week, wait in enumerate(waits(planned).weeks, 1):
        assert (week - 1 + wait) % planned.cycle + 1 in entries(planned)


@pytest.mark.parametrize("stay", [1, 5, 8, 20])
def test_a_stay_asked_for_stands_in_place_of_the_tracks_own(stay):
    assert {len(one.weeks) for one in coverage(track(), SAFETY, stay=stay).stays} == {stay}
